import { maskIban } from '../../foundation/iban.ts';

// What opens something to whoever reads it. It is left out, wherever it stands.
const secrets = /secret|password|token|^link$|^authori[sz]ation|^backup_codes$|^uri$|^checkout_url$/;
const ibans = /(^|_)iban$/;
const names = /^(.*_name|holder)$/;
// Whoever's name this is, it is a person's.
const people = /^(beneficiary|payer|customer|counterparty|debtor|creditor)$/;
const IBAN = /\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b/g;
const LEFT_OUT = '(left out)';
const TEXT_MAX = 16_000;

/** Only the first letters of the words: `Amina Haddad` is `A… H…`. */
export const maskName = (name: string): string => name.replaceAll(/(\p{L})[^\s]*/gu, '$1…');

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
  return value.replaceAll(IBAN, (iban) => maskIban(iban));
}

/** A value as the text that is kept and hashed; null where there is none. What is larger than 16,000 letters is left out. */
export function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = JSON.stringify(masked(value));
  return text.length <= TEXT_MAX ? text : JSON.stringify({ left_out: `${text.length} letters` });
}
