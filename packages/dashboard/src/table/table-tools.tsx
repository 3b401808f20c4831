import { Columns3, Download } from 'lucide-react';
import { Button } from '../parts/button.tsx';
import { Menu, MenuCheck } from '../parts/menu.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { partWords } from '../parts/words.ts';
import { useWords } from '../words/language.ts';
import type { Column } from './columns.ts';
import { useExport } from './use-export.ts';
import type { List } from './use-list.ts';

interface TableToolsProps<T> {
  readonly name: string;
  readonly columns: readonly Column<T>[];
  readonly choice: Readonly<Record<string, boolean>>;
  readonly choose: (choice: Readonly<Record<string, boolean>>) => void;
  readonly list: List<T>;
}

/** Which columns a table has, and the way out of it as a file. */
export function TableTools<T>({ name, columns, choice, choose, list }: TableToolsProps<T>) {
  const words = useWords(partWords);
  const { state, start, stop } = useExport(name, columns, list);
  const can = columns.some(({ csv }) => csv !== undefined);
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        {state.rows !== undefined && (
          <>
            <span role="status" className="figure text-soft">
              {words.exporting(state.rows)}
            </span>
            <Button onClick={stop}>{words.stopExport}</Button>
          </>
        )}
        {can && (
          <Button
            look="quiet"
            icon={<Download aria-hidden className="size-4" />}
            busy={state.rows !== undefined}
            onClick={start}
          >
            {words.exportCsv}
          </Button>
        )}
        <Menu
          trigger={
            <Button look="quiet" icon={<Columns3 aria-hidden className="size-4" />}>
              {words.columns}
            </Button>
          }
        >
          {columns.map(({ id, header }) => (
            <MenuCheck key={id} checked={choice[id] ?? true} change={(on) => choose({ ...choice, [id]: on })}>
              {header}
            </MenuCheck>
          ))}
        </Menu>
      </div>
      {state.error ? <RefusalNote error={state.error} isReading /> : null}
    </div>
  );
}
