import { type Account, balanceMinor, totalMinorMax } from '../accounts.ts';
import type { Books } from '../books.ts';
import { type Entry, type NewEntry, referenceByHand } from './entries.ts';

/** A line that somebody books by hand; the bank says when, and under which reference. */
export type LineByHand = Omit<NewEntry, 'iban' | 'bookedAt' | 'bankReference' | 'reasonCode'>;

/** What booking a line came to. */
export type BookedByHand = { kind: 'booked'; entry: Entry } | { kind: 'insufficient_funds' } | { kind: 'too_much' };

/**
 * Books one line on an account, outside all instructions. A debit that the account cannot pay is refused, and so is
 * what the books cannot count.
 */
export function bookByHand(books: Books, account: Account, line: LineByHand): BookedByHand {
  return books.inOneTransaction(() => {
    const { iban } = account;
    const { amountMinor } = line;
    if (line.direction === 'debit') {
      if (balanceMinor(account) < amountMinor) return { kind: 'insufficient_funds' };
      if (account.bookedMinor + amountMinor > totalMinorMax) return { kind: 'too_much' };
      books.accounts.debit(iban, amountMinor);
    } else if (!books.accounts.receive(iban, account.currency, amountMinor)) return { kind: 'too_much' };
    const entry = { ...line, iban, bookedAt: books.clock.now(), reasonCode: null };
    const id = books.entries.add({ ...entry, bankReference: null });
    return { kind: 'booked', entry: { ...entry, id, bankReference: referenceByHand(id) } };
  });
}
