import { type PaymentState, paymentEventOf } from '@sarf/contract';
import type { Edge, Lifecycle } from '../lifecycle/define.ts';
import type { PaymentRow } from './payment.ts';
import { presentEvent } from './present.ts';
import { insertPayments, updatePayments } from './store.ts';

// No ledger steps: money enters the books when a statement proves it.
const edge = (from: PaymentState | 'new', to: PaymentState): Edge<PaymentState> => ({ from, to, ledger: null });

/** What may happen to a payment. From the queue on it is what may happen to a payout. */
export const paymentEdges: readonly Edge<PaymentState>[] = [
  edge('new', 'queued'),
  edge('new', 'awaiting_authorisation'),
  edge('new', 'completed'),
  edge('awaiting_authorisation', 'with_bank'),
  edge('awaiting_authorisation', 'in_doubt'),
  edge('awaiting_authorisation', 'completed'),
  edge('awaiting_authorisation', 'failed'),
  edge('awaiting_authorisation', 'rejected'),
  edge('queued', 'submitting'),
  edge('queued', 'rejected'),
  // Back only when the call certainly never left us.
  edge('submitting', 'queued'),
  edge('submitting', 'with_bank'),
  edge('submitting', 'in_doubt'),
  edge('submitting', 'completed'),
  edge('submitting', 'failed'),
  edge('with_bank', 'completed'),
  edge('with_bank', 'failed'),
  edge('in_doubt', 'with_bank'),
  edge('in_doubt', 'completed'),
  edge('in_doubt', 'failed'),
  // The bank said that it did not know the id, and then spoke of it after all: it must not be submitted again.
  edge('queued', 'in_doubt'),
  // Only on the bank's word that it has never seen the end-to-end id.
  edge('in_doubt', 'queued'),
  edge('completed', 'returned'),
];

export const paymentLifecycle: Lifecycle<PaymentState, PaymentRow> = {
  objectType: 'payment',
  edges: paymentEdges,
  insert: insertPayments,
  update: updatePayments,
  eventType: (row) => (row.sequence === 1 ? paymentEventOf.created : paymentEventOf[row.state]),
  present: (row) => presentEvent(row),
};
