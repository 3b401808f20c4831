import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { refusalOf } from '../api/refused.ts';
import { RefusalNote } from './refusal-note.tsx';

interface FormProps {
  /** What the form is for, for those who hear the page. */
  readonly label: string;
  readonly submit: () => void;
  /** What the last try was refused with. */
  readonly error?: unknown;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A form. What it was refused with stands before its buttons, and the focus goes there. */
export function Form({ label, submit, error, className = 'gap-4', children }: FormProps) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) note.current?.focus();
  }, [error]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  return (
    <form aria-label={label} onSubmit={onSubmit} className={`flex flex-col ${className}`}>
      {children}
      {error ? (
        <div ref={note} tabIndex={-1} className="rounded-md">
          <RefusalNote error={error} />
        </div>
      ) : null}
    </form>
  );
}

/** What a refusal says of one field, by the path in its `errors`. */
export function faultAt(error: unknown, path: string): string | undefined {
  if (!error) return undefined;
  return refusalOf(error).errors.find((fault) => fault.path === path)?.message;
}
