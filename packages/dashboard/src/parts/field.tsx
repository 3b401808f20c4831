import { type ComponentProps, type ReactNode, useId } from 'react';
import { useWords } from '../words/language.ts';
import { partWords } from './words.ts';

/** What every field looks like. */
export const fieldLook =
  'w-full min-h-9 rounded-md border border-line-strong bg-surface px-2.5 py-1 text-ink aria-invalid:border-bad disabled:bg-sunken [&[readonly]]:bg-sunken';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with what was filled in. */
  readonly error?: string | undefined;
}

interface Wired {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

/** A label, its control, a hint and an error, tied to each other. */
export function Field({
  label,
  hint,
  error,
  isRequired,
  children,
}: FieldProps & { readonly isRequired: boolean | undefined; readonly children: (wired: Wired) => ReactNode }) {
  const id = useId();
  const words = useWords(partWords);
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].join(' ').trim();
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="flex items-baseline gap-1.5 font-medium">
        {label}
        {isRequired && <span className="text-xs font-normal text-soft">({words.required})</span>}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-xs text-soft">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} lang="en" dir="auto" className="text-xs font-medium text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = FieldProps & Omit<ComponentProps<'input'>, 'id'>;

export function TextField({ label, hint, error, className = '', ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} isRequired={input.required}>
      {(wired) => <input {...input} {...wired} className={`${fieldLook} ${className}`} />}
    </Field>
  );
}

type SelectFieldProps = FieldProps & Omit<ComponentProps<'select'>, 'id'>;

/** A choice. It is the browser's own, which every phone and screen reader knows. */
export function SelectField({ label, hint, error, className = '', ...select }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} isRequired={select.required}>
      {(wired) => <select {...select} {...wired} className={`${fieldLook} ${className}`} />}
    </Field>
  );
}

type AreaFieldProps = FieldProps & Omit<ComponentProps<'textarea'>, 'id'>;

export function AreaField({ label, hint, error, className = '', ...area }: AreaFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} isRequired={area.required}>
      {(wired) => <textarea rows={3} {...area} {...wired} className={`${fieldLook} ${className}`} />}
    </Field>
  );
}

type CheckFieldProps = Omit<FieldProps, 'error'> & Omit<ComponentProps<'input'>, 'id' | 'type'>;

export function CheckField({ label, hint, className = '', ...input }: CheckFieldProps) {
  const id = useId();
  return (
    <div className={`flex gap-2 ${className}`}>
      <input
        {...input}
        id={id}
        type="checkbox"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className="mt-0.5 size-4"
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-xs text-soft">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
