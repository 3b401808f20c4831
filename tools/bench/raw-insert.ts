import { inTransaction, type Sql } from '../../packages/server/src/foundation/database.ts';
import { endToEndIds, newId } from '../../packages/server/src/foundation/id.ts';
import { enter } from '../../packages/server/src/lifecycle/move.ts';
import { payoutLifecycle } from '../../packages/server/src/payouts/lifecycle.ts';
import type { PayoutRow } from '../../packages/server/src/payouts/payout.ts';
import { rowOf } from './baseline-create.ts';

interface RawJob {
  readonly applicationId: string;
  readonly destinationId: string;
  readonly accounts: readonly Parameters<typeof rowOf>[1][];
  readonly batchSize: number;
  /** Connections that insert at once. */
  readonly lanes: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly prefix: string;
}

/**
 * Inserts payouts with their history, hold and event as multi-row statements, four of them a transaction, straight
 * into the tables: nothing is looked up, checked or locked first. Gives rows per second.
 */
export async function insertRaw(sql: Sql, job: RawJob): Promise<number> {
  const fromMs = performance.now() + job.warmUpMs;
  const untilMs = fromMs + job.measureMs;
  const newEndToEndId = endToEndIds(46_000);
  let number = 0;
  let inserted = 0;

  const nextRow = (): PayoutRow => {
    const at = new Date();
    const name = `${job.prefix}-${String(number).padStart(9, '0')}`;
    const account = job.accounts[number % job.accounts.length];
    if (account === undefined) throw new Error('the raw insert needs an account');
    number += 1;
    return rowOf(
      {
        applicationId: job.applicationId,
        id: newId(at.getTime()),
        endToEndId: newEndToEndId(at.getTime()),
        amountMinor: 100n + BigInt(number % 90),
        currency: 'AED',
        destinationId: job.destinationId,
        payoutAccountId: account.id,
        description: `Invoice ${name}`,
        reference: `ref ${name}`,
        idempotencyKey: name,
        refundId: null,
      },
      account,
      at,
    );
  };

  const lane = async (): Promise<void> => {
    while (performance.now() < untilMs) {
      const rows = Array.from({ length: job.batchSize }, nextRow);
      await inTransaction(sql, (tx) => enter(tx, payoutLifecycle, rows, { actor: 'raw', at: new Date() }));
      const nowMs = performance.now();
      if (nowMs >= fromMs && nowMs < untilMs) inserted += rows.length;
    }
  };
  await Promise.all(Array.from({ length: job.lanes }, lane));
  return inserted / (job.measureMs / 1000);
}
