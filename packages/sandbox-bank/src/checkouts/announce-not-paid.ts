import { announceInstruction } from '../announce.ts';
import type { Books } from '../books.ts';
import { type Checkout, reasonOf } from './checkout.ts';

/** Tells the client that a checkout came to nothing, in the transaction of the change; `at` is bank time. */
export function announceNotPaid(
  books: Books,
  { endToEndId }: Checkout,
  state: keyof typeof reasonOf,
  at: number,
): void {
  const answer = { endToEndId, status: 'RJCT', reasonCode: reasonOf[state], bankReference: null } as const;
  announceInstruction(books, { ...answer, at, kind: 'checkout', debtor: null }, 0);
}
