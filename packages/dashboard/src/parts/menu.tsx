import { Slot } from 'radix-ui';
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import type { CheckProps, ChoiceProps, ItemProps } from './menu-radix.tsx';

// Menus are large and rarely opened: they are loaded when one is about to be.
const load = () => import('./menu-radix.tsx');
const OpenedMenu = lazy(async () => ({ default: (await load()).OpenedMenu }));

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactNode;
  readonly children: ReactNode;
}

/** A list of things to do, behind a button. */
export function Menu({ trigger, children }: MenuProps) {
  const [isWanted, want] = useState(false);
  const closed = (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => want(true)}
    >
      {trigger}
    </Slot.Root>
  );
  if (!isWanted) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenedMenu trigger={trigger}>{children}</OpenedMenu>
    </Suspense>
  );
}

export const MenuItem: ComponentType<ItemProps> = lazy(async () => ({ default: (await load()).Item }));
/** A choice that can be on or off; the menu stays open. */
export const MenuCheck: ComponentType<CheckProps> = lazy(async () => ({ default: (await load()).Check }));
/** One of several. */
export const MenuChoice: ComponentType<ChoiceProps> = lazy(async () => ({ default: (await load()).Choice }));
export const MenuLine: ComponentType = lazy(async () => ({ default: (await load()).Line }));
