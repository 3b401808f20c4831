import type { Json, JsonObject, RawNumber } from '../capability.ts';

declare global {
  interface JSON {
    /** A number by its text. TC39 proposal "JSON.parse source text access", in Node since 22. */
    rawJSON(text: string): RawNumber;
    isRawJSON(value: unknown): value is RawNumber;
  }
}

/** An array of JSON. */
export const isJsonArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** A number kept by its text; an object with a key `rawJSON` is none. */
export const isRawNumber = (value: Json | undefined): value is RawNumber => JSON.isRawJSON(value);

/** An object of JSON, and not a number kept by its text. */
export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

/** The member of an object by its key; undefined where it has none of its own. */
export const memberOf = (value: Json | undefined, key: string): Json | undefined =>
  isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** A value as it stands in text: strings as they are, numbers digit by digit, null as nothing, the rest as JSON. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return isRawNumber(value) ? value.rawJSON : JSON.stringify(value);
}
