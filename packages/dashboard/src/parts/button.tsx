import { LoaderCircle } from 'lucide-react';
import { type ComponentProps, type MouseEvent, type ReactNode, useId } from 'react';
import { Tip } from './tip.tsx';

const looks = {
  primary: 'bg-accent text-on-accent border-transparent not-aria-disabled:hover:bg-accent-hover',
  plain: 'bg-surface text-ink border-line-strong not-aria-disabled:hover:bg-sunken',
  quiet: 'bg-transparent text-ink border-transparent not-aria-disabled:hover:bg-sunken',
  danger: 'bg-surface text-bad border-bad not-aria-disabled:hover:bg-bad-soft',
} as const;

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'aria-disabled'> {
  readonly look?: keyof typeof looks;
  readonly icon?: ReactNode;
  /** Why it is off, as a sentence: shown on hover and focus, and read out. Undefined: it is on. */
  readonly off?: string | undefined;
  /** It was pressed and is working. */
  readonly busy?: boolean;
}

/** A button. One that is off stays reachable, so that everybody can find out why. */
export function Button({
  look = 'plain',
  icon,
  off,
  busy = false,
  children,
  className = '',
  onClick,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const isOff = off !== undefined || busy;
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (isOff) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    <button
      type="button"
      {...rest}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      {...(off === undefined ? {} : { 'aria-describedby': reasonId })}
      onClick={press}
      className={`inline-flex min-h-8 items-center justify-center gap-1.5 rounded-md border px-3 py-1 font-medium whitespace-nowrap aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-soft ${looks[look]} ${className}`}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : icon}
      {children}
    </button>
  );
  if (off === undefined) return button;
  return (
    <>
      <Tip text={off}>{button}</Tip>
      <span id={reasonId} className="sr-only">
        {off}
      </span>
    </>
  );
}
