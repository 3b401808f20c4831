import { setImmediate as nextTurn } from 'node:timers/promises';
import { alarm } from './alarm.ts';
import type { Books } from './books.ts';
import { earlier, endDue, firstEndAt } from './end-due.ts';
import { type Settled, settleDue } from './settle-due.ts';

/** What settles instructions when they are due. */
export type Settlement = ReturnType<typeof startSettlement>;

/** Steps in one transaction: 2 to 6 ms of work, so that requests are never kept waiting for longer. */
const batchMax = 200;
/** The least pause between two runs, so that a stream of single instructions shares transactions. */
const pauseMs = 10;

/**
 * Starts settling, and ending what has its time, from the due times in the books, so it goes on where the last process stopped, however that
 * one ended. `onSettled` is called after each transaction that settled something.
 */
export function startSettlement(books: Books, onSettled: () => void, log: (line: string) => void) {
  let draining = 0;
  let stopped = false;
  const timer = alarm(work, (error) => log(`Settling broke: ${String(error)}`));
  timer.ring(0);

  /** Some of what is due at a bank time; `more` says whether there may be more. */
  function step(at: number): Settled & { ended: number; more: boolean } {
    const done = settleDue(books, at, batchMax);
    const ended = endDue(books, at, batchMax);
    if (done.settled + done.returned + ended > 0) onSettled();
    return { ...done, ended, more: done.settled + done.returned === batchMax || ended >= batchMax };
  }
  function work(): number | null {
    // Whoever moved the clock settles and counts until it is done.
    if (draining > 0) return pauseMs;
    const now = books.clock.now();
    if (step(now).more) return 0;
    const dueAt = earlier(books.bookings.firstDueAt(), firstEndAt(books));
    return dueAt === null ? null : Math.max(pauseMs, dueAt - now);
  }
  /** Settles all that is due at a bank time, also what falls due by that; other requests get their turn. */
  async function settleAll(at: number): Promise<Settled> {
    const total: Settled = { settled: 0, returned: 0 };
    draining += 1;
    try {
      while (!stopped) {
        const { settled, returned, ended } = step(at);
        if (settled + returned + ended === 0) break;
        total.settled += settled;
        total.returned += returned;
        await nextTurn();
      }
    } finally {
      draining -= 1;
    }
    timer.ring(pauseMs);
    return total;
  }
  async function stop(): Promise<void> {
    stopped = true;
    await timer.stop();
  }
  return { ring: (afterMs: number): void => timer.ring(Math.max(pauseMs, afterMs)), settleAll, stop };
}
