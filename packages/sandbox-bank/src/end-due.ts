import type { Books } from './books.ts';
import { endDueCheckouts } from './checkouts/end-due-checkouts.ts';
import { endDueConsents } from './consents/end-due-consents.ts';

/** When the next thing that waits for a payer or for a revocation ends, bank time in milliseconds; null for never. */
export function firstEndAt(books: Books): number | null {
  return earlier(books.consents.firstDueAt(), books.checkouts.firstDueAt());
}

/** Ends what has to end at a bank time, some of each kind, in one transaction, and tells it; gives how much it was. */
export function endDue(books: Books, at: number, limit: number): number {
  const dueAt = firstEndAt(books);
  if (dueAt === null || dueAt > at) return 0;
  return books.inOneTransaction(() => endDueConsents(books, at, limit) + endDueCheckouts(books, at, limit));
}

/** The earlier of two times, each of which may never come. */
export function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}
