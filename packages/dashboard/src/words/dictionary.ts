type Entry = string | ((...values: never[]) => string);

/** What another language must have for these English words: the same names, and functions of the same values. */
export type SameNames<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] };

/** The same words in every language. */
export interface Dictionary<T> {
  readonly en: T;
  readonly ar: SameNames<T>;
}

/**
 * The words of one page or part, in all languages. A word that is missing or has no English counterpart is an error of
 * the compiler.
 */
export function dictionary<T extends Record<string, Entry>>(words: {
  readonly en: T;
  readonly ar: NoInfer<SameNames<T>>;
}): Dictionary<T> {
  return words;
}
