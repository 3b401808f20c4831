import { CircleAlert } from 'lucide-react';
import { refusalOf } from '../api/refused.ts';
import { useWords } from '../words/language.ts';
import { partWords } from './words.ts';

interface RefusalNoteProps {
  readonly error: unknown;
  readonly title?: string;
  /** It was only read, so there is nothing that might have been done. */
  readonly isReading?: boolean;
}

/** What went wrong, in its own words: whether money moved, and what to do. */
export function RefusalNote({ error, title, isReading = false }: RefusalNoteProps) {
  const words = useWords(partWords);
  const { status, message, money_moved: moved, retryable, request_id: requestId, errors } = refusalOf(error);
  const isUnknown = moved === 'unknown';
  const money = moved === 'yes' ? words.moneyMoved : words.nothingDone;
  return (
    <div role="alert" className="flex gap-2 rounded-md border border-bad bg-bad-soft p-3">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="min-w-0 space-y-1">
        <p className="font-semibold">{title ?? (isUnknown ? words.unknownTitle : words.refusedTitle)}</p>
        <p lang="en" dir="auto" className="break-words">
          {message}
        </p>
        {errors.length > 0 && (
          <ul lang="en" dir="auto" className="list-inside list-disc">
            {errors.map((fault) => (
              <li key={fault.path}>
                {fault.path}: {fault.message}
              </li>
            ))}
          </ul>
        )}
        {!isReading && <p>{isUnknown ? words.unknownTodo : retryable ? words.retryTodo : money}</p>}
        <p className="text-xs text-soft">
          <bdi dir="ltr">{status}</bdi>
          {requestId !== '' && (
            <>
              {' · '}
              {words.request} <bdi dir="ltr">{requestId}</bdi>
            </>
          )}
        </p>
      </div>
    </div>
  );
}
