import { payoutStatusOf } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import { inTransaction } from '../foundation/database.ts';
import { Refusal } from '../foundation/refuse.ts';
import { movePayouts } from './move-payouts.ts';
import type { PayoutRow } from './payout.ts';
import { lockPayout } from './store.ts';

const reason = { code: 'CANCELLED', message: 'Cancelled by the caller before any bank saw it.' };

/**
 * Cancels a payout that no bank has seen: it is REJECTED and its amount is released. Cancelling it again gives the
 * same answer. Refuses with UNKNOWN_PAYMENT or INVALID_STATE.
 */
export function cancelPayout(deps: Deps, applicationId: string, id: string, actor: string): Promise<PayoutRow> {
  return inTransaction(deps.sql, async (tx) => {
    const row = await lockPayout(tx, applicationId, id);
    if (!row) throw new Refusal('UNKNOWN_PAYMENT');
    if (row.state === 'rejected' && row.reasonCode === reason.code) return row;
    if (row.state !== 'queued' && row.state !== 'awaiting_approval') throw tooLate(row);
    // It was handed to a bank before, and only the bank's word brought it back: safe to end it here.
    const changes = { dueAt: null, leaseUntil: null, reasonCode: reason.code, reasonMessage: reason.message };
    const [moved] = await movePayouts(tx, deps, [{ row, turns: [{ to: 'rejected', reason, changes }] }], {
      actor,
      at: deps.clock.now(),
    });
    return moved ?? row;
  });
}

function tooLate(row: PayoutRow): Refusal {
  const status = payoutStatusOf[row.state];
  return new Refusal('INVALID_STATE', `Only a PENDING payout can be cancelled; this one is ${status} (${row.state}).`, {
    metadata: { status, state: row.state },
  });
}
