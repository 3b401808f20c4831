import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../parts/button.tsx';
import { partWords } from '../parts/words.ts';
import { useWords } from '../words/language.ts';
import type { List } from './use-list.ts';

interface TableFootProps {
  readonly list: List<unknown>;
  /** What can be done with the table as a whole. */
  readonly children: ReactNode;
}

/** How much of a list is loaded, and how to see the rest of it. */
export function TableFoot({ list, children }: TableFootProps) {
  const words = useWords(partWords);
  const count = list.rows.length;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-1 text-soft">
      <span aria-live="polite">{list.hasMore ? words.loaded(count) : words.allLoaded(count)}</span>
      {list.hasMore && (
        <Button look="quiet" busy={list.isLoadingMore} onClick={list.loadMore}>
          {words.loadMore}
        </Button>
      )}
      {list.isChanged && (
        <span role="status" className="flex items-center gap-2">
          {words.changed}
          <Button look="quiet" icon={<RotateCw aria-hidden className="size-4" />} onClick={list.refresh}>
            {words.refresh}
          </Button>
        </span>
      )}
      <div className="ms-auto">{children}</div>
    </div>
  );
}
