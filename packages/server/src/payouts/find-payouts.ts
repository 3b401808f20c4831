import { currencies, decimalsOf, type PayoutState, payoutStates, payoutStatusOf, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Deps } from '../deps.ts';
import type { Outcome } from '../foundation/batch.ts';
import { firstIdAt, idOfIntent } from '../foundation/id.ts';
import { Refusal } from '../foundation/refuse.ts';
import { readTransfers, type ShownTransfer } from '../ledger/read-transfers.ts';
import { type HistoryLine, readHistory } from '../lifecycle/history.ts';
import { payoutLifecycle } from './lifecycle.ts';
import { type ProvenPayout, provePayouts } from './prove-payouts.ts';
import { type Key, type PayoutFilter, selectPage, selectPayouts } from './store.ts';

type Query = Static<typeof schemas.PayoutListQuery>;

const scales = Object.fromEntries(currencies.map((currency) => [currency, 10 ** (decimalsOf(currency) ?? 2)]));

/** Reads payouts, many at once; those that the application does not have are refused with UNKNOWN_PAYMENT. */
export async function findPayouts(deps: Pick<Deps, 'sql'>, keys: readonly Key[]): Promise<Outcome<ProvenPayout>[]> {
  const rows = await provePayouts(deps.sql, await selectPayouts(deps.sql, keys));
  const byKey = new Map(rows.map((row) => [`${row.applicationId}/${row.id}`, row]));
  return keys.map((key) => {
    const value = byKey.get(`${key.applicationId}/${key.id.toLowerCase()}`);
    return value ? { value } : { refusal: new Refusal('UNKNOWN_PAYMENT') };
  });
}

/** The payout of a payment intent. Refuses with UNKNOWN_PAYMENT_INTENT. */
export async function findByIntent(deps: Pick<Deps, 'sql'>, { applicationId, id }: Key): Promise<ProvenPayout> {
  const payoutId = idOfIntent(id);
  const [outcome] = payoutId === undefined ? [] : await findPayouts(deps, [{ applicationId, id: payoutId }]);
  if (!outcome || 'refusal' in outcome) throw new Refusal('UNKNOWN_PAYMENT_INTENT');
  return outcome.value;
}

/** The history of a payout, by its own id or by its intent's. Refuses with UNKNOWN_PAYMENT. */
export async function findHistory(deps: Pick<Deps, 'sql'>, { applicationId, id }: Key): Promise<HistoryLine[]> {
  const lines = await readHistory(deps.sql, payoutLifecycle.objectType, { applicationId, id: idOfIntent(id) ?? id });
  if (lines.length === 0) throw new Refusal('UNKNOWN_PAYMENT');
  return lines;
}

/** What a payout booked in the ledger, by its own id or by its intent's. Refuses with UNKNOWN_PAYMENT. */
export async function findTransfers(deps: Pick<Deps, 'sql'>, { applicationId, id }: Key): Promise<ShownTransfer[]> {
  const key = { applicationId, id: idOfIntent(id) ?? id };
  // The accounts of tenants have transfers too, and their ids are no payouts.
  const [transfers, lines] = await Promise.all([
    readTransfers(deps.sql, key),
    readHistory(deps.sql, payoutLifecycle.objectType, key),
  ]);
  if (lines.length === 0) throw new Refusal('UNKNOWN_PAYMENT');
  return transfers;
}

/** One page of payouts, newest first, with one more row than asked for where there is a next page. */
export async function listPayouts(
  deps: Pick<Deps, 'sql'>,
  applicationId: string,
  query: Query,
  size: number,
): Promise<readonly ProvenPayout[]> {
  return provePayouts(deps.sql, await selectPage(deps.sql, applicationId, filterOf(query), size + 1));
}

/** The filter of a query. A status is all the states that have it; times become ranges of ids. */
function filterOf(query: Query): PayoutFilter {
  const { status, state } = query;
  const fits = (one: PayoutState): boolean =>
    (status === undefined || payoutStatusOf[one] === status) && (state === undefined || one === state);
  return {
    after: query.after,
    states: status === undefined && state === undefined ? undefined : payoutStates.filter(fits),
    currency: query.currency,
    destinationId: query.destination_id,
    payoutAccountId: query.payout_account_id,
    reference: query.reference,
    amountMin: query.amount_min,
    amountMax: query.amount_max,
    idFrom: query.from && firstIdAt(new Date(query.from)),
    idTo: query.to && firstIdAt(new Date(query.to)),
    scales,
  };
}
