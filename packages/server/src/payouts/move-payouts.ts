import type { PayoutState } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import type { Tx } from '../foundation/database.ts';
import type { Reason } from '../lifecycle/move.ts';
import { type By, type Turn, type Walk, walk } from '../lifecycle/walk.ts';
import { payoutLifecycle } from './lifecycle.ts';
import type { PayoutRow } from './payout.ts';

/** One move of a payout. */
export type PayoutTurn = Turn<PayoutState, PayoutRow>;

/** A move that a payout of a refund is about to make. */
export interface FollowedStep {
  readonly row: PayoutRow;
  readonly to: PayoutState;
  readonly reason: Reason | null;
}

/**
 * Is told of every move of payouts that carry out refunds, in the same transaction, right before it is made. Before,
 * because the payouts are locked already and the move ends with the ledger: so whoever follows takes the locks of
 * refunds and payments in between, in the order that everybody keeps.
 */
export type FollowPayouts = (tx: Tx, steps: readonly FollowedStep[], by: By) => Promise<void>;

/**
 * Moves payouts that exist, each through its turns one after another, and their refunds with them. They must be locked.
 * @returns the payouts as they are now, in the order of the walks
 */
export function movePayouts(
  tx: Tx,
  { metrics, followPayouts }: Pick<Deps, 'metrics' | 'followPayouts'>,
  walks: readonly Walk<PayoutRow, PayoutTurn>[],
  by: By,
): Promise<PayoutRow[]> {
  const before = (_: Tx, steps: readonly FollowedStep[]): Promise<void> | undefined => {
    const followed = steps.filter(({ row }) => row.refundId !== null);
    return followed.length > 0 ? followPayouts(tx, followed, by) : undefined;
  };
  return walk(tx, { lifecycle: payoutLifecycle, metrics, before }, walks, by);
}
