import { decimalsOf } from '@sarf/contract/currencies';
import { localeOf } from '../words/locale.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** An amount in major units, with as many decimals as its currency has, in the manner of the language. */
export function amountText(amount: number, currency: string, language: 'en' | 'ar'): string {
  const decimals = decimalsOf(currency) ?? 2;
  const name = `${language} ${decimals}`;
  const format =
    formats.get(name) ??
    new Intl.NumberFormat(localeOf(language), { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formats.set(name, format);
  return format.format(amount);
}

/** Money, as rows have it. */
interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** What rows amount to, by currency. Added up in minor units: a sum of decimals would not be exact. */
export function totalsOf(rows: readonly Money[]): readonly Money[] {
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of rows) sums.set(currency, (sums.get(currency) ?? 0n) + minorOf(amount, currency));
  return [...sums].map(([currency, minor]) => ({
    currency,
    amount: Number(minor) / 10 ** (decimalsOf(currency) ?? 2),
  }));
}

/** An amount of the wire has no more digits than a number holds exactly, so rounding only undoes what multiplying does. */
const minorOf = (amount: number, currency: string): bigint =>
  BigInt(Math.round(amount * 10 ** (decimalsOf(currency) ?? 2)));
