import { X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { partWords } from '../parts/words.ts';
import { useIsNarrow } from '../state/use-narrow.ts';
import { useWords } from '../words/language.ts';

interface FiltersProps {
  /** Is the list narrowed down by any of them? */
  readonly isOn: boolean;
  readonly clear: () => void;
  readonly children: ReactNode;
}

/** What a list is narrowed down by. The URL of the page has it, so it can be kept and sent on. */
export function Filters({ isOn, clear, children }: FiltersProps) {
  const words = useWords(partWords);
  const isNarrow = useIsNarrow();
  const fields = (
    <search
      aria-label={words.filters}
      className="flex flex-wrap items-end gap-2 text-xs *:w-[8.5rem] max-md:*:w-[calc(50%-0.25rem)]"
    >
      {children}
      {isOn && (
        <Button look="quiet" className="w-auto! text-sm" icon={<X aria-hidden className="size-4" />} onClick={clear}>
          {words.clearFilters}
        </Button>
      )}
    </search>
  );
  if (!isNarrow) return fields;
  return (
    <details open={isOn || undefined} className="rounded-md border border-line bg-surface px-3 py-2">
      <summary className="font-medium">{words.filters}</summary>
      <div className="pt-2">{fields}</div>
    </details>
  );
}

interface SelectFilterProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly change: (value: string | undefined) => void;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

export function SelectFilter({ label, value, change, choices }: SelectFilterProps) {
  const words = useWords(partWords);
  return (
    <SelectField label={label} value={value ?? ''} onChange={(event) => change(event.target.value || undefined)}>
      <option value="">{words.any}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </SelectField>
  );
}

interface TextFilterProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly change: (value: string | undefined) => void;
  readonly type?: 'text' | 'date' | 'number';
}

const QUIET_MS = 350;

/** A text that takes effect a moment after the last key. */
export function TextFilter({ label, value = '', change, type = 'text' }: TextFilterProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => change(text.trim() || undefined), QUIET_MS);
    return () => clearTimeout(timer);
  });
  return <TextField label={label} type={type} value={text} onChange={(event) => setText(event.target.value)} />;
}
