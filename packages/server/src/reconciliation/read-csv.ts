import type { ColumnMap } from './csv-columns.ts';
import type { CsvRow } from './csv-rows.ts';
import { TableSearch } from './csv-search.ts';
import { type TableAccount, TableStatement } from './csv-statement.ts';
import { decodeText } from './decode-text.ts';
import { type ReadLimits, readLimits, type StatementPart } from './statement.ts';

/**
 * Reads a table (CSV) of booked entries as it comes in: one statement, whose balances, where rows have one, are known at
 * its end. Without a map, the headers are our own names of columns. Lines before the headers are passed over.
 *
 * Refuses with UNREADABLE_STATEMENT, line and column, what is no such table, no day, no money or ambiguous, a row of
 * another account than the rows before it or than the caller's, and a file that is too large. That may be after entries
 * were given: nothing of a file is true before its end.
 */
export async function* readCsvStatement(
  bytes: AsyncIterable<Uint8Array>,
  map: ColumnMap | undefined,
  account: TableAccount,
  limits: ReadLimits = readLimits,
): AsyncGenerator<StatementPart> {
  const table = new TableSearch(map);
  const statement = new TableStatement(account);
  const read = (rows: readonly CsvRow[]): StatementPart[] =>
    rows.length === 0 ? [] : statement.read(rows, { map, ...table.headers });
  const encodingOf = (): string => map?.encoding ?? 'utf-8';
  for await (const text of decodeText(bytes, { limits, encodingOf, line: () => table.line })) {
    yield* read(table.push(text));
  }
  yield* read(table.end());
  yield* statement.end();
}
