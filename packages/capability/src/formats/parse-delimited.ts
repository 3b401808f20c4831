import type { Json } from '../capability.ts';

/**
 * Rows of text as objects by the names in the first row, all values strings (RFC 4180; lines may end with LF alone). A row
 * that is too short lacks its last names; what comes after the last name is left out. Throws Error where a quoted
 * value does not end.
 */
export function parseDelimited(text: string, separator: ',' | '\t' | '|'): Json {
  const [names = [], ...rows] = rowsOf(text, separator);
  return rows.map((row) => Object.fromEntries(names.slice(0, row.length).map((name, at) => [name, row[at] ?? ''])));
}

// One value and what ends it: a separator, the end of a line, or nothing at the very end.
const VALUES = {
  ',': /(?:"([^"]*(?:""[^"]*)*)"|((?!")[^,\r\n]*))(,|\r\n|\n|\r|$)/y,
  '\t': /(?:"([^"]*(?:""[^"]*)*)"|((?!")[^\t\r\n]*))(\t|\r\n|\n|\r|$)/y,
  '|': /(?:"([^"]*(?:""[^"]*)*)"|((?!")[^|\r\n]*))(\||\r\n|\n|\r|$)/y,
};

function rowsOf(text: string, separator: ',' | '\t' | '|'): readonly (readonly string[])[] {
  const rows: string[][] = [];
  const pattern = new RegExp(VALUES[separator]);
  let row: string[] = [];
  while (pattern.lastIndex < text.length) {
    const [, quoted, plain = '', end] = pattern.exec(text) ?? [];
    if (end === undefined) throw new Error('A quoted value does not end.');
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === separator) continue;
    // A line with nothing in it is no row.
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  // The text ended with a separator: one more value, which is empty.
  return row.length > 0 ? [...rows, [...row, '']] : rows;
}
