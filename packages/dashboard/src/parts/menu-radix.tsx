import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

const content = 'z-50 min-w-44 rounded-md border border-line bg-raised p-1 shadow-lg';
const item =
  'flex min-h-8 cursor-pointer items-center gap-2 rounded px-2 py-1 outline-none data-highlighted:bg-accent-soft data-disabled:text-soft';

/** A menu that opens as soon as it is there: it was loaded because somebody wanted it. */
export function OpenedMenu({ trigger, children }: { readonly trigger: ReactNode; readonly children: ReactNode }) {
  return (
    // Modal menus put a style into the page, which its Content-Security-Policy refuses.
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" sideOffset={4} collisionPadding={8} className={content}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export interface ItemProps {
  readonly select: () => void;
  readonly children: ReactNode;
}

export function Item({ select, children }: ItemProps) {
  return (
    <DropdownMenu.Item className={item} onSelect={select}>
      {children}
    </DropdownMenu.Item>
  );
}

export interface CheckProps {
  readonly checked: boolean;
  readonly change: (checked: boolean) => void;
  readonly children: ReactNode;
}

/** A choice that can be on or off; the menu stays open. */
export function Check({ checked, change, children }: CheckProps) {
  return (
    <DropdownMenu.CheckboxItem
      className={item}
      checked={checked}
      onCheckedChange={change}
      onSelect={(event) => event.preventDefault()}
    >
      <span aria-hidden className="inline-flex size-4 items-center justify-center rounded-sm border border-line-strong">
        <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
      </span>
      {children}
    </DropdownMenu.CheckboxItem>
  );
}

export interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** One of several. */
export function Choice({ label, value, change, choices }: ChoiceProps) {
  return (
    <>
      <DropdownMenu.Label className="px-2 pt-2 pb-1 text-xs text-soft">{label}</DropdownMenu.Label>
      <DropdownMenu.RadioGroup value={value} onValueChange={change}>
        {choices.map((choice) => (
          <DropdownMenu.RadioItem key={choice.value} value={choice.value} className={item}>
            <span aria-hidden className="inline-flex size-4 items-center justify-center">
              <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
            </span>
            {choice.label}
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </>
  );
}

export function Line() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}
