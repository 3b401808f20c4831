import type { PayoutState, RefundState } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import { assert } from '../foundation/refuse.ts';
import type { Reason } from '../lifecycle/move.ts';
import { walk } from '../lifecycle/walk.ts';
import type { FollowPayouts } from '../payouts/move-payouts.ts';
import { refundLifecycle } from './lifecycle.ts';
import type { RefundRow } from './refund.ts';
import { lockRefunds } from './store.ts';

/** Where a refund is when its payout is there. Null: what the payout does is not yet the refund's, or no longer. */
export const fateOf: Readonly<Record<PayoutState, RefundState | null>> = {
  awaiting_approval: null,
  // For the first time, or again because the bank certainly does not have it.
  queued: null,
  submitting: 'submitted',
  with_bank: 'submitted',
  in_doubt: 'submitted',
  completed: 'completed',
  failed: 'failed',
  returned: 'failed',
  rejected: 'failed',
};

/**
 * Moves refunds along with the payouts that carry them out, in the transaction that moves the payouts, so that the two
 * are never apart. The payouts are locked by the caller; the refunds are locked here, then their payments.
 */
export function followPayouts(deps: Pick<Deps, 'metrics'>): FollowPayouts {
  return async (tx, steps, by) => {
    const going = steps.filter(({ to }) => fateOf[to] !== null);
    if (going.length === 0) return;
    const keys = going.map(({ row }) => ({ applicationId: row.applicationId, id: row.refundId ?? '' }));
    const refunds = new Map((await lockRefunds(tx, keys)).map((row) => [row.id, row]));
    const walks = going.flatMap(({ row, to, reason }) => {
      const refund = refunds.get(row.refundId ?? '');
      assert(refund && refund.payoutId === row.id, `payout ${row.id} carries out a refund`);
      const state = fateOf[to];
      if (state === null || state === refund.state) return [];
      return [{ row: refund, turns: [turnOf(state, to, reason)] }];
    });
    await walk(tx, { lifecycle: refundLifecycle, metrics: deps.metrics }, walks, by);
  };
}

const words: Partial<Record<PayoutState, string>> = {
  failed: 'The bank did not carry out the payout.',
  returned: 'The bank sent the money back.',
  rejected: 'The payout was refused or cancelled before any bank carried it out.',
};

function turnOf(to: RefundState, payoutState: PayoutState, told: Reason | null) {
  if (to !== 'failed') return { to, reason: null, changes: {} satisfies Partial<RefundRow> };
  const code = `PAYOUT_${payoutState.toUpperCase()}`;
  const reason = told ?? { code, message: words[payoutState] ?? code };
  return { to, reason, changes: { failureCode: reason.code, failureMessage: reason.message } };
}
