import { shown, unreadable } from './unreadable.ts';

/** What a column of a table may hold, by our names. They are also the headers of a table that was made for us. */
export const columnNames = [
  'booked_on',
  'amount',
  'credit',
  'debit',
  'direction',
  'currency',
  'account',
  'value_on',
  'reference',
  'end_to_end_id',
  'remittance',
  'counterparty_name',
  'counterparty_iban',
  'balance',
] as const;

export type ColumnName = (typeof columnNames)[number];

/** How a day is written. DDMMMYYYY is 05JAN2026, also with blanks, points or dashes inside. */
export const dateFormats = ['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY', 'DD.MM.YYYY', 'DDMMMYYYY'] as const;

export const delimiters = [',', ';', '\t'] as const;

/** Which columns a table has, under which headers, and how it writes days and amounts. */
export interface ColumnMap {
  /** The header of each column that there is. Needed are `booked_on`, and `amount` or both `credit` and `debit`. */
  readonly columns: Readonly<Partial<Record<ColumnName, string>>>;
  /** YYYY-MM-DD where it is absent. */
  readonly dateFormat?: (typeof dateFormats)[number];
  /** The mark before the decimals; a point where it is absent. */
  readonly decimal?: '.' | ',';
  /** The mark between thousands. Where it is absent, no amount may have one. */
  readonly thousands?: '.' | ',' | ' ' | "'";
  /** Found out where it is absent. */
  readonly delimiter?: (typeof delimiters)[number];
  /** Such as windows-1256; UTF-8 where it is absent. A byte order mark comes before it. */
  readonly encoding?: string;
}

/** Where each column is, from 0. */
export type ColumnPlaces = ReadonlyMap<ColumnName, number>;

/** A table with our own names for headers may leave any of them out that is not needed. */
const ownHeaders: ColumnMap['columns'] = Object.fromEntries(columnNames.map((name) => [name, name]));

const normalised = (header: string): string => header.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/**
 * Where the columns are, by the cells of a line, or nothing if it is not the line with the headers. Upper and lower case
 * are the same in headers.
 *
 * Refuses with UNREADABLE_STATEMENT when a header that the map names is missing beside those that are needed, or stands
 * there twice.
 */
export function findColumns(cells: readonly string[], map: ColumnMap | undefined, line: number): ColumnPlaces | null {
  const headers = cells.map(normalised);
  const places = new Map<ColumnName, number>();
  const missing: string[] = [];
  for (const name of columnNames) {
    const header = (map?.columns ?? ownHeaders)[name];
    if (header === undefined) continue;
    const at = headers.indexOf(normalised(header));
    if (at >= 0) places.set(name, at);
    else if (map !== undefined) missing.push(header);
  }
  if (!isEnough(places)) return null;
  const [absent] = missing;
  if (absent !== undefined) throw unreadable(`The table has no column "${shown(absent)}".`, { line, column: absent });
  for (const at of places.values()) {
    const header = cells[at]?.trim() ?? '';
    if (headers.indexOf(normalised(header), at + 1) < 0) continue;
    throw unreadable(`The table has more than one column "${shown(header)}".`, { line, column: header });
  }
  return places;
}

/** Is there a day, and an amount in one of the two ways to write one? */
export function isEnough(columns: { has(name: ColumnName): boolean }): boolean {
  return columns.has('booked_on') && (columns.has('amount') || (columns.has('credit') && columns.has('debit')));
}
