import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(8192);
let used = pool.length;
let lastMs = 0;
let counter = 0;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function randomBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return pool.subarray(used - count, used);
}

/**
 * A new UUID, version 7 (RFC 9562): 48 bits of time, a counter of 12 bits within the millisecond, and 62 random
 * bits. Ids of one process are strictly ascending, so the order of ids is the order of making.
 * @param nowMs unix time in milliseconds
 */
export function newId(nowMs: number): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = 0;
  } else if (++counter > 0xfff) {
    // More than 4,096 in one millisecond, or the clock went back: borrow the next millisecond.
    lastMs += 1;
    counter = 0;
  }
  const time = lastMs.toString(16).padStart(12, '0');
  const count = counter.toString(16).padStart(3, '0');
  let rest = '';
  for (const byte of randomBytes(8)) rest += HEX[byte];
  const variant = HEX[0x80 | (Number.parseInt(rest.slice(0, 2), 16) & 0x3f)];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant}${rest.slice(2, 4)}-${rest.slice(4)}`;
}

/** The time that is in a version 7 id. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** The lowest id that could have been made at this time: the edge of a range of ids. */
export function firstIdAt(time: Date): string {
  const ms = Math.max(0, time.getTime()).toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8, 12)}-7000-8000-000000000000`;
}

// What is made from exactly one intent, or has exactly one of something else, needs no second id to be stored: the two
// ids differ in the version digit alone, 7 for the object itself. No two can be mixed up.
const VERSION = 14;

/** The id that differs from another in its version digit. */
export function withVersion(id: string, digit: string): string {
  return id.slice(0, VERSION) + digit + id.slice(VERSION + 1);
}

/** The id of the intent behind an object: version 8 (RFC 9562, section 5.8). */
export const intentIdOf = (id: string): string => withVersion(id, '8');

/** The id of the object that was made from an intent; undefined when the id is not an intent's. */
export const idOfIntent = (intentId: string): string | undefined =>
  intentId[VERSION] === '8' ? withVersion(intentId, '7') : undefined;

// 2025-01-01; eight digits of base 36 last until the year 2114.
const EPOCH_MS = 1_735_689_600_000;
const base36 = (value: number, digits: number): string => value.toString(36).toUpperCase().padStart(digits, '0');

/**
 * Makes end-to-end ids: `S`, 8 digits of time, 3 of the node, 3 of a counter, all base 36: 15 characters A-Z0-9.
 * Unique for ever by how they are made: no two live processes have the same node number, and within a process
 * the pair (millisecond, counter) never comes twice.
 * @param node 0 to 46,655, from the sequence node_numbers of the database
 */
export function endToEndIds(node: number): (nowMs: number) => string {
  let last = 0;
  let count = 0;
  return (nowMs) => {
    if (nowMs > last) {
      last = nowMs;
      count = 0;
    } else if (++count >= 46_656) {
      last += 1;
      count = 0;
    }
    return `S${base36(last - EPOCH_MS, 8)}${base36(node, 3)}${base36(count, 3)}`;
  };
}

const END_TO_END_ID = /(?=(S[0-9A-Z]{14}))/g;

/**
 * Everything in a text that may be one of our end-to-end ids made by now, whatever blanks and signs a bank put into it.
 */
export function endToEndIdsIn(text: string, nowMs: number): string[] {
  const compact = text.toUpperCase().replaceAll(/[^0-9A-Z]+/g, '');
  // Digits of base 36 are in the order of characters.
  const newest = base36(nowMs - EPOCH_MS, 8);
  return [...compact.matchAll(END_TO_END_ID)].flatMap(([, id = '']) => (id.slice(1, 9) <= newest ? [id] : []));
}
