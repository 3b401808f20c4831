import { Refusal } from '../foundation/refuse.ts';
import { unreadable } from './unreadable.ts';

/** A row of a table: its cells, and the line of the file in which it begins. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
}

// As long as any row of a bank; so that a file without line ends, or with one quote too many, is not kept whole.
const ROW_MAX = 64 * 1024;

const QUOTE = '"';

/**
 * Splits text into rows as RFC 4180 says, piece by piece: cells in quotes may have delimiters, line ends and doubled
 * quotes. Line ends are CR LF, LF or CR. Empty lines are no rows.
 *
 * Refuses with UNREADABLE_STATEMENT a row that is too long, and quotes where none may be.
 */
export class CsvRows {
  readonly #delimiter: string;
  readonly #rows: CsvRow[] = [];
  readonly #delimiterUnit: number;
  #rest = '';
  // How far the rest was looked through, and whether that is inside of quotes, or where a cell begins.
  #scan = { at: 0, quoted: false, begins: true };
  #fault: Refusal | undefined;
  // The line in which the rest begins.
  #line: number;

  constructor(delimiter: string, line = 1) {
    this.#delimiter = delimiter;
    this.#delimiterUnit = delimiter.charCodeAt(0);
    this.#line = line;
  }

  /** The line that was come to. */
  get line(): number {
    return this.#line;
  }

  /** The rows that are complete with this piece. Rows before a fault are still given; it is thrown after them. */
  push(piece: string): readonly CsvRow[] {
    this.#rest = this.#rest === '' ? piece : this.#rest + piece;
    return this.#take(false);
  }

  /** The rows that are complete now that nothing follows. */
  end(): readonly CsvRow[] {
    return this.#take(true);
  }

  #take(isLast: boolean): readonly CsvRow[] {
    if (this.#fault !== undefined) throw this.#fault;
    try {
      this.#split(isLast);
    } catch (error) {
      if (this.#rows.length === 0 || !(error instanceof Refusal)) throw error;
      this.#fault = error;
    }
    return this.#rows.splice(0);
  }

  #split(isLast: boolean): void {
    const text = this.#rest;
    let start = 0;
    for (;;) {
      const end = start < text.length ? this.#rowEnd(text, isLast) : null;
      if (end === null) break;
      if (end.at - start > ROW_MAX) this.#refuseLength();
      this.#add(text.slice(start, end.at));
      start = end.next;
      this.#scan = { at: start, quoted: false, begins: true };
    }
    this.#rest = text.slice(start);
    this.#scan.at -= start;
    if (this.#rest.length > ROW_MAX) this.#refuseLength();
  }

  /**
   * Where the row ends that is being looked at, and where the next one begins; nothing if its end is not here yet, and
   * the look goes on from there with the next piece. A line end inside of a quoted cell ends no row. A quote opens a cell
   * only where the cell begins: `5" pipe` is plain text.
   */
  #rowEnd(text: string, isLast: boolean): { at: number; next: number } | null {
    const scan = this.#scan;
    for (; scan.at < text.length; scan.at += 1) {
      const { at } = scan;
      const unit = text.charCodeAt(at);
      const isOpen = at + 1 === text.length && !isLast;
      if (scan.quoted) {
        if (unit !== 34) continue;
        // Whether the quote is a doubled one is not known before the next character is there.
        if (isOpen) return null;
        if (text.charCodeAt(at + 1) === 34) scan.at += 1;
        else scan.quoted = false;
      } else if (unit === 10) {
        return { at, next: at + 1 };
      } else if (unit === 13) {
        if (isOpen) return null;
        return { at, next: text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1 };
      } else {
        scan.quoted = scan.begins && unit === 34;
        scan.begins = unit === this.#delimiterUnit || (scan.begins && unit === 32);
      }
    }
    return isLast ? { at: text.length, next: text.length } : null;
  }

  #add(row: string): void {
    const line = this.#line;
    if (row.trim() !== '') {
      const cells = row.includes(QUOTE) ? this.#quotedCells(row) : row.split(this.#delimiter);
      if (cells.some((cell) => cell.trim() !== '')) this.#rows.push({ cells, line });
    }
    this.#line += 1 + countLineEnds(row);
  }

  #quotedCells(row: string): string[] {
    const cells: string[] = [];
    for (let at = 0; at <= row.length; ) {
      // Blanks before a quote are not in the standard, and are in files.
      const from = at + (/^ *(?=")/.exec(row.slice(at, at + 100))?.[0].length ?? 0);
      if (row[from] !== QUOTE) {
        const end = row.indexOf(this.#delimiter, at);
        cells.push(row.slice(at, end < 0 ? row.length : end));
        at = end < 0 ? row.length + 1 : end + 1;
        continue;
      }
      const close = closingQuote(row, from + 1);
      const next = close < 0 ? -1 : delimiterAfter(row, close + 1, this.#delimiter);
      if (next < 0) throw unreadable(`Line ${this.#line}: a quote is not where it should be.`, { line: this.#line });
      cells.push(row.slice(from + 1, close).replaceAll('""', QUOTE));
      at = next + 1;
    }
    return cells;
  }

  #refuseLength(): never {
    const sentence = `Line ${this.#line}: the row is longer than ${ROW_MAX.toLocaleString('en')} characters.`;
    throw unreadable(sentence, { line: this.#line });
  }
}

function countLineEnds(row: string): number {
  return row.includes('\n') || row.includes('\r') ? row.split(/\r\n|\n|\r/).length - 1 : 0;
}

/** The quote that ends a cell: one that is not doubled. */
function closingQuote(row: string, from: number): number {
  for (let at = row.indexOf(QUOTE, from); at >= 0; at = row.indexOf(QUOTE, at + 2)) {
    if (row[at + 1] !== QUOTE) return at;
  }
  return -1;
}

/** Where the delimiter is that follows a closed cell, or the end of the row; -1 if something else follows. */
function delimiterAfter(row: string, from: number, delimiter: string): number {
  let at = from;
  while (row[at] === ' ') at += 1;
  return at === row.length || row[at] === delimiter ? at : -1;
}
