import assert from 'node:assert/strict';
import type { SQLOutputValue } from 'node:sqlite';

/** A row as SQLite gives it. All whole numbers arrive as bigint, so that money never passes through a float. */
export type Row = Record<string, SQLOutputValue>;

/** A text column that is never null. */
export function text(row: Row, column: string): string {
  const value = row[column];
  assert(typeof value === 'string', `${column} is not a text`);
  return value;
}

/** A text column that may be null. */
export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

/** A column of money, in minor units. */
export function money(row: Row, column: string): bigint {
  const value = row[column];
  assert(typeof value === 'bigint', `${column} is not a whole number`);
  return value;
}

/** A column of money that may be null, in minor units. */
export function moneyOrNull(row: Row, column: string): bigint | null {
  return row[column] === null ? null : money(row, column);
}

/** A column that counts or tells a time in milliseconds, which a number holds exactly. */
export function whole(row: Row, column: string): number {
  return Number(money(row, column));
}

/** A count or time column that may be null. */
export function wholeOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : whole(row, column);
}
