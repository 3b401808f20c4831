import type { Books } from './books.ts';
import { type Notice, presentNotice } from './present.ts';

/**
 * Tells the client of a status change, at the earliest `pauseMs` of real time from now. It runs in the transaction of
 * the change, so that neither exists without the other.
 */
export function announceInstruction(books: Books, notice: Notice, pauseMs: number): void {
  if (!books.announces) return;
  books.callbacks.add('notification', presentNotice(notice), books.clock.realNow() + pauseMs);
}
