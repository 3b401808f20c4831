import { hash } from 'node:crypto';
import type { EntryPart, StatementEntry } from './statement.ts';

/**
 * What makes an entry the same entry in another file: SHA-256 in hexadecimal digits, over the account (whatever name of
 * it the caller always uses), days, signed amount, currency, kind, and the bank's own reference. Where the bank gives
 * none, references, texts and counterparties take its place, without regard to case, blanks and punctuation.
 *
 * Two genuine bookings may still be the same in all of that; `Occurrences` tells them apart.
 */
export function entryFingerprint(accountKey: string, entry: StatementEntry): string {
  const signed = entry.direction === 'credit' ? String(entry.amountMinor) : `-${entry.amountMinor}`;
  const { bookedOn, valueOn, currency, bankCode, bankReference } = entry;
  const which = bankReference === null ? wordsOf(entry) : [bankReference];
  // JSON tells where each text ends, so that no two structures give the same text.
  const text = JSON.stringify([
    accountKey,
    bookedOn,
    valueOn,
    signed,
    currency,
    bankCode,
    bankReference !== null,
    which,
  ]);
  return hash('sha256', text, 'hex');
}

function wordsOf({ entryReference, info, parts }: StatementEntry): unknown[] {
  return [entryReference, normalised(info), parts.map(wordsOfPart)];
}

function wordsOfPart(part: EntryPart): unknown[] {
  const { amountMinor, endToEndId, instructionId, uetr, messageId, batchId, remittance, counterparty } = part;
  const references = [endToEndId, instructionId, uetr, messageId, batchId];
  return [String(amountMinor), references, normalised(remittance), normalised(counterparty?.name), counterparty?.iban];
}

/** Letters and digits alone, in upper case: banks break and fill the same text differently from file to file. */
function normalised(text: string | null | undefined): string {
  return (text ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

const SLOTS_FIRST = 1024;

/**
 * Numbers the entries of one file that have the same fingerprint, from 1. The same file again, or another one that has
 * the same entries of a day, gives the same pairs of fingerprint and number; two equal bookings stay two.
 *
 * A file may have a million entries, so a fingerprint is known here by its first 64 bits, in a table of plain numbers:
 * 24 MB for a million, where a map of texts takes six times that.
 */
export class Occurrences {
  // Three numbers a slot: two halves of the fingerprint, and how often it came; zero is an empty slot.
  #slots = new Uint32Array(SLOTS_FIRST * 3);
  #count = 0;

  next(fingerprint: string): number {
    if (this.#count * 2 >= this.#slots.length / 3) this.#grow();
    const high = Number.parseInt(fingerprint.slice(0, 8), 16);
    const low = Number.parseInt(fingerprint.slice(8, 16), 16);
    const at = slotOf(this.#slots, high, low);
    const times = (this.#slots[at + 2] ?? 0) + 1;
    if (times === 1) this.#count += 1;
    this.#slots.set([high, low, times], at);
    return times;
  }

  #grow(): void {
    const old = this.#slots;
    const slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] !== 0) slots.set(old.subarray(at, at + 3), slotOf(slots, old[at] ?? 0, old[at + 1] ?? 0));
    }
    this.#slots = slots;
  }
}

/** Where a fingerprint is in the table, or the empty slot where it would be. */
function slotOf(slots: Uint32Array, high: number, low: number): number {
  const count = slots.length / 3;
  for (let slot = high % count; ; slot = (slot + 1) % count) {
    const at = slot * 3;
    if (slots[at + 2] === 0 || (slots[at] === high && slots[at + 1] === low)) return at;
  }
}
