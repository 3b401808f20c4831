import { decimalsOf } from '@sarf/contract';
import { textToMinor } from '../foundation/money.ts';

// 18 digits: as many as a bank's message may have, and so that every amount and every sum fits a 64-bit column.
const minorMax = 10n ** 18n - 1n;

/** Is this within what a column of the database holds? */
export function isStorable(minor: bigint): boolean {
  return minor <= minorMax && minor >= -minorMax;
}

/**
 * Reads an amount as banks write it: decimal text with a point, a sign perhaps before it. What foundation reads
 * strictly is read more kindly here, and as exactly: a plus, ".5", "5.", blanks around it, and zeros beyond the decimals
 * of the currency. Gives minor units, or `undefined` for what is not money in this currency.
 */
export function readAmount(text: string, currency: string): bigint | undefined {
  const minor = textToMinor(text, currency) ?? readKindly(text, currency);
  return minor !== undefined && isStorable(minor) ? minor : undefined;
}

function readKindly(text: string, currency: string): bigint | undefined {
  if (text.length > 100) return undefined;
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(text);
  const [, sign = '', whole = '', decimals = ''] = match ?? [];
  if (whole === '' && decimals === '') return undefined;
  const needed = decimals.replace(/0+$/, '');
  return textToMinor(`${sign === '-' ? '-' : ''}${whole === '' ? '0' : whole}${needed && `.${needed}`}`, currency);
}

/** The code of a currency that we know, as it should be written. */
export function knownCurrency(text: string): string | null {
  if (decimalsOf(text) !== undefined) return text;
  const upper = text.trim().toUpperCase();
  return decimalsOf(upper) === undefined ? null : upper;
}
