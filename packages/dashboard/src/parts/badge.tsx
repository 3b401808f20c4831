import { Ban, Check, CircleDashed, CircleHelp, Clock, type LucideIcon, Undo2, X } from 'lucide-react';

const looks = {
  good: { icon: Check, className: 'bg-good-soft text-good' },
  wait: { icon: Clock, className: 'bg-wait-soft text-wait' },
  note: { icon: CircleDashed, className: 'bg-note-soft text-note' },
  doubt: { icon: CircleHelp, className: 'bg-wait-soft text-wait' },
  bad: { icon: X, className: 'bg-bad-soft text-bad' },
  back: { icon: Undo2, className: 'bg-bad-soft text-bad' },
  off: { icon: Ban, className: 'bg-sunken text-soft' },
} as const satisfies Record<string, { readonly icon: LucideIcon; readonly className: string }>;

export type BadgeLook = keyof typeof looks;

/** A status: a word with a sign and a colour, so that it is told by none of them alone. */
export function Badge({ look, children }: { readonly look: BadgeLook; readonly children: string }) {
  const { icon: Icon, className } = looks[look];
  return (
    <span
      className={`inline-flex items-center gap-1 rounded px-1.5 py-0.5 text-xs font-medium whitespace-nowrap ${className}`}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {children}
    </span>
  );
}
