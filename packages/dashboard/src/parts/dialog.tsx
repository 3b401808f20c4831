import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useWords } from '../words/language.ts';
import { partWords } from './words.ts';

interface DialogProps {
  readonly open: boolean;
  readonly close: () => void;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A question that stands before the page until it is answered. The shade is our own: the one of the library would put
 * a style into the page, which its Content-Security-Policy refuses.
 */
export function Dialog({ open, close, title, lead, children }: DialogProps) {
  const words = useWords(partWords);
  return (
    <Radix.Root open={open} onOpenChange={(next) => next || close()}>
      <Radix.Portal>
        <div className="fixed inset-0 z-40 bg-shade" />
        <Radix.Content
          {...(lead === undefined ? { 'aria-describedby': undefined } : {})}
          className="fixed inset-x-3 top-[max(1rem,10vh)] z-40 mx-auto max-h-[80vh] max-w-lg overflow-y-auto overscroll-contain rounded-lg border border-line bg-raised p-5 shadow-xl"
        >
          <div className="mb-3 flex items-start justify-between gap-4">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            <Radix.Close aria-label={words.close} className="rounded p-1 text-soft hover:text-ink">
              <X aria-hidden className="size-4" />
            </Radix.Close>
          </div>
          {lead !== undefined && (
            <Radix.Description asChild>
              <div className="mb-4 text-soft">{lead}</div>
            </Radix.Description>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The buttons at the end of a dialog or form. */
export function Buttons({ children }: { readonly children: ReactNode }) {
  return <div className="order-last flex flex-wrap justify-end gap-2 pt-2">{children}</div>;
}
