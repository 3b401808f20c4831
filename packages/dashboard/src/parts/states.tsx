import { Inbox, Lock, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { isRefused } from '../api/refused.ts';
import { useWords } from '../words/language.ts';
import { Button } from './button.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { partWords } from './words.ts';

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** There is nothing, and what to do about it. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-12 text-center">
      <Inbox aria-hidden className="size-6 text-soft" />
      <p className="font-semibold">{title}</p>
      {children !== undefined && <div className="max-w-prose text-soft">{children}</div>}
    </div>
  );
}

/** Something is on its way. It keeps the place that it will take. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  const words = useWords(partWords);
  return (
    <div role="status" className="space-y-3 py-4">
      <span className="sr-only">{words.loading}</span>
      {Array.from({ length: rows }, (_, at) => at).map((at) => (
        <div key={at} className="h-5 animate-pulse rounded bg-sunken" />
      ))}
    </div>
  );
}

/** What could not be read, and why; or that one may not read it. */
export function Failed({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const words = useWords(partWords);
  if (isRefused(error, 'INCORRECT_ACCESS_LEVEL')) return <NoPermission why={error.message} />;
  return (
    <div className="space-y-3 py-4">
      <RefusalNote error={error} title={words.errorTitle} isReading />
      {retry && (
        <Button icon={<RotateCw aria-hidden className="size-4" />} onClick={retry}>
          {words.retry}
        </Button>
      )}
    </div>
  );
}

interface ArrivingProps {
  readonly error: unknown;
  readonly retry: () => void;
  /** How many lines of place it keeps. */
  readonly rows?: number;
}

/** What was asked for is not there yet, or could not be read. */
export function Arriving({ error, retry, rows = 6 }: ArrivingProps) {
  return error ? <Failed error={error} retry={retry} /> : <Loading rows={rows} />;
}

/** This is not for whoever is signed in. */
export function NoPermission({ why }: { readonly why: string }) {
  const words = useWords(partWords);
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-12 text-center">
      <Lock aria-hidden className="size-6 text-soft" />
      <p className="font-semibold">{words.noPermissionTitle}</p>
      <p className="max-w-prose text-soft">{why}</p>
    </div>
  );
}
