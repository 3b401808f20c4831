import type { Deps } from '../deps.ts';
import { errorCode, inTransaction, type Tx } from '../foundation/database.ts';
import { Refusal } from '../foundation/refuse.ts';
import { move } from '../lifecycle/move.ts';
import type { By } from '../lifecycle/walk.ts';
import { lockPayments } from '../payments/find-payments.ts';
import { reconcilePayments } from '../payments/reconcile-payments.ts';
import { lockPayouts } from '../payouts/unproven-payouts.ts';
import { lockEntries } from './entries-store.ts';
import { matchLifecycle } from './lifecycle.ts';
import { paymentsOf } from './make-matches.ts';
import type { Key, MatchRow } from './match.ts';
import { lockMatch } from './matches-store.ts';
import { retryConflicts } from './retry-conflicts.ts';

/**
 * Ties a match loose: both sides are open again, what came in is taken out of the books, and the same two are not
 * matched again without a person. Undoing it again gives the same answer. Refuses with UNKNOWN_MATCH, or MATCH_IN_USE
 * where a refund, or the balance of the account, rests on it.
 */
export async function undoMatch(deps: Deps, key: Key, reason: string, actor: string): Promise<MatchRow> {
  try {
    return await retryConflicts(() =>
      inTransaction(deps.sql, (tx) => undo(tx, deps, key, reason, { actor, at: deps.clock.now() })),
    );
  } catch (error) {
    // A check of the sums: what a refund gives back, or what the account covers.
    if (errorCode(error) === '23514') throw new Refusal('MATCH_IN_USE');
    throw error;
  }
}

async function undo(tx: Tx, deps: Deps, key: Key, reason: string, by: By): Promise<MatchRow> {
  const row = await lockMatch(tx, key);
  if (!row) throw new Refusal('UNKNOWN_MATCH');
  if (row.state === 'undone') return row;
  const { applicationId, entryId, payoutId } = row;
  const payments = paymentsOf([row]);
  // In the order in which all who make matches lock.
  await lockEntries(tx, [{ applicationId, id: entryId }]);
  await lockPayouts(tx, payoutId === null ? [] : [{ applicationId, id: payoutId }]);
  await lockPayments(tx, payments);
  const changes = { undoneBy: by.actor, undoReason: reason };
  const step = { row, to: 'undone' as const, reason: { code: 'UNDONE', message: reason }, changes };
  const [undone] = await move(tx, matchLifecycle, [step], by);
  deps.metrics.moves.inc({ object: 'match', state: 'undone' });
  await reconcilePayments(tx, deps, payments, by);
  return undone ?? row;
}
