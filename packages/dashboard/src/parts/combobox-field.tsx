import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useSettled } from '../state/use-settled.ts';
import { useWords } from '../words/language.ts';
import { Field, fieldLook } from './field.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { partWords } from './words.ts';

export interface Choice {
  readonly id: string;
  /** What stands in the field once it is chosen. */
  readonly text: string;
  /** What tells it from others like it. */
  readonly detail?: ReactNode;
}

interface ComboboxFieldProps<C extends Choice> {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly chosen: C | undefined;
  readonly choose: (choice: C | undefined) => void;
  /** Under what the answers are kept. */
  readonly queryKey: readonly unknown[];
  /** Those that fit what was typed, the best first; of nothing typed, the first ones. */
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly C[]>;
}

/**
 * One of many, found by typing (the combobox of the ARIA Authoring Practices, with a list): the focus stays in the field,
 * arrows go through what was found, Enter takes it, Escape leaves it as it was.
 */
export function ComboboxField<C extends Choice>(props: ComboboxFieldProps<C>) {
  const { label, hint, error, chosen, required = false } = props;
  const { typed, type, isOpen, open, close, at, move, found, pick } = useChoices(props);
  const listId = useId();
  const current = isOpen ? found.data?.[at] : undefined;
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (isOpen) move(step);
      else open();
    } else if (event.key === 'Enter' && isOpen) {
      // Not yet the form.
      event.preventDefault();
      if (current) pick(current);
    } else if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      close();
    }
  };
  return (
    <Field label={label} hint={hint} error={error} isRequired={required}>
      {(wired) => (
        <div className="relative">
          <input
            {...wired}
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={isOpen}
            aria-controls={listId}
            aria-activedescendant={current && `${listId}-${current.id}`}
            required={required}
            autoComplete="off"
            spellCheck={false}
            dir="auto"
            value={typed ?? chosen?.text ?? ''}
            onChange={(event) => type(event.target.value)}
            onClick={open}
            onKeyDown={press}
            onBlur={close}
            className={fieldLook}
          />
          {isOpen && <Found listId={listId} label={label} found={found} current={current} pick={pick} />}
        </div>
      )}
    </Field>
  );
}

function useChoices<C extends Choice>({ chosen, choose, queryKey, find }: ComboboxFieldProps<C>) {
  // What is being typed; undefined while nobody types.
  const [typed, setTyped] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const text = useSettled(typed?.trim() ?? '', 200);
  const found = useQuery(
    queryOptions({
      queryKey: [...queryKey, text],
      queryFn: ({ signal }) => find(text, signal),
      enabled: isOpen,
      placeholderData: keepPreviousData,
    }),
  );
  const close = (): void => {
    setOpen(false);
    setTyped(undefined);
  };
  return {
    typed,
    isOpen,
    at,
    found,
    close,
    open() {
      setAt(Math.max(0, found.data?.findIndex(({ id }) => id === chosen?.id) ?? 0));
      setOpen(true);
    },
    type(next: string) {
      setTyped(next);
      setAt(0);
      setOpen(true);
      // An emptied field means nobody, not whoever was chosen before.
      if (next === '') choose(undefined);
    },
    move(step: number) {
      const count = found.data?.length ?? 0;
      if (count > 0) setAt((Math.min(at, count - 1) + step + count) % count);
    },
    pick(choice: C) {
      choose(choice);
      close();
    },
  };
}

interface FoundProps<C extends Choice> {
  readonly listId: string;
  readonly label: string;
  readonly found: ReturnType<typeof useChoices<C>>['found'];
  readonly current: C | undefined;
  readonly pick: (choice: C) => void;
}

function Found<C extends Choice>({ listId, label, found: { data, error }, current, pick }: FoundProps<C>) {
  const words = useWords(partWords);
  const said = data === undefined ? words.loading : data.length === 0 ? words.noChoice : words.found(data.length);
  return (
    <div className="absolute inset-x-0 top-full z-20 mt-1 rounded-md border border-line bg-raised p-1 shadow-lg">
      {error ? <RefusalNote error={error} isReading /> : null}
      <p role="status" className={data && data.length > 0 ? 'sr-only' : 'px-2 py-1.5 text-soft'}>
        {said}
      </p>
      <div id={listId} role="listbox" aria-label={label} className="max-h-64 overflow-y-auto overscroll-contain">
        {data?.map((choice) => (
          <button
            key={choice.id}
            id={`${listId}-${choice.id}`}
            ref={choice === current ? showWhole : undefined}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={choice === current}
            // The focus stays in the field, which would close the list before the click.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(choice)}
            className="flex min-h-9 w-full flex-wrap items-center justify-between gap-x-3 rounded px-2 py-1 text-start hover:bg-sunken aria-selected:bg-accent-soft"
          >
            <bdi className="min-w-0 break-words">{choice.text}</bdi>
            {choice.detail !== undefined && <span className="text-xs text-soft">{choice.detail}</span>}
          </button>
        ))}
      </div>
    </div>
  );
}

const showWhole = (option: HTMLElement | null): void => option?.scrollIntoView({ block: 'nearest' });
