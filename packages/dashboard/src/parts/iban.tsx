import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../words/language.ts';
import { grouped, masked } from './iban-text.ts';
import { partWords } from './words.ts';

/** An IBAN or account number, masked until it is asked for. It reads from left to right in every language. */
export function Iban({ account }: { readonly account: string }) {
  const words = useWords(partWords);
  const [shown, show] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <bdi dir="ltr" className="figure font-mono text-[0.8125rem]">
        {shown ? grouped(account) : masked(account)}
      </bdi>
      <button
        type="button"
        aria-pressed={shown}
        onClick={() => show(!shown)}
        className="inline-flex min-h-6 items-center gap-1 rounded px-1 text-soft hover:text-ink"
      >
        <Icon aria-hidden className="size-3.5" />
        <span className="text-xs">{shown ? words.hide : words.show}</span>
      </button>
    </span>
  );
}
