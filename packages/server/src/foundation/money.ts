import { decimalsOf, type Fault } from '@sarf/contract';

/** What `parseAmount` says: the amount in minor units, or a refusal from the contract's table with its sentence. */
export type ParsedAmount =
  | { readonly ok: true; readonly minor: bigint }
  | {
      readonly ok: false;
      readonly code: 'INVALID_AMOUNT' | 'AMOUNT_UNDER_MIN_VALUE' | 'AMOUNT_OVER_MAX_VALUE' | 'UNKNOWN_CURRENCY';
      readonly message: string;
    };

/**
 * The largest amount we take, in major units. With three decimals it still has 15 significant digits, and every decimal
 * of up to 15 digits survives the journey through a JSON number (a double) unchanged. One more digit, and it would not.
 */
export const amountMajorMax = 999_999_999_999;

// By number of decimals; `scaleNumber` and `scaleBigint` are the same power of ten, kept in both kinds for speed.
const scaleNumber: readonly number[] = [1, 10, 100, 1000];
const scaleBigint: readonly bigint[] = [1n, 10n, 100n, 1000n];
const zeros = '000';

// The longest decimal text `textToMinor` reads, so that hostile text cannot make us build a huge integer.
const textLengthMax = 40;

/**
 * Reads an amount from JSON: a number in major units, by its shortest decimal text (`10.1` is ten and one tenth,
 * whatever the binary value behind it). Gives minor units.
 *
 * Refuses, with a sentence that names amount and currency, and never rounds: an unknown currency, a number that is not
 * finite, more decimals than the currency has, zero and less, and more than `amountMajorMax`.
 */
export function parseAmount(amount: number, currency: string): ParsedAmount {
  const decimals = decimalsOf(currency);
  if (decimals === undefined) {
    return refuse('UNKNOWN_CURRENCY', `"${shown(currency)}" is not a currency we know; use an ISO 4217 code like AED.`);
  }
  if (!Number.isFinite(amount)) {
    return refuse('INVALID_AMOUNT', `${amount} ${currency} is not an amount; send a JSON number like 100.5.`);
  }
  if (amount <= 0) {
    return refuse('AMOUNT_UNDER_MIN_VALUE', `The amount must be above zero; ${amount} ${currency} is not.`);
  }
  if (amount > amountMajorMax) {
    return refuse(
      'AMOUNT_OVER_MAX_VALUE',
      `${amount} ${currency} is above the most that can be moved at once, ${amountMajorMax} ${currency}.`,
    );
  }
  if (Number.isInteger(amount)) return { ok: true, minor: BigInt(amount) * scaleOf(decimals) };
  const text = String(amount);
  const has = countDecimals(text);
  if (has > decimals) return refuse('INVALID_AMOUNT', tooManyDecimals(currency, decimals, text, has));
  // From here on `text` has a point and no exponent: a double below 1e-6 is written with one, but has seven decimals.
  const point = text.length - has - 1;
  const digits = text.slice(0, point) + text.slice(point + 1) + zeros.slice(0, decimals - has);
  return { ok: true, minor: BigInt(digits) };
}

/**
 * What is wrong with an amount and its currency in a request, as `parseAmount` says it. What has another form than the
 * schema asks for is left to the schema.
 * @param at what the paths of faults begin with
 */
export function amountFaults(request: unknown, at = ''): Fault[] {
  if (typeof request !== 'object' || request === null) return [];
  const { amount, currency }: { amount?: unknown; currency?: unknown } = request;
  if (typeof amount !== 'number' || typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return [];
  const parsed = parseAmount(amount, currency);
  if (parsed.ok) return [];
  const path = parsed.code === 'UNKNOWN_CURRENCY' ? 'currency' : 'amount';
  return [{ path: at + path, message: parsed.message, code: parsed.code }];
}

/**
 * The JSON number, in major units, for an amount in minor units. Exact for every amount that `parseAmount` accepts:
 * reading it again gives the same minor units. A larger sum becomes the nearest number there is.
 *
 * The currency must be one we know (an assertion: stored amounts always are).
 */
export function amountToNumber(minor: bigint, currency: string): number {
  const decimals = knownDecimalsOf(currency);
  const whole = Number(minor);
  // Both sides of the division are exact integers, so IEEE 754 gives the double nearest to the true quotient, which is
  // the very double that reading the decimal text would give.
  if (Number.isSafeInteger(whole)) return whole / (scaleNumber[decimals] ?? 1);
  return Number(amountToText(minor, currency));
}

/**
 * The decimal text of an amount in minor units, with all the decimals its currency has: "100.10" (AED), "5" (JPY),
 * "-0.250" (KWD). For bank messages and for sentences. The currency must be one we know.
 */
export function amountToText(minor: bigint, currency: string): string {
  const decimals = knownDecimalsOf(currency);
  const sign = minor < 0n ? '-' : '';
  const digits = String(minor < 0n ? -minor : minor);
  if (decimals === 0) return sign + digits;
  const padded = digits.length > decimals ? digits : digits.padStart(decimals + 1, '0');
  return `${sign}${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}

/**
 * Reads strict decimal text, as in a bank's file: digits, perhaps a minus before them, perhaps a point and one or more
 * digits after them. Gives minor units; there is no upper bound but 40 characters. It undoes `amountToText`.
 *
 * Gives `undefined`, never a guess, for anything else: a plus, a comma, blanks, an exponent, ".5", "5.", more decimals
 * than the currency has (even if they are zeros), or a currency we do not know.
 */
export function textToMinor(text: string, currency: string): bigint | undefined {
  const decimals = decimalsOf(currency);
  if (decimals === undefined || text.length > textLengthMax) return undefined;
  const start = text.startsWith('-') ? 1 : 0;
  const dot = text.indexOf('.', start);
  const point = dot === -1 ? text.length : dot;
  const has = dot === -1 ? 0 : text.length - dot - 1;
  if (has > decimals || (dot !== -1 && has === 0)) return undefined;
  if (point === start || !isDigits(text, start, point) || !isDigits(text, point + 1, text.length)) return undefined;
  const magnitude = BigInt(text.slice(start, point) + text.slice(point + 1) + zeros.slice(0, decimals - has));
  return start === 1 ? -magnitude : magnitude;
}

function refuse(code: Exclude<ParsedAmount, { ok: true }>['code'], message: string): ParsedAmount {
  return { ok: false, code, message };
}

function tooManyDecimals(currency: string, decimals: number, text: string, has: number): string {
  const allowed = decimals === 0 ? 'no decimals' : `${decimals} decimals`;
  return `${currency} has ${allowed}; ${text} has ${has}.`;
}

/** How many decimals the text of a number has: 2 for "1.25", 8 for "1.5e-7". Only for numbers that are not whole. */
function countDecimals(text: string): number {
  const exponentAt = text.indexOf('e');
  const mantissa = exponentAt === -1 ? text : text.slice(0, exponentAt);
  const point = mantissa.indexOf('.');
  const written = point === -1 ? 0 : mantissa.length - point - 1;
  return exponentAt === -1 ? written : written - Number(text.slice(exponentAt + 1));
}

function isDigits(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 48 || unit > 57) return false;
  }
  return true;
}

function scaleOf(decimals: number): bigint {
  return scaleBigint[decimals] ?? 1n;
}

function knownDecimalsOf(currency: string): number {
  const decimals = decimalsOf(currency);
  if (decimals === undefined) throw new Error(`No decimals are known for currency "${shown(currency)}".`);
  return decimals;
}

/** Text from outside, cut short before it goes into a sentence. */
function shown(text: string): string {
  return text.length > 10 ? `${text.slice(0, 10)}…` : text;
}
