const noDecimals = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));
const threeDecimals = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** 15 whole digits and 3 decimals stay below 2^63, the largest whole number SQLite can hold. */
const decimalText = /^(0|[1-9][0-9]{0,14})(?:\.([0-9]{1,3}))?$/;

/** How many decimals a currency has: 0 for JPY and its like, 3 for KWD and its like, else 2. */
function decimalsOf(currency: string): number {
  if (noDecimals.has(currency)) return 0;
  return threeDecimals.has(currency) ? 3 : 2;
}

/**
 * Reads a decimal text such as `100.91` into minor units; null when it is not a plain decimal number or has
 * more decimals than the currency. It never rounds.
 */
export function parseAmount(text: string, currency: string): bigint | null {
  const match = decimalText.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  const decimals = decimalsOf(currency);
  if (fraction.length > decimals) return null;
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}

/** Writes minor units as a decimal text with all decimals of the currency: 10091n AED is `100.91`, -5n is `-0.05`. */
export function formatAmount(amountMinor: bigint, currency: string): string {
  if (amountMinor < 0n) return `-${formatAmount(-amountMinor, currency)}`;
  const decimals = decimalsOf(currency);
  if (decimals === 0) return amountMinor.toString();
  const digits = amountMinor.toString().padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
