import {
  type ColumnDef,
  columnVisibilityFeature,
  createColumnHelper,
  type Row,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { Failed, Loading } from '../parts/states.tsx';
import { partWords } from '../parts/words.ts';
import { useIsNarrow } from '../state/use-narrow.ts';
import { useWords } from '../words/language.ts';
import { type Column, keepChoice, readChoice } from './columns.ts';
import { TableFoot } from './table-foot.tsx';
import { TableTools } from './table-tools.tsx';
import type { List } from './use-list.ts';

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });
type Features = typeof features;

export interface Selection<T> {
  readonly ids: ReadonlySet<string>;
  readonly change: (ids: ReadonlySet<string>) => void;
  /** What a row is called, for those who hear the table. */
  readonly nameOf: (row: T) => string;
  /** Which rows can be selected; without it all. */
  readonly can?: (row: T) => boolean;
}

interface DataTableProps<T> {
  /** By which its choices are kept, and its file is named. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly list: List<T>;
  readonly empty: ReactNode;
  readonly filters?: ReactNode;
  readonly selection?: Selection<T>;
}

const ROW_PX = 41;
// With something under the first cell.
const TALL_ROW_PX = 61;

/**
 * A table of a list of any length: only the rows in sight are on the page. More are read when its end comes near, or
 * by the button there. The list is in the order that the API has; no other is offered, because it would be one of the
 * rows that happen to be loaded.
 */
export function DataTable<T extends { readonly id: string }>(props: DataTableProps<T>) {
  const { name, columns, list, filters, selection } = props;
  const [choice, setChoice] = useState(() => readChoice(name, columns));
  const choose = (next: Readonly<Record<string, boolean>>): void => {
    setChoice({ ...next });
    keepChoice(name, next);
  };
  const table = useRows(columns, list.rows, choice, selection);
  const shown = table.getVisibleLeafColumns().map(({ id }) => id);
  const isNarrow = useIsNarrow();
  const chosen = columns.filter(({ id }) => shown.includes(id));
  const inSight = isNarrow ? chosen.filter(({ onNarrow }) => onNarrow === true) : chosen;
  const under = isNarrow ? chosen.filter(({ onNarrow }) => onNarrow === 'under') : [];
  const tools = <TableTools name={name} columns={columns} choice={choice} choose={choose} list={list} />;
  return (
    <div className="space-y-3">
      {filters}
      <Body {...props} columns={inSight} under={under} rows={table.getRowModel().rows} tools={tools} />
    </div>
  );
}

function useRows<T extends { readonly id: string }>(
  columns: readonly Column<T>[],
  data: readonly T[],
  columnVisibility: Record<string, boolean>,
  selection: Selection<T> | undefined,
) {
  const defs = useMemo(() => {
    const helper = createColumnHelper<Features, T>();
    const list: ColumnDef<Features, T>[] = columns.map(({ id, header }) => helper.display({ id, header }));
    return list;
  }, [columns]);
  const rowSelection = Object.fromEntries([...(selection?.ids ?? [])].map((id) => [id, true as const]));
  return useTable<Features, T>({
    features,
    columns: defs,
    data,
    getRowId: ({ id }) => id,
    enableRowSelection: (row) => selection !== undefined && (selection.can?.(row.original) ?? true),
    state: { columnVisibility, rowSelection },
    onRowSelectionChange(update) {
      const next = typeof update === 'function' ? update(rowSelection) : update;
      selection?.change(new Set(Object.keys(next)));
    },
  });
}

type BodyProps<T> = DataTableProps<T> & {
  /** What stands under the first cell of each row. */
  readonly under: readonly Column<T>[];
  readonly rows: readonly Row<Features, T & { readonly id: string }>[];
  readonly tools: ReactNode;
};

function Body<T extends { readonly id: string }>({
  label,
  columns,
  under,
  list,
  empty,
  selection,
  rows,
  tools,
}: BodyProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (under.length > 0 ? TALL_ROW_PX : ROW_PX),
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  const isNearEnd = rows.length > 0 && lastIndex >= rows.length - 5;
  const { hasMore, isLoadingMore, loadMore } = list;
  useEffect(() => {
    if (isNearEnd && hasMore && !isLoadingMore && scroller.current && scroller.current.scrollTop > 0) loadMore();
  });
  if (list.error !== undefined) return <Failed error={list.error} retry={list.refresh} />;
  if (list.isLoading) return <Loading rows={8} />;
  if (rows.length === 0) return <div className="rounded-lg border border-line bg-surface">{empty}</div>;
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <div
        ref={scroller}
        // What is done with a selection stands at the end of the page, and not over the table.
        className={`overflow-auto ${selection?.ids.size ? 'max-h-[calc(100dvh-21rem)]' : 'max-h-[calc(100dvh-17rem)]'}`}
      >
        <table
          aria-label={label}
          aria-rowcount={list.hasMore ? -1 : rows.length + 1}
          className="w-full border-collapse md:table-fixed"
        >
          <Head columns={columns} selection={selection} rows={rows} />
          <tbody>
            <Gap height={before} />
            {items.map(({ index }) => {
              const row = rows[index];
              return (
                row && (
                  <Line key={row.id} row={row} index={index} columns={columns} under={under} selection={selection} />
                )
              );
            })}
            <Gap height={after} />
          </tbody>
        </table>
      </div>
      <TableFoot list={list}>{tools}</TableFoot>
    </div>
  );
}

const Gap = ({ height }: { readonly height: number }) => (height > 0 ? <tr aria-hidden style={{ height }} /> : null);

// A name that does not fit loses its own end, whichever way it and the page run; so it has a box of its own.
const cut = 'truncate [&_bdi]:inline-block [&_bdi]:max-w-full [&_bdi]:truncate [&_bdi]:align-bottom';

/** On narrow screens the first column gives way to the others, which keep what they need. */
const placeOf = ({ isNumber }: Column<never>, index: number): string =>
  `${isNumber ? 'text-number' : 'text-start'} ${cut} px-2 md:px-3 ${index === 0 ? 'max-md:w-full max-md:max-w-0' : ''}`;

interface HeadProps<T extends { readonly id: string }> {
  readonly columns: readonly Column<T>[];
  readonly selection: Selection<T> | undefined;
  readonly rows: readonly Row<Features, T>[];
}

function Head<T extends { readonly id: string }>({ columns, selection, rows }: HeadProps<T>) {
  const words = useWords(partWords);
  const able = rows.filter((row) => row.getCanSelect());
  const isNarrow = useIsNarrow();
  const isAll = able.length > 0 && able.every((row) => row.getIsSelected());
  const total = columns.reduce((sum, { width = 1 }) => sum + width, 0);
  const toggle = (): void => selection?.change(new Set(isAll ? [] : able.map(({ id }) => id)));
  return (
    <thead className="sticky top-0 z-10 bg-sunken text-soft">
      <tr aria-rowindex={1}>
        {selection && (
          <th scope="col" className="w-10 px-3 py-2">
            <input
              type="checkbox"
              aria-label={words.selectAll}
              checked={isAll}
              disabled={able.length === 0}
              onChange={toggle}
              className="block size-4"
            />
          </th>
        )}
        {columns.map((column, at) => (
          <th
            key={column.id}
            scope="col"
            {...(!isNarrow && { style: { width: `${(100 * (column.width ?? 1)) / total}%` } })}
            className={`py-2 font-medium ${placeOf(column, at)}`}
          >
            {column.header}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface LineProps<T extends { readonly id: string }> {
  readonly row: Row<Features, T>;
  readonly index: number;
  readonly columns: readonly Column<T>[];
  readonly under: readonly Column<T>[];
  readonly selection: Selection<T> | undefined;
}

function Line<T extends { readonly id: string }>({ row, index, columns, under, selection }: LineProps<T>) {
  const words = useWords(partWords);
  return (
    <tr
      aria-rowindex={index + 2}
      {...(selection && { 'aria-selected': row.getIsSelected() })}
      className={`border-t border-line hover:bg-sunken aria-selected:bg-accent-soft ${under.length > 0 ? 'h-[3.8125rem]' : 'h-[2.5625rem]'}`}
    >
      {selection && (
        <td className="w-10 px-3">
          {row.getCanSelect() && (
            <input
              type="checkbox"
              aria-label={words.selectRow(selection.nameOf(row.original))}
              checked={row.getIsSelected()}
              onChange={() => row.toggleSelected()}
              className="block size-4"
            />
          )}
        </td>
      )}
      {columns.map((column, at) => (
        <td key={column.id} className={placeOf(column, at)}>
          {column.cell(row.original)}
          {at === 0 && under.map(({ id, cell }) => <div key={id}>{cell(row.original)}</div>)}
        </td>
      ))}
    </tr>
  );
}
