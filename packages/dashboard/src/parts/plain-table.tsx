import type { ReactNode } from 'react';

interface PlainColumn<T> {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: T) => ReactNode;
  /** Numbers stand under each other. */
  readonly isNumber?: boolean;
  /** It is left out on narrow screens. */
  readonly onlyWide?: boolean;
}

interface PlainTableProps<T> {
  /** What it lists, for those who hear it. */
  readonly label: string;
  readonly columns: readonly PlainColumn<T>[];
  readonly rows: readonly T[];
  readonly idOf: (row: T) => string;
}

/** A short table that is read whole: its first column names the row. Long lists are a `DataTable`. */
export function PlainTable<T>({ label, columns, rows, idOf }: PlainTableProps<T>) {
  return (
    <div className="-mx-4 -my-2 overflow-x-auto px-4">
      <table aria-label={label} className="w-full border-collapse">
        <thead className="text-soft">
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={`py-2 pe-3 font-medium last:pe-0 ${lookOf(column)}`}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={idOf(row)} className="border-t border-line">
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.id} scope="row" className={`py-2 pe-3 font-normal wrap-anywhere ${lookOf(column)}`}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={`py-2 pe-3 last:pe-0 ${lookOf(column)}`}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const lookOf = <T,>({ isNumber, onlyWide }: PlainColumn<T>): string =>
  `${isNumber ? 'text-number' : 'text-start'} ${onlyWide ? 'max-md:hidden' : ''}`;
