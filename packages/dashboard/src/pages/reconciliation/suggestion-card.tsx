import type { Suggestion } from '@sarf/sdk';
import { Link } from '@tanstack/react-router';
import { Check, Equal, EqualNot } from 'lucide-react';
import { useId } from 'react';
import { Amount } from '../../parts/amount.tsx';
import { Button } from '../../parts/button.tsx';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { Day } from '../../parts/time.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { type Pair, pairsOf } from './compare.ts';
import { nameOfEntry } from './entry-list.tsx';
import { useMatch } from './use-match.ts';
import { reconciliationWords } from './words.ts';

interface SuggestionCardProps {
  readonly suggestion: Suggestion;
  /** It goes, and the focus with it. */
  readonly matched: () => void;
}

/** One match that waits for a person: both sides beside each other, why they may belong together, and the decision. */
export function SuggestionCard({ suggestion, matched }: SuggestionCardProps) {
  const words = useWords(reconciliationWords);
  const titleId = useId();
  const { mutate, error, isPending } = useMatch(matched);
  const { id, kind, entry, amount, currency } = suggestion;
  return (
    <section aria-labelledby={titleId} className="rounded-lg border border-line bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2">
        <h2 id={titleId} className="flex flex-wrap items-baseline gap-x-3 font-semibold">
          <Amount amount={amount} currency={currency} />
          <span className="font-normal text-soft">
            <bdi>{nameOfEntry(entry)}</bdi>
          </span>
        </h2>
        <div className="flex flex-wrap items-center gap-2">
          <Link
            to="/reconciliation/entries/$id"
            params={{ id: entry.id }}
            className="inline-flex min-h-8 items-center rounded px-2 text-accent hover:underline"
          >
            {words.somethingElse}
          </Link>
          <Button
            look="primary"
            icon={<Check aria-hidden className="size-4" />}
            off={useWhyNot('reconciliation:write')}
            busy={isPending}
            onClick={() => mutate({ suggestion_id: id })}
          >
            {words.accept}
          </Button>
        </div>
      </div>
      <div className="grid gap-4 p-4 lg:grid-cols-[3fr_2fr]">
        <Sides suggestion={suggestion} title={words.sides(kind)} />
        <Reasons suggestion={suggestion} />
      </div>
      {error ? (
        <div className="px-4 pb-4">
          <RefusalNote error={error} />
        </div>
      ) : null}
    </section>
  );
}

function Sides({ suggestion, title }: { readonly suggestion: Suggestion; readonly title: string }) {
  const words = useWords(reconciliationWords);
  const { payment, payout } = suggestion;
  return (
    <table className="w-full table-fixed self-start text-start">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr className="border-b border-line text-soft">
          <td className="w-24" />
          <th scope="col" className="py-1 pe-3 text-start font-medium">
            {words.onStatement}
          </th>
          <th scope="col" className="py-1 text-start font-medium">
            {payment && (
              <Link to="/payments/$id" params={{ id: payment.id }} className="text-accent underline">
                {words.kinds(suggestion.kind)}
              </Link>
            )}
            {payout && (
              <Link to="/payouts/$id" params={{ id: payout.id }} className="text-accent underline">
                {words.kinds(suggestion.kind)}
              </Link>
            )}
          </th>
          <td className="w-6" />
        </tr>
      </thead>
      <tbody>
        {pairsOf(suggestion).map((pair) => (
          <PairRow key={pair.name} pair={pair} currency={suggestion.currency} />
        ))}
      </tbody>
    </table>
  );
}

const mark = 'mt-0.5 size-4';

function PairRow({
  pair: { name, entry, expected, isSame },
  currency,
}: {
  readonly pair: Pair;
  readonly currency: string;
}) {
  const words = useWords(reconciliationWords);
  const show = (text: string) => {
    if (name === 'amount') return <Amount amount={Number(text)} currency={currency} />;
    return name === 'day' ? <Day day={text} /> : <bdi>{text || '–'}</bdi>;
  };
  return (
    <tr className="border-b border-line align-top last:border-0">
      <th scope="row" className="py-1.5 pe-3 text-start font-normal text-soft">
        {words.pairNames(name)}
      </th>
      <td className="py-1.5 pe-3 break-words">{show(entry)}</td>
      <td className="py-1.5 break-words">{show(expected)}</td>
      <td className="py-1.5">
        {isSame ? (
          <Equal aria-hidden className={`${mark} text-good`} />
        ) : (
          <EqualNot aria-hidden className={`${mark} text-wait`} />
        )}
        <span className="sr-only">{isSame ? words.same : words.differs}</span>
      </td>
    </tr>
  );
}

function Reasons({ suggestion: { score, reasons } }: { readonly suggestion: Suggestion }) {
  const words = useWords(reconciliationWords);
  return (
    <div className="space-y-2">
      <p className="flex items-baseline justify-between gap-2">
        <span className="text-soft">{words.score}</span>
        <span className="figure font-semibold">
          <bdi dir="ltr">{score} / 100</bdi>
        </span>
      </p>
      <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-line">
        <div style={{ width: `${score}%` }} className="h-full rounded-full bg-accent" />
      </div>
      <ul lang="en" dir="auto" aria-label={words.reasons} className="list-disc space-y-1 ps-5 text-soft">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </div>
  );
}
