import { doubtQueue } from '../banks/doubt-queue.ts';
import type { Deps } from '../deps.ts';
import { movePayments } from './move-payments.ts';
import { lockQueued } from './work-store.ts';

/**
 * Puts every charge that waits in the queue in doubt, for the bank to be asked about it: see `doubtQueue`. For a database
 * that was restored. Checkouts need none of it: until their payers decide, the bank is asked about them anyway.
 * @returns how many there were
 */
export function doubtQueuedCharges(deps: Pick<Deps, 'sql' | 'metrics'>, waitMs: number): Promise<number> {
  return doubtQueue(deps.sql, { lock: lockQueued, move: (tx, walks, by) => movePayments(tx, deps, walks, by) }, waitMs);
}
