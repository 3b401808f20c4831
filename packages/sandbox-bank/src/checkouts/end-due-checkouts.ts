import type { Books } from '../books.ts';
import { announceNotPaid } from './announce-not-paid.ts';

/**
 * Ends up to `limit` checkouts that nobody has decided in time by a bank time, and tells the client, in the caller's
 * transaction. Gives how many there were.
 */
export function endDueCheckouts(books: Books, at: number, limit: number): number {
  const expired = books.checkouts.expired(at, limit);
  for (const checkout of expired) {
    books.checkouts.decide(checkout.endToEndId, 'EXPIRED', checkout.expiresAt);
    announceNotPaid(books, checkout, 'EXPIRED', checkout.expiresAt);
  }
  return expired.length;
}
