import { Refusal } from '../foundation/refuse.ts';
import { type ColumnMap, type ColumnPlaces, delimiters, findColumns } from './csv-columns.ts';
import { type CsvRow, CsvRows } from './csv-rows.ts';
import { unreadable } from './unreadable.ts';

// Some banks write a few lines on the account before the table.
const LINES_BEFORE_HEADERS = 50;

/** The line with the headers, and where the columns are. */
interface Headers {
  readonly cells: readonly string[];
  readonly places: ColumnPlaces;
}

/** Looks for the headers of a table, by each delimiter that it may have, and gives the rows after them. */
export class TableSearch {
  #found: Headers | undefined;
  readonly #map: ColumnMap | undefined;
  #candidates: CsvRows[];
  #fault: Refusal | undefined;

  constructor(map: ColumnMap | undefined) {
    this.#map = map;
    this.#candidates = (map?.delimiter ? [map.delimiter] : delimiters).map((delimiter) => new CsvRows(delimiter));
  }

  get line(): number {
    return this.#candidates[0]?.line ?? 1;
  }

  push(text: string): readonly CsvRow[] {
    return this.#rowsOf((rows) => rows.push(text));
  }

  end(): readonly CsvRow[] {
    const rows = this.#rowsOf((candidate) => candidate.end());
    if (this.#found === undefined) throw this.#noHeaders();
    return rows;
  }

  /** The headers; there are some as soon as there are rows. */
  get headers(): Headers {
    return this.#found ?? { cells: [], places: new Map() };
  }

  #rowsOf(more: (candidate: CsvRows) => readonly CsvRow[]): readonly CsvRow[] {
    const [only] = this.#candidates;
    if (this.#found !== undefined && only !== undefined) return more(only);
    for (const candidate of this.#candidates) {
      const rows = this.#try(candidate, more);
      for (const [at, { cells, line }] of rows.entries()) {
        const places = line > LINES_BEFORE_HEADERS ? null : findColumns(cells, this.#map, line);
        if (places === null) continue;
        this.#found = { cells, places };
        this.#candidates = [candidate];
        return rows.slice(at + 1);
      }
    }
    this.#candidates = this.#candidates.filter(({ line }) => line <= LINES_BEFORE_HEADERS);
    if (this.#candidates.length === 0) throw this.#fault ?? this.#noHeaders();
    return [];
  }

  /** With another delimiter than the table's, quotes are in wrong places; that says nothing of the table. */
  #try(candidate: CsvRows, more: (candidate: CsvRows) => readonly CsvRow[]): readonly CsvRow[] {
    try {
      return more(candidate);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#fault ??= error;
      this.#candidates = this.#candidates.filter((other) => other !== candidate);
      return [];
    }
  }

  #noHeaders(): Refusal {
    const { booked_on = 'booked_on', amount = 'amount', credit = 'credit', debit = 'debit' } = this.#map?.columns ?? {};
    const sentence = `No line has the headers "${booked_on}", and "${amount}" or "${credit}" and "${debit}".`;
    return unreadable(sentence, { line: 1 });
  }
}
