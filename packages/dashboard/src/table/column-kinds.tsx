import { Amount } from '../parts/amount.tsx';
import { Time } from '../parts/time.tsx';
import type { Column } from './columns.ts';

type Rest<T> = Pick<Column<T>, 'width' | 'onNarrow' | 'hidden'>;
type Text = string | null | undefined;

// Where there is no room, the end is cut off and not the beginning, also of Latin text on an Arabic page.
const cut = 'inline-block max-w-full truncate align-bottom';

/** What people wrote, in whichever direction it runs. */
export const textColumn = <T,>(id: string, header: string, text: (row: T) => Text, rest?: Rest<T>): Column<T> => ({
  id,
  header,
  cell: (row) => (
    <span dir="auto" className={cut}>
      {text(row)}
    </span>
  ),
  csv: (row) => text(row) ?? '',
  ...rest,
});

/** Ids and codes: always from left to right. */
export const codeColumn = <T,>(id: string, header: string, code: (row: T) => Text, rest?: Rest<T>): Column<T> => ({
  id,
  header,
  cell: (row) => (
    <span dir="ltr" className={cut}>
      {code(row)}
    </span>
  ),
  csv: (row) => code(row) ?? '',
  ...rest,
});

/** A time, in the zone of whoever looks; in UTC in a file. */
export const timeColumn = <T,>(id: string, header: string, at: (row: T) => string, rest?: Rest<T>): Column<T> => ({
  id,
  header,
  cell: (row) => <Time at={at(row)} />,
  csv: at,
  ...rest,
});

/** How many. */
export const countColumn = <T,>(id: string, header: string, count: (row: T) => number, rest?: Rest<T>): Column<T> => ({
  id,
  header,
  isNumber: true,
  cell: (row) => <span className="figure">{count(row)}</span>,
  csv: (row) => String(count(row)),
  ...rest,
});

/** An amount in the currency of its row. */
export const amountColumn = <T extends { readonly currency: string }>(
  id: string,
  header: string,
  amount: (row: T) => number,
  rest?: Rest<T>,
): Column<T> => ({
  id,
  header,
  isNumber: true,
  cell: (row) => <Amount amount={amount(row)} currency={row.currency} />,
  csv: (row) => String(amount(row)),
  ...rest,
});
