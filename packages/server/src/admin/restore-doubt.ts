import type { Deps } from '../deps.ts';
import { after } from '../foundation/clock.ts';
import { databaseTime, inTransaction } from '../foundation/database.ts';
import { openMetrics } from '../foundation/metrics.ts';
import { movePayouts } from '../payouts/move-payouts.ts';
import type { PayoutRow } from '../payouts/payout.ts';
import { lockQueued } from './restore-store.ts';

const BATCH = 1000;
const CODE = 'RESTORED';
const MESSAGE = 'It was restored from a backup, and the bank may have had it since that was made; the bank is asked.';

/**
 * Puts every payout that waits in the queue in doubt. A backup is of the past: what was in the queue then may have
 * been submitted and paid since, and handing it to the bank again could pay it twice. So the bank is asked first, and
 * only "never seen" brings it back into the queue.
 * @param waitMs for how long the bank may still be taking in what the database that was lost had submitted
 * @returns how many there were
 */
export async function doubtQueued(deps: Pick<Deps, 'sql' | 'followPayouts'>, waitMs: number): Promise<number> {
  const metrics = openMetrics();
  for (let count = 0; ; ) {
    const moved = await inTransaction(deps.sql, async (tx) => {
      const rows = await lockQueued(tx, BATCH);
      const at = await databaseTime(tx);
      const turnOf = (row: PayoutRow) => ({
        to: 'in_doubt' as const,
        reason: { code: CODE, message: MESSAGE },
        changes: {
          dueAt: after(at, waitMs),
          leaseUntil: null,
          asks: 0,
          // It counts as submitted once from now on, as far as anybody can tell.
          attempts: Math.max(row.attempts, 1),
          reasonCode: CODE,
          reasonMessage: MESSAGE,
        },
      });
      const walks = rows.map((row) => ({ row, turns: [turnOf(row)] }));
      await movePayouts(tx, { ...deps, metrics }, walks, { actor: 'restore', at });
      return rows.length;
    });
    count += moved;
    if (moved < BATCH) return count;
  }
}
