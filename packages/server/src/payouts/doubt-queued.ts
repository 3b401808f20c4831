import { doubtQueue } from '../banks/doubt-queue.ts';
import type { Deps } from '../deps.ts';
import { movePayouts } from './move-payouts.ts';
import { lockQueued } from './store.ts';

/**
 * Puts every payout that waits in the queue in doubt, for the bank to be asked about it: see `doubtQueue`. For a database
 * that was restored.
 * @returns how many there were
 */
export function doubtQueuedPayouts(
  deps: Pick<Deps, 'sql' | 'metrics' | 'followPayouts'>,
  waitMs: number,
): Promise<number> {
  return doubtQueue(deps.sql, { lock: lockQueued, move: (tx, walks, by) => movePayouts(tx, deps, walks, by) }, waitMs);
}
