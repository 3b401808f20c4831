import type { ReconciliationState } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import type { Tx } from '../foundation/database.ts';
import { Refusal } from '../foundation/refuse.ts';
import type { Reason } from '../lifecycle/move.ts';
import { type By, walk } from '../lifecycle/walk.ts';
import { findEvidence } from './evidence.ts';
import { lockPayments } from './find-payments.ts';
import type { Key, PaymentRow } from './payment.ts';
import { nextReconciliation } from './reconcile-rules.ts';
import { paymentOf, reconciliationLifecycle, reconciliationOf } from './reconciliation-lifecycle.ts';

interface Way {
  readonly row: PaymentRow;
  readonly to: ReconciliationState;
  readonly reason: Reason | null;
}

/**
 * Compares, under lock, what is proven of payments with what they amount to, and moves the reconciliation of those for
 * which that changed. To be called in the transaction that made or undid their matches.
 * @returns the payments that were moved, as they are now
 */
export async function reconcilePayments(
  tx: Tx,
  deps: Pick<Deps, 'metrics'>,
  keys: readonly Key[],
  by: By,
): Promise<PaymentRow[]> {
  const rows = new Map((await lockPayments(tx, keys)).flatMap((row) => (row ? [[row.id, row] as const] : [])));
  const ways = [...rows.values()].flatMap((row) => {
    const to = nextReconciliation(row);
    return to === undefined ? [] : [{ row, to, reason: null }];
  });
  return moveReconciliations(tx, deps, ways, by);
}

/**
 * Notes that a person says the money of a payment will not come, or that it is waited for again. Saying it again
 * changes nothing. Refuses with UNKNOWN_PAYMENT, or with INVALID_STATE where an entry proves a part of it.
 * @returns the payment as it is now
 */
export async function setReceived(
  tx: Tx,
  deps: Pick<Deps, 'metrics'>,
  key: Key,
  to: 'unreceived' | 'outstanding',
  reason: string,
  by: By,
): Promise<PaymentRow> {
  const [row] = await lockPayments(tx, [key]);
  if (!row) throw new Refusal('UNKNOWN_PAYMENT');
  const now = row.reconciliationState;
  if (now === to || (to === 'outstanding' && now === 'new')) return row;
  if (now === 'partial' || now === 'reconciled') {
    throw new Refusal('INVALID_STATE', 'Booked entries prove this payment, or a part of it; undo their matches first.');
  }
  const step = { row, to, reason: { code: 'SET_BY_PERSON', message: reason } };
  const [moved] = await moveReconciliations(tx, deps, [step], by);
  return moved ?? row;
}

async function moveReconciliations(
  tx: Tx,
  deps: Pick<Deps, 'metrics'>,
  ways: readonly Way[],
  by: By,
): Promise<PaymentRow[]> {
  if (ways.length === 0) return [];
  const evidence = await findEvidence(
    tx,
    ways.map(({ row }) => row),
  );
  const walks = ways.map(({ row, to, reason }) => ({
    row: reconciliationOf(row, evidence.get(row.id)),
    turns: [{ to, reason, changes: {} }],
  }));
  return (await walk(tx, { lifecycle: reconciliationLifecycle, metrics: deps.metrics }, walks, by)).map(paymentOf);
}
