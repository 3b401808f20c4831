import type { Sql } from '../src/foundation/database.ts';

/**
 * A hash of every table: of what its rows say, where they stand, and by which transaction they were written, so that even
 * writing the same again shows. And the last number of every sequence.
 */
export async function allRows(sql: Sql): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by tablename`;
  const hashes: [string, string][] = [];
  for (const { name } of tables) {
    const [row] = await sql<{ hash: string }[]>`
      select coalesce(md5(string_agg(md5(t::text || t.ctid::text || t.xmin::text), '' order by t.ctid)), '') as hash
      from ${sql(name)} t`;
    hashes.push([name, row?.hash ?? '']);
  }
  const sequences = await sql<{ name: string; last: string }[]>`
    select sequencename as name, coalesce(last_value::text, '') as last from pg_sequences order by sequencename`;
  return Object.fromEntries([...hashes, ...sequences.map(({ name, last }): [string, string] => [name, last])]);
}

/** How many rows and sequences there are to be changed, for a test that must not compare nothing. */
export const filled = (rows: Record<string, string>): number =>
  Object.values(rows).filter((hash) => hash !== '').length;
