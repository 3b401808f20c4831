import { amountToText } from '../foundation/money.ts';

/** As much of a statement as tells where it stands among others of its account. */
export interface Link {
  readonly bankStatementId: string | null;
  readonly bankSequence: string | null;
  readonly currency: string;
  readonly fromText: string | null;
  readonly toText: string | null;
  readonly firstBookedOn: string | null;
  readonly lastBookedOn: string | null;
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly creditMinor: bigint;
  readonly debitMinor: bigint;
  readonly entries: number;
}

// Banks begin to count anew, most of them every year.
const SERIES_DAYS = 45;
const DAY_MS = 86_400_000;

/**
 * What does not fit between a statement and those that were read before it: the same statement with other content, a
 * number that is missing, an opening that is not the closing before.
 * @param before the newest first
 */
export function chainWarnings(statement: Link, before: readonly Link[]): string[] {
  const same = before.find((other) => isSame(statement, other));
  if (same) {
    return isAlike(statement, same)
      ? []
      : [`The statement ${statement.bankStatementId} was read before with other content; both are kept.`];
  }
  const earlier = before.filter((other) => isEarlier(other, statement));
  return [...gapWarnings(statement, earlier), ...balanceWarnings(statement, earlier)];
}

/**
 * Does a statement go on where one that was read before ended: the next number, the balance carried over, and entries that
 * add up? Then nothing in it was in another one, however alike two bookings of a day are.
 */
export function goesOn(statement: Link, before: readonly Link[]): boolean {
  const { openingMinor, closingMinor, creditMinor, debitMinor } = statement;
  const ours = numberOf(statement);
  if (ours === undefined || openingMinor === null || openingMinor + creditMinor - debitMinor !== closingMinor)
    return false;
  const near = before.filter((other) => isNear(other, statement));
  if (near.some((other) => numberOf(other) === ours)) return false;
  return near.some((other) => numberOf(other) === ours - 1 && other.closingMinor === openingMinor);
}

function isSame(statement: Link, other: Link): boolean {
  const { bankStatementId, bankSequence } = statement;
  return bankStatementId !== null && other.bankStatementId === bankStatementId && other.bankSequence === bankSequence;
}

function isAlike(a: Link, b: Link): boolean {
  return (
    a.openingMinor === b.openingMinor &&
    a.closingMinor === b.closingMinor &&
    a.creditMinor === b.creditMinor &&
    a.debitMinor === b.debitMinor &&
    a.entries === b.entries
  );
}

const firstDay = ({ fromText, firstBookedOn }: Link): string | null => fromText?.slice(0, 10) ?? firstBookedOn;
const lastDay = ({ toText, lastBookedOn }: Link): string | null => toText?.slice(0, 10) ?? lastBookedOn;

/** Did it end before the other began? By their numbers where both have one and their days do not tell. */
function isEarlier(other: Link, statement: Link): boolean {
  const [end, begin] = [lastDay(other), firstDay(statement)];
  const [theirs, ours] = [numberOf(other), numberOf(statement)];
  if (end === null || begin === null) return theirs !== undefined && ours !== undefined && theirs < ours;
  if (end < begin) return true;
  return end === begin && (theirs === undefined || ours === undefined || theirs < ours);
}

const numberOf = ({ bankSequence }: Link): number | undefined =>
  bankSequence !== null && /^\d{1,12}$/.test(bankSequence) ? Number(bankSequence) : undefined;

function gapWarnings(statement: Link, earlier: readonly Link[]): string[] {
  const ours = numberOf(statement);
  if (ours === undefined) return [];
  const numbers = earlier.filter((other) => isNear(other, statement)).map(numberOf);
  const last = Math.max(...numbers.filter((number) => number !== undefined && number < ours).map(Number));
  const missing = ours - last - 1;
  if (!Number.isFinite(last) || missing === 0) return [];
  const what = missing === 1 ? `number ${last + 1} is` : `numbers ${last + 1} to ${ours - 1} are`;
  return [`The statement before this one that was read has number ${last}, this one has ${ours}: ${what} missing.`];
}

function isNear(other: Link, statement: Link): boolean {
  const [end, begin] = [lastDay(other), firstDay(statement)];
  return end === null || begin === null || Date.parse(begin) - Date.parse(end) <= SERIES_DAYS * DAY_MS;
}

function balanceWarnings(statement: Link, earlier: readonly Link[]): string[] {
  const { openingMinor, currency } = statement;
  const closings = earlier.flatMap((other) => (other.closingMinor === null ? [] : [{ ...other }]));
  const [last] = closings.toSorted(byEnd);
  if (openingMinor === null || !last || last.closingMinor === null) return [];
  // Of several that ended on one day, any may be the one before.
  if (closings.some((other) => other.closingMinor === openingMinor && lastDay(other) === lastDay(last))) return [];
  const told = (minor: bigint): string => `${amountToText(minor, currency)} ${currency}`;
  return [
    `It opens with ${told(openingMinor)}, but the statement before it closed with ${told(last.closingMinor)}: ` +
      'a statement between them is missing, or one of them is wrong.',
  ];
}

/** The last to end comes first. */
function byEnd(a: Link, b: Link): number {
  const [x, y] = [lastDay(a) ?? '', lastDay(b) ?? ''];
  if (x !== y) return x < y ? 1 : -1;
  return (numberOf(b) ?? 0) - (numberOf(a) ?? 0);
}
