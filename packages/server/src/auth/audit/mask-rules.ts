import { maskIban, readIban } from '../../foundation/iban.ts';

// What opens something to whoever reads it. It is left out, wherever it stands.
const secrets = /secret|password|token|^link$|^authori[sz]ation|^backup_codes$|^uri$|^checkout_url$/;
const ibans = /(^|_)iban$/;
const names = /^(.*_name|holder)$/;
// Whoever's name this is, it is a person's.
const people = /^(beneficiary|payer|customer|counterparty|debtor|creditor)$/;
const IBAN = /\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b/g;
// The longest with a blank after every four.
const IBAN_TEXT_MAX = 34 + 8;
const LEFT_OUT = '(left out)';
const TEXT_MAX = 16_000;

/** Only the first letters of the words: `Amina Haddad` is `A… H…`. */
export const maskName = (name: string): string => name.replaceAll(/(\p{L})[^\s]*/gu, '$1…');

/** Masks the IBANs in a text: what looks like one, and what is one however it was typed, in small letters or with blanks. */
function maskIbans(text: string): string {
  let shown = '';
  let from = 0;
  for (const { index } of text.matchAll(/\b[A-Z]{2}\d{2}/gi)) {
    const iban = index < from ? undefined : ibanAt(text.slice(index, index + IBAN_TEXT_MAX));
    if (iban === undefined) continue;
    shown += text.slice(from, index) + maskIban(iban);
    from = index + iban.length;
  }
  return (shown + text.slice(from)).replaceAll(IBAN, (iban) => maskIban(iban));
}

/** The IBAN that a text begins with; it ends where a word ends. */
function ibanAt(text: string): string | undefined {
  const ends = [...text.matchAll(/[A-Z0-9](?![A-Z0-9])/gi)].map(({ index }) => index + 1).filter((end) => end >= 15);
  return ends.map((end) => text.slice(0, end)).findLast((head) => readIban(head).ok);
}

/**
 * A value as the audit log shows it: without secrets, IBANs masked, and the names of people who are paid or pay as well.
 * Pure.
 */
export function masked(value: unknown, key = '', within = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => masked(one, key, within));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one, name, key)]));
  }
  if (value === null || value === undefined) return value;
  if (secrets.test(key)) return LEFT_OUT;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'string') return value;
  if (ibans.test(key)) return maskIban(value);
  if ((names.test(key) && key !== 'actor_name') || (key === 'name' && people.test(within))) return maskName(value);
  return maskIbans(value);
}

/** A value as the text that is kept and hashed; null where there is none. What is larger than 16,000 letters is left out. */
export function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = JSON.stringify(masked(value));
  return text.length <= TEXT_MAX ? text : JSON.stringify({ left_out: `${text.length} letters` });
}
