/** What the URL of a page says, read with care: it may have been typed by hand. What makes no sense is left out. */

type Search = Readonly<Record<string, unknown>>;

const LENGTH_MAX = 200;

/** A text of the URL. The router reads what looks like a number as one. */
export function textIn(search: Search, name: string): string | undefined {
  const value = search[name];
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text.slice(0, LENGTH_MAX) : undefined;
}

/** One of several words. */
export function wordIn<T extends string>(search: Search, name: string, words: readonly T[]): T | undefined {
  const text = textIn(search, name);
  return words.find((word) => word === text);
}

/** A number that is not below zero. */
export function numberIn(search: Search, name: string): number | undefined {
  const number = Number(textIn(search, name));
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** A day, as `YYYY-MM-DD`. */
export function dayIn(search: Search, name: string): string | undefined {
  const text = textIn(search, name);
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

/** The moment at which a day begins where the viewer is, for the API; `next`: at which it is over. */
export function dayEdge(day: string | undefined, edge: 'start' | 'next'): string | undefined {
  if (day === undefined) return undefined;
  const date = new Date(`${day}T00:00:00`);
  if (edge === 'next') date.setDate(date.getDate() + 1);
  return date.toISOString();
}
