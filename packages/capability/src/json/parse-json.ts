import type { Json, RawNumber } from '../capability.ts';
import './json.ts';

// What may be a number of JSON. It may hit the inside of a string too, which only costs time. What a look ahead has taken is
// not tried in shorter pieces, so that the time grows with the length of the text alone.
const NUMBERS = /(?:^|[:,[\s])(?=(-?\d[\d.eE+-]*))\1(?=[\s,\]}]|$)/g;

/**
 * Reads JSON so that writing it again gives the same digits: a number that JavaScript would write in another way
 * (`1.10`, `12345678901234567890`) is kept by its text. Throws SyntaxError for what is no JSON, and RangeError for what is
 * nested too deep.
 */
export function parseJson(text: string): Json {
  const value: Json = losesDigits(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  return value;
}

/**
 * Would JavaScript write a number otherwise than it came? Mostly not, and then it need not be asked of each value while
 * they are read, which takes seven times as long.
 */
function losesDigits(text: string): boolean {
  for (const [, number = ''] of text.matchAll(NUMBERS)) if (String(Number(number)) !== number) return true;
  return false;
}

/** As `parseJson`; undefined for what is no JSON. */
export function tryParseJson(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** A number by its text: a plain one where that loses nothing. */
export function numberOf(text: string): number | RawNumber {
  const value = Number(text);
  return String(value) === text ? value : JSON.rawJSON(text);
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? numberOf(context.source) : value;
}
