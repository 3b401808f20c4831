import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { useWords } from '../words/language.ts';
import { partWords } from './words.ts';

interface DialogProps {
  readonly open: boolean;
  readonly close: () => void;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

const FIELD = 'input:not(:disabled), select:not(:disabled), textarea:not(:disabled)';

/** What opened a dialog. An item of a menu goes with its menu; the button of the menu stays. */
function openerOf(active: Element | null): Element | null {
  const button = active?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  return button ? document.getElementById(button) : active;
}

/**
 * A question that stands before the page until it is answered. The focus goes to its first field, and back to where it
 * was, or to the page when that is gone. The shade is our own: the one of the library would put
 * a style into the page, which its Content-Security-Policy refuses.
 */
export function Dialog({ open, close, title, lead, children }: DialogProps) {
  const words = useWords(partWords);
  const opener = useRef<Element>(null);
  const focusFirst = (event: Event): void => {
    opener.current = openerOf(document.activeElement);
    const field = event.target instanceof Element ? event.target.querySelector(FIELD) : null;
    if (!(field instanceof HTMLElement)) return;
    event.preventDefault();
    field.focus();
  };
  const focusBack = (event: Event): void => {
    event.preventDefault();
    const back = opener.current?.isConnected ? opener.current : document.querySelector('main');
    if (back instanceof HTMLElement) back.focus();
  };
  return (
    <Radix.Root open={open} onOpenChange={(next) => next || close()}>
      <Radix.Portal>
        <div className="fixed inset-0 z-40 bg-shade" />
        <Radix.Content
          {...(lead === undefined ? { 'aria-describedby': undefined } : {})}
          onOpenAutoFocus={focusFirst}
          onCloseAutoFocus={focusBack}
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
