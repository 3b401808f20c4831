import { countAsked, holdLimits, readLimits } from '../auth/agent-limits.ts';
import { actorOf } from '../auth/caller.ts';
import { partiesOf } from '../auth/parties.ts';
import { selectWishedAccounts } from '../banks/payout-accounts.ts';
import type { Deps } from '../deps.ts';
import type { Outcome } from '../foundation/batch.ts';
import { inTransaction, type Tx } from '../foundation/database.ts';
import { timeOfId } from '../foundation/id.ts';
import { assert } from '../foundation/refuse.ts';
import { enter } from '../lifecycle/move.ts';
import { lockPayments } from '../payments/find-payments.ts';
import { openPayer } from '../payments/payer.ts';
import type { PaymentRow } from '../payments/payment.ts';
import { refundLifecycle } from './lifecycle.ts';
import { knownReasons } from './reasons.ts';
import type { RefundRow } from './refund.ts';
import { itemKeyOf, type NewRefund, type RefundRequest } from './request.ts';
import { type Decision, decideRequests, type World } from './rules.ts';
import { selectEarlier } from './store.ts';

type Creating = Pick<Deps, 'sql' | 'clock' | 'metrics' | 'banks' | 'secretKey'>;

/** The refunds of a request, in its order. */
export interface Created {
  readonly rows: readonly RefundRow[];
  /** All of them were made before, under the same keys. */
  readonly replayed: boolean;
}

/**
 * Makes refunds, the requests that come at once in one transaction, each of them wholly or not at all. The payments are
 * locked, in the order of their ids; that no more goes back than came in is held by the database, not by these locks.
 * Refuses with INVALID_AMOUNT, IDEMPOTENCY_KEY_REUSED, UNKNOWN_PAYMENT, OPERATION_NOT_ALLOWED, UNKNOWN_REFUND_REASON,
 * CURRENCY_MISMATCH, INVALID_IBAN, BENEFICIARY_NOT_PAYER, AMOUNT_OVER_MAX_VALUE, AGENT_LIMIT, CLIENT_STOPPED, and
 * INVALID_PARAMETERS for several of them.
 */
export async function createRefunds(
  deps: Creating,
  requests: readonly RefundRequest[],
  attempt = 1,
): Promise<Outcome<Created>[]> {
  const { outcomes, made } = await inTransaction(deps.sql, async (tx) => {
    const at = deps.clock.now();
    const world = await readWorld(tx, deps, requests, { at, attempt });
    const decisions = decideRequests(requests, world);
    await countAsked(
      tx,
      world.limits,
      requests.flatMap(({ clientId }, index) =>
        newRefundsIn(decisions[index]).map(({ amountMinor, payment: { currency } }) => ({
          clientId,
          amountMinor,
          currency,
        })),
      ),
    );
    const parties = await partiesOf(tx, requests);
    const actors = new Map<string, string>();
    const rows = requests.flatMap(({ clientId }, index) =>
      newRefundsIn(decisions[index]).map((refund) => {
        actors.set(refund.asked.id, actorOf({ clientId }));
        return rowOf(refund, parties.get(clientId) ?? '');
      }),
    );
    const actor = (row: RefundRow): string => actors.get(row.id) ?? '';
    await enter(tx, refundLifecycle, rows.toSorted(byKey), { actor, at, andCommit: true });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return { outcomes: decisions.map((decision) => outcomeOf(decision, byId)), made: rows.length };
  });
  if (made > 0) deps.metrics.moves.inc({ object: 'refund', state: 'created' }, made);
  deps.metrics.batchItems.observe({ batch: 'create_refunds' }, requests.length);
  return outcomes;
}

// All batches take their keys in the same order, so that two of them cannot wait for each other.
function byKey(a: RefundRow, b: RefundRow): number {
  const [one, other] = [a.idempotencyKey ?? '', b.idempotencyKey ?? ''];
  return one < other ? -1 : Number(one > other);
}

const newRefundsIn = (decision: Decision | undefined): NewRefund[] =>
  decision?.kind === 'answer' ? decision.items.flatMap((item) => (item.kind === 'make' ? [item.refund] : [])) : [];

// The locks come first, so that what is read after them is still true at the commit.
async function readWorld(
  tx: Tx,
  deps: Creating,
  requests: readonly RefundRequest[],
  { at, attempt }: { readonly at: Date; readonly attempt: number },
): Promise<World> {
  const [, found, earlier, reasons] = await Promise.all([
    holdLimits(tx, requests),
    lockPayments(tx, paymentKeysOf(requests)),
    selectEarlier(tx, lookupsOf(requests), { alsoIds: attempt > 1 }),
    knownReasons(tx, requests),
  ]);
  const payments = found.filter((row) => row !== undefined);
  const payers = new Map(
    [...payments, ...earlier.map((row) => ({ id: row.paymentId, sealedPayer: row.sealedPayer }))].flatMap((row) => {
      const payer = openPayer(deps, row);
      return payer ? [[row.id, payer] as const] : [];
    }),
  );
  const [limits, payable] = await Promise.all([
    readLimits(tx, askedLinesOf(requests, payments), { at, attempt }),
    payableOf(tx, deps, payments),
  ]);
  return { payments, payers, earlier, reasons, limits, payable };
}

/** In which currencies each client asks for something: those of the payments. */
function askedLinesOf(requests: readonly RefundRequest[], payments: readonly PaymentRow[]) {
  const currencies = new Map(payments.map((row) => [`${row.applicationId}/${row.id}`, row.currency]));
  return requests.flatMap(({ applicationId, clientId, items }) =>
    items.map(({ paymentId }) => {
      return { applicationId, clientId, currency: currencies.get(`${applicationId}/${paymentId}`) ?? null };
    }),
  );
}

function paymentKeysOf(requests: readonly RefundRequest[]): { applicationId: string; id: string }[] {
  return requests.flatMap(({ applicationId, items }) =>
    items.map(({ paymentId }) => ({ applicationId, id: paymentId })),
  );
}

function lookupsOf(requests: readonly RefundRequest[]) {
  return requests.flatMap(({ applicationId, items, listKey }) => [
    ...items.map(({ id, idempotencyKey }) => ({ applicationId, id, idempotencyKey })),
    // What a longer list under the same key would have next.
    ...items.slice(-1).flatMap(({ id }) => {
      return listKey === null ? [] : [{ applicationId, id, idempotencyKey: itemKeyOf(listKey, items.length) }];
    }),
  ]);
}

/** Those payments whose account is in their currency, with a bank connection that there is. */
async function payableOf(
  tx: Tx,
  { banks }: Pick<Deps, 'banks'>,
  payments: readonly PaymentRow[],
): Promise<ReadonlySet<string>> {
  const accounts = await selectWishedAccounts(tx, payments, { lock: false });
  const able = new Map(accounts.filter(({ connector }) => banks.has(connector)).map((one) => [one.id, one]));
  const payable = payments.filter((row) => able.get(row.payoutAccountId)?.currency === row.currency);
  return new Set(payable.map(({ id }) => id));
}

function rowOf({ asked, payment, amountMinor }: NewRefund, createdBy: string): RefundRow {
  const { amount, iban, ...content } = asked;
  return {
    ...content,
    applicationId: payment.applicationId,
    amountMinor,
    currency: payment.currency,
    createdBy,
    // The time that is in the id, so that lists by time and by id agree.
    createdAt: timeOfId(asked.id),
    decidedBy: null,
    payoutId: null,
    failureCode: null,
    failureMessage: null,
    state: 'created',
    sequence: 1,
    updatedAt: timeOfId(asked.id),
    depositMinor: payment.matchedMinor,
    paymentReference: payment.reference,
    payoutAccountId: payment.payoutAccountId,
    sealedPayer: payment.sealedPayer,
  };
}

function outcomeOf(decision: Decision, made: ReadonlyMap<string, RefundRow>): Outcome<Created> {
  if (decision.kind === 'refuse') return { refusal: decision.refusal };
  const rows = decision.items.map((item) => {
    if (item.kind === 'replay') return item.row;
    const row = made.get(item.kind === 'make' ? item.refund.asked.id : item.id);
    assert(row, 'a refund that was made has a row');
    return row;
  });
  const replayed = decision.items.every((item) => item.kind === 'repeat' || (item.kind === 'replay' && !item.first));
  return { value: { rows, replayed } };
}
