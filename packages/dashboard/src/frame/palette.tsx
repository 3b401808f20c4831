import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import { Amount } from '../parts/amount.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useSession } from '../session/session.ts';
import { dictionary } from '../words/dictionary.ts';
import { useWords } from '../words/language.ts';
import { type Found, find } from './find.ts';
import { navItems } from './nav.ts';
import { frameWords } from './words.ts';

const paletteWords = dictionary({
  en: {
    title: 'Search or go to',
    field: 'Page, id or reference',
    hint: 'A page by its name; a payout, refund, payment or destination by its id; payouts and payments by their reference.',
    page: 'Page',
    payout: 'Payout',
    refund: 'Refund',
    payment: 'Payment',
    destination: 'Destination',
    nothing: 'Nothing was found.',
    looking: 'Looking…',
    found: (count: number) => `${count} found`,
    newPayout: 'New payout',
  },
  ar: {
    title: 'البحث أو الانتقال',
    field: 'صفحة أو معرّف أو مرجع',
    hint: 'صفحة باسمها؛ أو معاملة أو مستفيد بالمعرّف؛ أو مدفوعات بمرجعها.',
    page: 'صفحة',
    payout: 'مدفوع صادر',
    refund: 'استرداد',
    payment: 'مدفوع وارد',
    destination: 'مستفيد',
    nothing: 'لم يُعثر على شيء.',
    looking: 'جارٍ البحث…',
    found: (count) => `عُثر على ${count}`,
    newPayout: 'مدفوع صادر جديد',
  },
});

interface Choice extends Pick<Found, 'text' | 'money'> {
  readonly key: string;
  readonly kind: 'page' | Found['kind'];
  readonly go: () => void;
}

const SHORTEST = 3;

/** Reaches any page, and any payout, refund, payment or destination, without leaving the keyboard. */
export function Palette({ close }: { readonly close: () => void }) {
  const words = useWords(paletteWords);
  return (
    <Dialog open close={close} title={words.title}>
      <Search close={close} />
    </Dialog>
  );
}

function Search({ close }: { readonly close: () => void }) {
  const words = useWords(paletteWords);
  const listId = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { choices, isLooking } = useChoices(text.trim());
  const current = choices[Math.min(at, choices.length - 1)];
  const pick = (choice: Choice | undefined): void => {
    if (!choice) return;
    close();
    choice.go();
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step === undefined) pick(current);
    else setAt((Math.min(at, choices.length - 1) + step + choices.length) % Math.max(1, choices.length));
  };
  const said = isLooking ? words.looking : choices.length === 0 ? words.nothing : words.found(choices.length);
  return (
    <div className="space-y-2">
      <input
        role="combobox"
        aria-label={words.field}
        aria-expanded={choices.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${listId}-${current.key}` : undefined}
        placeholder={words.field}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
        className="min-h-10 w-full rounded-md border border-line-strong bg-surface px-3"
      />
      <p role="status" className="text-xs text-soft">
        {text.trim() === '' ? words.hint : said}
      </p>
      <div id={listId} role="listbox" aria-label={words.title}>
        {choices.map((choice) => (
          <Option
            key={choice.key}
            id={`${listId}-${choice.key}`}
            choice={choice}
            isCurrent={choice === current}
            pick={pick}
          />
        ))}
      </div>
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly choice: Choice;
  readonly isCurrent: boolean;
  readonly pick: (choice: Choice) => void;
}

/** One of the choices. The focus stays in the field, as in every combobox; -1 only lets a pointer reach it. */
function Option({ id, choice, isCurrent, pick }: OptionProps) {
  const words = useWords(paletteWords);
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isCurrent}
      onClick={() => pick(choice)}
      className="flex min-h-9 w-full items-center gap-3 rounded-md px-2.5 py-1 text-start hover:bg-sunken aria-selected:bg-accent-soft"
    >
      <span className="w-20 shrink-0 text-xs text-soft">{words[choice.kind]}</span>
      <bdi className="truncate">{choice.text}</bdi>
      {choice.money && (
        <span className="ms-auto">
          <Amount {...choice.money} />
        </span>
      )}
    </button>
  );
}

function useChoices(text: string): { readonly choices: readonly Choice[]; readonly isLooking: boolean } {
  const words = useWords(paletteWords);
  const names = useWords(frameWords);
  const navigate = useNavigate();
  const { scopes } = useSession();
  const asked = useDeferredValue(text);
  const { data = [], isFetching } = useQuery({
    queryKey: ['find', asked],
    queryFn: () => find(asked),
    enabled: asked.length >= SHORTEST,
  });
  const pages = [
    ...navItems(scopes).map(({ to, word }) => ({ text: names[word], to })),
    ...(scopes.includes('payouts:write') ? [{ text: words.newPayout, to: '/payouts/new' } as const] : []),
  ];
  const choices: Choice[] = pages
    .filter((page) => page.text.toLowerCase().includes(text.toLowerCase()))
    .map(({ text: name, to }) => ({
      key: to.replaceAll('/', '_'),
      kind: 'page',
      text: name,
      go: () => void navigate({ to }),
    }));
  const places = { payout: 'payouts', refund: 'refunds', payment: 'payments', destination: 'destinations' } as const;
  for (const { kind, id, ...shown } of data) {
    if (choices.some(({ key }) => key === id)) continue;
    choices.push({
      key: id,
      kind,
      ...shown,
      go: () => void navigate({ to: `/${places[kind]}/$id`, params: { id } }),
    });
  }
  return { choices, isLooking: isFetching || asked !== text };
}
