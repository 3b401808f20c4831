import { Slot } from 'radix-ui';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

interface Place {
  readonly left: number;
  readonly top: number | undefined;
  readonly bottom: number | undefined;
}

const GAP_PX = 6;
const WIDTH_PX = 280;
const HEIGHT_PX = 90;
const LEAVE_MS = 120;

/**
 * A sentence that comes up when its child is pointed at or has the focus. It stays while the pointer is on it, and goes
 * with Escape (WCAG 1.4.13). What it says must also be said to those who hear the page, by the child.
 */
export function Tip({ text, children }: { readonly text: ReactNode; readonly children: ReactNode }) {
  const [place, setPlace] = useState<Place>();
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isShown = place !== undefined;
  useEffect(() => {
    if (!isShown) return undefined;
    const hide = (): void => setPlace(undefined);
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide();
    };
    addEventListener('keydown', press);
    addEventListener('scroll', hide, true);
    return () => {
      removeEventListener('keydown', press);
      removeEventListener('scroll', hide, true);
    };
  }, [isShown]);
  useEffect(() => () => clearTimeout(leaving.current), []);
  const stay = (): void => clearTimeout(leaving.current);
  const show = ({ currentTarget }: { readonly currentTarget: Element }): void => {
    stay();
    setPlace(placeBeside(currentTarget.getBoundingClientRect()));
  };
  const leave = (): void => {
    leaving.current = setTimeout(() => setPlace(undefined), LEAVE_MS);
  };
  return (
    <>
      <Slot.Root onPointerEnter={show} onPointerLeave={leave} onFocus={show} onBlur={leave}>
        {children}
      </Slot.Root>
      {place &&
        createPortal(
          <div
            role="tooltip"
            style={{ ...place, maxWidth: WIDTH_PX }}
            onPointerEnter={stay}
            onPointerLeave={leave}
            className="fixed z-50 rounded-md border border-line bg-raised px-2.5 py-1.5 text-ink shadow-lg"
          >
            {text}
          </div>,
          document.body,
        )}
    </>
  );
}

/** Below what it is about, or above where there is no room; within the window. */
function placeBeside({ left, top, bottom }: DOMRect): Place {
  const isAbove = bottom + HEIGHT_PX > innerHeight;
  return {
    left: Math.max(8, Math.min(left, innerWidth - WIDTH_PX - 8)),
    top: isAbove ? undefined : bottom + GAP_PX,
    bottom: isAbove ? innerHeight - top + GAP_PX : undefined,
  };
}
