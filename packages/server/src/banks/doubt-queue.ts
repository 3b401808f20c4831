import { after } from '../foundation/clock.ts';
import { databaseTime, inTransaction, type Sql, type Tx } from '../foundation/database.ts';
import type { By, Walk } from '../lifecycle/walk.ts';
import type { Submission, SubmissionTurn } from './submission.ts';

const BATCH = 1000;
const CODE = 'RESTORED';
const MESSAGE = 'It was restored from a backup, and the bank may have had it since that was made; the bank is asked.';

/** What waits to be handed to banks, of one kind. */
interface Queue<Row> {
  /** Locks rows that wait in the queue. */
  lock(tx: Tx, limit: number): Promise<Row[]>;
  move(tx: Tx, walks: readonly Walk<Row, SubmissionTurn>[], by: By): Promise<unknown>;
}

/**
 * Puts everything that waits in a queue in doubt. A backup is of the past: what was in the queue then may have been
 * submitted and carried out since, and handing it to the bank again could move the money twice. So the bank is asked
 * first, and only "never seen" brings it back into the queue.
 * @param waitMs for how long the bank may still be taking in what the database that was lost had submitted
 * @returns how many there were
 */
export async function doubtQueue<Row extends Submission>(sql: Sql, queue: Queue<Row>, waitMs: number): Promise<number> {
  for (let count = 0; ; ) {
    const moved = await inTransaction(sql, async (tx) => {
      const rows = await queue.lock(tx, BATCH);
      const at = await databaseTime(tx);
      const walks = rows.map((row) => ({ row, turns: [turnOf(row, after(at, waitMs))] }));
      await queue.move(tx, walks, { actor: 'restore', at });
      return rows.length;
    });
    count += moved;
    if (moved < BATCH) return count;
  }
}

function turnOf({ attempts }: Submission, dueAt: Date): SubmissionTurn {
  return {
    to: 'in_doubt',
    reason: { code: CODE, message: MESSAGE },
    changes: {
      dueAt,
      leaseUntil: null,
      asks: 0,
      // It counts as submitted once from now on, as far as anybody can tell.
      attempts: Math.max(attempts, 1),
      reasonCode: CODE,
      reasonMessage: MESSAGE,
    },
  };
}
