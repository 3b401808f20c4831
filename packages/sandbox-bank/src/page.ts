import type { PageQuery } from './wire.ts';

const limitDefault = 100;

/** How many rows a page has: 1 to 1000, which the schema has made sure of, and 100 when nothing is said. */
export function pageLimit(query: PageQuery): number {
  return query.limit === undefined ? limitDefault : Number(query.limit);
}

/** A page of rows; `next` goes into `after` for the page that follows, and is null when there is none. */
export function pageOf<T, W>(rows: readonly T[], limit: number, present: (row: T) => W, keyOf: (row: T) => string) {
  const last = rows.at(-1);
  const next = last === undefined || rows.length < limit ? null : keyOf(last);
  return { content: rows.map(present), next };
}
