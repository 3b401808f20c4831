import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { directionOf, useLanguage } from '../words/language.ts';

interface Tab {
  readonly id: string;
  readonly title: string;
  readonly content: ReactNode;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** The one that is open, and who is told of another. Best kept in the URL. */
  readonly open: string;
  readonly change: (id: string) => void;
}

/** Several views of the same thing, one at a time. */
export function Tabs({ label, tabs, open, change }: TabsProps) {
  return (
    <Radix.Root value={open} onValueChange={change} dir={directionOf(useLanguage())}>
      <Radix.List aria-label={label} className="mb-4 flex overflow-x-auto border-b border-line sm:gap-1">
        {tabs.map(({ id, title }) => (
          <Radix.Trigger
            key={id}
            value={id}
            ref={id === open ? showWhole : undefined}
            className="-mb-px border-b-2 border-transparent px-2 py-2 whitespace-nowrap text-soft sm:px-3 hover:text-ink data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink"
          >
            {title}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ id, content }) => (
        <Radix.Content key={id} value={id}>
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

/** Where there are more than fit, the open one is among those that are seen. */
const showWhole = (tab: HTMLElement | null): void => tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
