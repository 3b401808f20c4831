import {
  paymentStates,
  paymentStatusOf,
  reconciliationStates,
  reconciliationStatusOf,
  type schemas,
} from '@sarf/contract';
import type { Static } from 'typebox';
import type { Deps } from '../deps.ts';
import type { Sql, Tx } from '../foundation/database.ts';
import { firstIdAt, idOfIntent } from '../foundation/id.ts';
import { Refusal } from '../foundation/refuse.ts';
import { type HistoryLine, readHistory } from '../lifecycle/history.ts';
import { paymentLifecycle } from './lifecycle.ts';
import { type PaymentFilter, selectPage } from './pages-store.ts';
import type { Key, PaymentRow } from './payment.ts';
import { selectLocked, selectPayments } from './store.ts';

type Query = Static<typeof schemas.PaymentListQuery> & { readonly payout_account_id?: string };

/** Reads payments, many at once, in the order of the keys; undefined where the application has none. */
export async function findPayments(sql: Sql | Tx, keys: readonly Key[]): Promise<(PaymentRow | undefined)[]> {
  return keys.length === 0 ? [] : inOrder(keys, await selectPayments(sql, keys));
}

/**
 * The same, locked until the end of the transaction. The locks are taken in the order of the ids. A transaction that
 * locks entries or refunds too locks those before, and sums of payouts and the ledger after.
 */
export async function lockPayments(tx: Tx, keys: readonly Key[]): Promise<(PaymentRow | undefined)[]> {
  return keys.length === 0 ? [] : inOrder(keys, await selectLocked(tx, keys));
}

const nameOf = ({ applicationId, id }: Key): string => `${applicationId}/${id.toLowerCase()}`;

function inOrder(keys: readonly Key[], rows: readonly PaymentRow[]): (PaymentRow | undefined)[] {
  const byName = new Map(rows.map((row) => [nameOf(row), row]));
  return keys.map((key) => byName.get(nameOf(key)));
}

/** The payment of an intent. Refuses with UNKNOWN_PAYMENT_INTENT. */
export async function findByIntent({ sql }: Pick<Deps, 'sql'>, { applicationId, id }: Key): Promise<PaymentRow> {
  const paymentId = idOfIntent(id);
  const [row] = paymentId === undefined ? [] : await findPayments(sql, [{ applicationId, id: paymentId }]);
  if (row?.kind !== 'checkout') throw new Refusal('UNKNOWN_PAYMENT_INTENT');
  return row;
}

/** The history of a payment. Refuses with UNKNOWN_PAYMENT. */
export async function findHistory({ sql }: Pick<Deps, 'sql'>, key: Key): Promise<HistoryLine[]> {
  const lines = await readHistory(sql, paymentLifecycle.objectType, key);
  if (lines.length === 0) throw new Refusal('UNKNOWN_PAYMENT');
  return lines;
}

/** One page of payments, newest first, with one more row than asked for where there is a next page. */
export function listPayments(
  { sql }: Pick<Deps, 'sql'>,
  applicationId: string,
  query: Query,
  size: number,
): Promise<PaymentRow[]> {
  return selectPage(sql, applicationId, filterOf(query), size + 1);
}

/** The filter of a query. A status is all the states that have it; times become ranges of ids. */
function filterOf(query: Query): PaymentFilter {
  const { status, reconciliation_status: proof } = query;
  return {
    after: query.after,
    states: status === undefined ? undefined : paymentStates.filter((state) => paymentStatusOf[state] === status),
    reconciliationStates:
      proof === undefined ? undefined : reconciliationStates.filter((state) => reconciliationStatusOf[state] === proof),
    kind: query.kind,
    customerId: query.customer_id,
    payoutAccountId: query.payout_account_id,
    consentId: query.consent_id,
    reference: query.reference,
    externalReference: query.external_reference,
    idFrom: query.from && firstIdAt(new Date(query.from)),
    idTo: query.to && firstIdAt(new Date(query.to)),
  };
}
