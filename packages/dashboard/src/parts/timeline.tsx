import type { ReactNode } from 'react';
import { Actor } from '../people/actor.tsx';
import { useWords } from '../words/language.ts';
import { Time } from './time.tsx';
import { partWords } from './words.ts';

interface Step {
  readonly key: string | number;
  readonly title: ReactNode;
  readonly at: string;
  readonly actor?: string;
  readonly note?: ReactNode;
}

/** What happened, in order; the last is the newest. */
export function Timeline({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  const words = useWords(partWords);
  return (
    <ol aria-label={label}>
      {steps.map(({ key, title, at, actor, note }, index) => (
        <li key={key} className="relative flex gap-3 pb-4 last:pb-0">
          {index < steps.length - 1 && (
            <span aria-hidden className="absolute start-[0.3125rem] top-4 bottom-0 w-px bg-line" />
          )}
          <span
            aria-hidden
            className={`mt-1.5 size-2.5 shrink-0 rounded-full border-2 border-accent ${index === steps.length - 1 ? 'bg-accent' : 'bg-surface'}`}
          />
          <div className="min-w-0 space-y-0.5">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">{title}</div>
            <p className="text-xs text-soft">
              <Time at={at} precise />
              {actor !== undefined && (
                <>
                  {' '}
                  {words.by} <Actor actor={actor} />
                </>
              )}
            </p>
            {note !== undefined && <div className="break-words">{note}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
