/** The values of bound variables. They are secrets: never logged, exported or answered. */
export interface Variables {
  /** The value of `{{NAME}}` or `{{namespace.NAME}}`, by its parts; undefined when nothing binds it. */
  lookup(path: readonly string[]): string | undefined;
  /** All values, for concealing them where they might come to light. */
  readonly secrets: readonly string[];
}

/** Replaces every secret in a text by `***`. */
export function conceal(text: string, { secrets }: Pick<Variables, 'secrets'>): string {
  return secrets.reduce((shown, secret) => (secret === '' ? shown : shown.replaceAll(secret, '***')), text);
}
