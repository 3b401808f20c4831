import { doubtQueue } from '../banks/doubt-queue.ts';
import type { Deps } from '../deps.ts';
import { movePayouts } from './move-payouts.ts';
import { lockUnsubmitted } from './store.ts';

/**
 * Puts every payout that waits in the queue or for approval in doubt, for the bank to be asked about it: see `doubtQueue`.
 * For a database that was restored: what waited for approval may have been approved and paid since the backup.
 * @returns how many there were
 */
export function doubtQueuedPayouts(
  deps: Pick<Deps, 'sql' | 'metrics' | 'followPayouts'>,
  waitMs: number,
): Promise<number> {
  return doubtQueue(
    deps.sql,
    { lock: lockUnsubmitted, move: (tx, walks, by) => movePayouts(tx, deps, walks, by) },
    waitMs,
  );
}
