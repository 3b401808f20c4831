/** One line of the table: what was measured, beside what, and what it should be. */
export interface Figure {
  /** For the JSON: stays the same from version to version. */
  readonly key: string;
  readonly name: string;
  /** None where things are counted. */
  readonly unit: '/s' | 'ms' | 'MB' | '×' | '';
  readonly sarf: number;
  readonly baseline: number | null;
  /** Above 1 where Sarf does better than the baseline; for times of lists, how much longer the large table takes. */
  readonly ratio: number | null;
  /** What the database takes at most, where that was measured. */
  readonly raw: number | null;
  readonly aims: readonly Aim[];
}

export interface Aim {
  readonly words: string;
  readonly met: boolean;
}

/** A figure that stands by itself, beside no other. */
export function figureAlone(
  figure: Pick<Figure, 'key' | 'name' | 'unit' | 'sarf'> & { readonly aims?: readonly Aim[] },
): Figure {
  return { baseline: null, ratio: null, raw: null, aims: [], ...figure };
}

/** An aim that is met from a number on. */
export function atLeast(value: number, edge: number, unit: string): Aim {
  return { words: `≥ ${edge.toLocaleString('en')}${unit}`, met: value >= edge };
}

/** An aim that is met up to a number. */
export function atMost(value: number, edge: number, unit: string): Aim {
  return { words: `≤ ${edge.toLocaleString('en')}${unit}`, met: value <= edge };
}

/** A number as people read it: whole when it is large, with the decimals that matter when it is small. */
export function readable(value: number): string {
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
