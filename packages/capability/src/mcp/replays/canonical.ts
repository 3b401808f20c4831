import { createHash } from 'node:crypto';
import type { Json } from '../../capability.ts';
import { isJsonArray, isJsonObject, isRawNumber } from '../../json/json.ts';

/**
 * One text for all JSON that means the same: the order of keys does not matter, and numbers count by their value, so that
 * 1, 1.0 and 1.00 are one. Lists keep their order.
 */
export function canonicalText(value: Json): string {
  if (isRawNumber(value)) return canonicalNumber(value.rawJSON);
  if (typeof value === 'number') return canonicalNumber(String(value));
  if (isJsonArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`).join(',')}}`;
}

/** A number of JSON by its value: its digits without zeros at either end, and the power of ten of the last one. */
function canonicalNumber(text: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const zeros = digits.length - significant.length;
  return `${sign}${significant}e${BigInt(power) + BigInt(zeros - fraction.length)}`;
}

/**
 * A key that is the same for the same parts. In the form of a UUID (version 8, RFC 9562 section 5.8), as some APIs take
 * no other keys; 122 bits of SHA-256, so that no two contents share one.
 */
export function keyOf(...parts: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
