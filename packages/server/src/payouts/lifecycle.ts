import { type PayoutState, payoutEventOf } from '@sarf/contract';
import type { Edge, Lifecycle } from '../lifecycle/define.ts';
import type { PayoutRow } from './payout.ts';
import { presentPayout } from './present.ts';
import { insertPayouts, updatePayouts } from './store.ts';

const edge = (
  from: PayoutState | 'new',
  to: PayoutState,
  ledger: Edge<PayoutState>['ledger'] = null,
): Edge<PayoutState> => ({ from, to, ledger });

/** What may happen to a payout, and the ledger step that belongs to each move. */
export const payoutEdges: readonly Edge<PayoutState>[] = [
  edge('new', 'awaiting_approval', 'hold'),
  edge('new', 'queued', 'hold'),
  edge('awaiting_approval', 'queued'),
  edge('awaiting_approval', 'rejected', 'release'),
  // It was restored from a backup: it may have been approved and paid since then.
  edge('awaiting_approval', 'in_doubt'),
  edge('queued', 'submitting'),
  edge('queued', 'rejected', 'release'),
  // Back only when the call certainly never left us.
  edge('submitting', 'queued'),
  edge('submitting', 'with_bank'),
  edge('submitting', 'in_doubt'),
  edge('submitting', 'completed', 'post'),
  edge('submitting', 'failed', 'release'),
  edge('with_bank', 'completed', 'post'),
  edge('with_bank', 'failed', 'release'),
  edge('in_doubt', 'with_bank'),
  edge('in_doubt', 'completed', 'post'),
  edge('in_doubt', 'failed', 'release'),
  // The bank said that it did not know the id, and then spoke of it after all: it must not be submitted again.
  edge('queued', 'in_doubt'),
  // Only on the bank's word that it has never seen the end-to-end id.
  edge('in_doubt', 'queued'),
  // The same, of one that nobody had approved when the backup was made.
  edge('in_doubt', 'awaiting_approval'),
  edge('completed', 'returned', 'reverse'),
];

export const payoutLifecycle: Lifecycle<PayoutState, PayoutRow> = {
  objectType: 'payout',
  edges: payoutEdges,
  insert: insertPayouts,
  update: updatePayouts,
  eventType: (row) => (row.sequence === 1 ? payoutEventOf.created : payoutEventOf[row.state]),
  present: (row) => presentPayout(row),
  movement: (row) => ({
    applicationId: row.applicationId,
    objectId: row.id,
    payoutAccountId: row.payoutAccountId,
    counterAccountId: row.paidOutAccountId,
    amountMinor: row.amountMinor,
  }),
};
