import { amountToText } from '../foundation/money.ts';
import { fold } from './match-fold-rules.ts';
import type { EntryNode, ExpectedNode, Mark } from './match-marks-rules.ts';

// What a person who looks at a match wants to know, in plain sentences.

export const ibanReason = 'The IBAN of the other side is the same.';
export const partReason = 'The reference is inside a longer number in the text of the entry.';
export const rivalReason = 'It is not the only one that fits.';
export const amountOnlyReason = 'There is no name to compare, but nothing else of this amount around that date.';

/** What the two have in common. */
export function markReason({ way, text }: Mark, { expected }: ExpectedNode): string {
  if (way === 'iban') return ibanReason;
  const is = (name: string | null): boolean => name !== null && fold(name) === text;
  const what = is(expected.endToEndId)
    ? 'The end-to-end id'
    : is(expected.bankReference)
      ? "The bank's reference"
      : 'The reference';
  return way === 'id' ? `${what} is the same.` : `${what} is in the text of the entry.`;
}

/** How the amounts compare, as they stand before the match. */
export function amountReason(entry: EntryNode, { left, expected }: ExpectedNode): string {
  if (entry.left === left) return 'The amount is the same.';
  const difference = entry.left < left ? left - entry.left : entry.left - left;
  const text = `${amountToText(difference, expected.currency)} ${expected.currency}`;
  return `The amount is ${text} ${entry.left < left ? 'less' : 'more'} than expected.`;
}

/** For as many alike on one side as on the other. */
export function orderReason(alike: number): string {
  return `There are ${alike} of the same reference and amount on both sides; they are paired in the order of their dates.`;
}

/** For an entry that is for several at once. */
export function sumReason(count: number): string {
  return `Together ${count} open amounts with references in this entry make exactly its amount.`;
}

/** For several entries that are for one. */
export function partsReason(count: number): string {
  return `${count} entries have this reference; together they are not above what is expected.`;
}

/** When it was booked, where that is outside of the window. */
export function dateReason(entry: EntryNode, expected: ExpectedNode): string {
  const days = entry.day - expected.day;
  return `It was booked ${Math.abs(days)} days ${days < 0 ? 'before' : 'after'} it was expected.`;
}

/** For payouts and returns of another amount. */
export function kindReason({ expected }: ExpectedNode): string {
  return `A ${expected.kind} of another amount needs a person.`;
}

export function nameReason(similarity: number): string {
  return similarity === 1 ? 'The name is the same.' : 'The name is similar.';
}
