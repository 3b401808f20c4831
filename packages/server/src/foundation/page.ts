/** The page of a list on the wire. */
export interface Page<T> {
  readonly content: T[];
  readonly page: { readonly size: number; readonly next: string | null };
}

/**
 * Cuts a page out of rows that were read with a limit of one more than its size. The cursor is the id of the last
 * row shown: the next page begins after it, whatever was added meanwhile.
 */
export function cutPage<Row extends { readonly id: string }, T>(
  rows: readonly Row[],
  size: number,
  present: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, size);
  const more = rows.length > size;
  return { content: shown.map(present), page: { size, next: more ? (shown.at(-1)?.id ?? null) : null } };
}
