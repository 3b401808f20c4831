import { setTimeout as sleep } from 'node:timers/promises';
import { alarm } from './alarm.ts';
import type { Books } from './books.ts';
import type { QueuedNotice } from './callback-queue.ts';
import type { CallbackFault, Faults } from './faults.ts';
import { type CallbackTarget, callbackTimeoutMs, postNotices } from './post-callbacks.ts';

/** What sends the callbacks of the queue. */
export type Callbacks = ReturnType<typeof startCallbacks>;

const batchMax = 500;
/** How long changes are gathered before they are sent. */
const gatherMs = 20;
/** The pause after each failed try; after the last of them comes one more try, and then it is given up. */
const pausesMs = [500, 1_000, 2_000, 5_000, 10_000, 30_000, 30_000, 30_000, 30_000] as const;

/**
 * Starts sending what is in the queue, one request at a time, in the order in which things fell due; also what a
 * former process left. Each notice reaches the client at least once, or is tried ten times in vain.
 */
export function startCallbacks(books: Books, target: CallbackTarget, faults: Faults, log: (line: string) => void) {
  const stopping = new AbortController();
  const timer = alarm(work, (error) => log(`Sending callbacks broke: ${String(error)}`));
  timer.ring(0);

  async function work(): Promise<number | null> {
    const batch = books.callbacks.due(books.clock.realNow(), batchMax);
    if (batch.length > 0) await deliver(batch);
    if (batch.length === batchMax) return 0;
    const dueAt = books.callbacks.firstDueAt();
    return dueAt === null ? null : Math.max(gatherMs, dueAt - books.clock.realNow());
  }
  async function deliver(batch: readonly QueuedNotice[]): Promise<void> {
    const taken = await sendWithFault(faults.nextCallbacks(), batch, (notices) =>
      postNotices(target, notices, Math.floor(books.clock.realNow() / 1_000), stopping.signal),
    );
    // A bank that is being stopped tries again after its restart, and does not count this as a failure.
    if (!taken && stopping.signal.aborted) return;
    if (!taken) log(`A try to tell the client of ${batch.length} status change(s) failed.`);
    books.inOneTransaction(() => (taken ? books.callbacks.sent(batch.map(({ id }) => id)) : postpone(books, batch)));
  }
  /** Waits until everything that is due by now has been tried once, at most as long as one try may take. */
  async function flush(): Promise<void> {
    const now = books.clock.realNow();
    while (!stopping.signal.aborted && books.clock.realNow() < now + callbackTimeoutMs) {
      const dueAt = books.callbacks.firstDueAt();
      if (dueAt === null || dueAt > now) return;
      timer.ring(0);
      await sleep(5);
    }
  }
  async function stop(): Promise<void> {
    stopping.abort();
    await timer.stop();
  }
  return { ring: (): void => timer.ring(gatherMs), flush, stop };
}

async function sendWithFault(
  fault: CallbackFault,
  batch: readonly QueuedNotice[],
  post: (notices: readonly QueuedNotice[]) => Promise<boolean>,
): Promise<boolean> {
  if (fault === 'dropped') return false;
  if (fault === 'reversed') return await post(batch.toReversed());
  if (fault === 'twice') await post(batch);
  return await post(batch);
}

function postpone(books: Books, batch: readonly QueuedNotice[]): void {
  const givenUp: number[] = [];
  for (const notice of batch) {
    const pauseMs = pausesMs[notice.tries];
    if (pauseMs === undefined) givenUp.push(notice.id);
    else books.callbacks.postpone(notice.id, books.clock.realNow() + pauseMs);
  }
  books.callbacks.givenUp(givenUp);
}
