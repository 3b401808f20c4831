import type { ReactNode } from 'react';
import { keep, readKept } from '../state/kept.ts';

/** A column of a table. */
export interface Column<T> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: T) => ReactNode;
  /** The same for a CSV file; a column without it is not exported. */
  readonly csv?: (row: T) => string;
  /** Of the width of the table, compared with the others; 1 without it. */
  readonly width?: number;
  /** Numbers stand under each other. */
  readonly isNumber?: boolean;
  /** It stays on narrow screens, as a column or under the first one. */
  readonly onNarrow?: true | 'under';
  /** It is there only once it is chosen. */
  readonly hidden?: boolean;
}

/** Which columns the reader of this table has chosen to see, by id. */
export function readChoice<T>(table: string, columns: readonly Column<T>[]): Record<string, boolean> {
  const chosen = new Map(
    (readKept(`columns.${table}`) ?? '').split(' ').map((word) => [word.slice(1), word[0] === '+']),
  );
  return Object.fromEntries(columns.map(({ id, hidden = false }) => [id, chosen.get(id) ?? !hidden]));
}

export function keepChoice(table: string, choice: Readonly<Record<string, boolean>>): void {
  const words = Object.entries(choice).map(([id, shown]) => `${shown ? '+' : '-'}${id}`);
  keep(`columns.${table}`, words.join(' '));
}
