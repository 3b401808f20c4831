import type { Json, RawNumber } from '../capability.ts';
import './json.ts';

// A number that JavaScript would write otherwise than it came: with a point, an exponent, 16 digits or more, or -0.
// It may hit the inside of a string too, which only costs time.
const MAY_CHANGE = /(?:^|[:,[\s])(?:-0|-?\d+(?:[.eE]|(?<=\d{16})))/;

/**
 * Reads JSON so that writing it again gives the same digits: a number that JavaScript would write in another way
 * (`1.10`, `12345678901234567890`) is kept by its text. Throws SyntaxError for what is no JSON, and RangeError for what is
 * nested too deep.
 */
export function parseJson(text: string): Json {
  const value: Json = MAY_CHANGE.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  return value;
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
