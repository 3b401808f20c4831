import { type ReconciliationState, reconciliationEvent } from '@sarf/contract';
import type { Proof } from '../banks/proofs.ts';
import { assert } from '../foundation/refuse.ts';
import type { Edge, Lifecycle, Stateful } from '../lifecycle/define.ts';
import { type PaymentRow, reconciliationIdOf } from './payment.ts';
import { presentEvent } from './present.ts';
import { updateReconciliations } from './store.ts';

/** The reconciliation of a payment, as an object with a history and events of its own. */
export interface ReconciliationRow extends Stateful<ReconciliationState> {
  readonly payment: PaymentRow;
  readonly evidence: readonly Proof[];
}

const edges = (to: ReconciliationState, ...from: ReconciliationState[]): Edge<ReconciliationState>[] =>
  from.map((one) => ({ from: one, to, ledger: null }));

/** What may happen to it. `new` is before its first move, and nothing comes back to it. */
export const reconciliationLifecycle: Lifecycle<ReconciliationState, ReconciliationRow> = {
  objectType: 'payment_reconciliation',
  edges: [
    // From partial to partial when another part was proven.
    ...edges('partial', 'new', 'outstanding', 'partial', 'reconciled', 'unreceived'),
    ...edges('reconciled', 'new', 'outstanding', 'partial', 'unreceived'),
    ...edges('outstanding', 'partial', 'reconciled', 'unreceived'),
    ...edges('unreceived', 'new', 'outstanding'),
  ],
  insert: () => {
    assert(false, 'a reconciliation begins with its payment');
  },
  update: (tx, rows) => updateReconciliations(tx, rows.map(paymentOf)),
  eventType: () => reconciliationEvent.payment,
  present: (row) => presentEvent(paymentOf(row), row.evidence),
};

/** The reconciliation of a payment as it stands. */
export function reconciliationOf(payment: PaymentRow, evidence: readonly Proof[] = []): ReconciliationRow {
  return {
    applicationId: payment.applicationId,
    id: reconciliationIdOf(payment.id),
    state: payment.reconciliationState,
    sequence: payment.reconciliationSequence,
    updatedAt: payment.reconciledAt ?? payment.createdAt,
    payment,
    evidence,
  };
}

/** The payment with its reconciliation as it is after a move. */
export function paymentOf({ payment, state, sequence, updatedAt }: ReconciliationRow): PaymentRow {
  return {
    ...payment,
    reconciliationState: state,
    reconciliationSequence: sequence,
    reconciledAt: updatedAt,
    reconciledMinor: payment.matchedMinor,
  };
}
