import type { Books } from './books.ts';
import type { Callbacks } from './send-callbacks.ts';
import type { Settled } from './settle-due.ts';
import type { Settlement } from './settlement.ts';

/** What moving the clock came to; `now` is the bank's time after it, in milliseconds. */
export interface Advanced extends Settled {
  now: number;
}

/**
 * Moves the bank's clock forward, for good, and settles everything that falls due by it, the held instructions
 * included. Waits until the callbacks of it have been tried once, but not for a client that does not answer.
 */
export async function advance(
  books: Books,
  settlement: Settlement,
  callbacks: Callbacks | null,
  seconds: number,
): Promise<Advanced> {
  const now = books.inOneTransaction(() => {
    books.clock.moveForward(Math.round(seconds * 1_000));
    const moved = books.clock.now();
    books.bookings.releaseHeld(moved);
    return moved;
  });
  const done = await settlement.settleAll(now);
  await callbacks?.flush();
  return { now, ...done };
}
