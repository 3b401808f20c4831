import { selectWishedAccounts } from '../banks/payout-accounts.ts';
import { findCustomers } from '../customers/find-customers.ts';
import type { Deps } from '../deps.ts';
import type { Outcome } from '../foundation/batch.ts';
import { inTransaction, type Tx } from '../foundation/database.ts';
import { newId, timeOfId } from '../foundation/id.ts';
import { assert } from '../foundation/refuse.ts';
import { enter } from '../lifecycle/move.ts';
import { paymentLifecycle } from './lifecycle.ts';
import { openPayer, sealPayer } from './payer.ts';
import { newPayment, type PaymentRow } from './payment.ts';
import {
  decideRecordings,
  type Kept,
  type Planned,
  type RecordDecision,
  type Recording,
  type RecordWorld,
} from './record-rules.ts';
import { selectRecorded } from './store.ts';

type Doing = Pick<Deps, 'sql' | 'clock' | 'metrics' | 'secretKey'>;

/**
 * Records payments that other systems collected, for several requests in one transaction. Of a request all are recorded
 * or none; what was recorded before under the same external reference is given as it is now.
 * Refuses with EXTERNAL_REFERENCE_REUSED, UNKNOWN_CUSTOMER, UNKNOWN_PAYOUT_ACCOUNT, OPERATION_NOT_ALLOWED or
 * CURRENCY_MISMATCH; with INVALID_PARAMETERS where several of these come together.
 * @returns for each request its payments, in the order in which it has them
 */
export async function recordPayments(deps: Doing, requests: readonly Recording[]): Promise<Outcome<Kept[]>[]> {
  const { decisions, made } = await inTransaction(deps.sql, async (tx) => {
    const decided = decideRecordings(requests, await readWorld(tx, deps, requests));
    const rows = plan(deps, decided);
    const actors = new Map([...rows].map(([{ actor }, row]) => [row.id, actor]));
    // In one order for every batch, so that two that bring the same references cannot wait for each other.
    await enter(tx, paymentLifecycle, [...rows.values()].toSorted(byReference), {
      actor: (row) => actors.get(row.id) ?? '',
      at: deps.clock.now(),
      andCommit: true,
    });
    return { decisions: decided, made: rows };
  });
  if (made.size > 0) deps.metrics.moves.inc({ object: 'payment', state: 'completed' }, made.size);
  return decisions.map((decision) =>
    decision.kind === 'refuse'
      ? { refusal: decision.refusal }
      : { value: decision.items.map((item) => keptOf(item, made)) },
  );
}

function byReference(a: PaymentRow, b: PaymentRow): number {
  const [one, other] = [a.externalReference ?? '', b.externalReference ?? ''];
  return one < other ? -1 : Number(one > other);
}

async function readWorld(tx: Tx, deps: Doing, requests: readonly Recording[]): Promise<RecordWorld> {
  const items = requests.flatMap(({ applicationId, items }) => items.map((item) => ({ ...item, applicationId })));
  const customers = items.flatMap(({ applicationId, customerId }) =>
    customerId === null ? [] : [{ applicationId, id: customerId }],
  );
  const [accounts, known, existing] = await Promise.all([
    selectWishedAccounts(tx, items, { lock: false }),
    customers.length > 0 ? findCustomers(tx, customers) : [],
    selectRecorded(tx, items),
  ]);
  return {
    accounts,
    customers: new Set(known.map(({ applicationId, id }) => `${applicationId}/${id}`)),
    existing: existing.map((row) => ({ row, payer: openPayer(deps, row) })),
  };
}

/** The rows of all that is planned. */
function plan(deps: Doing, decisions: readonly RecordDecision[]): Map<Planned, PaymentRow> {
  const rows = new Map<Planned, PaymentRow>();
  for (const decision of decisions) {
    if (decision.kind === 'refuse') continue;
    for (const item of decision.items) if (!('row' in item) && !rows.has(item)) rows.set(item, rowOf(deps, item));
  }
  return rows;
}

function keptOf(item: Kept | Planned, made: ReadonlyMap<Planned, PaymentRow>): Kept {
  if ('row' in item) return item;
  const row = made.get(item);
  assert(row, 'a planned payment has a row');
  return { row, payer: item.recorded.payer };
}

function rowOf(deps: Doing, { applicationId, recorded, account }: Planned): PaymentRow {
  const { payer, payoutAccountId, ...content } = recorded;
  const id = newId(deps.clock.now().getTime());
  return {
    ...newPayment,
    ...content,
    applicationId,
    id,
    kind: 'record',
    payoutAccountId: account.id,
    creditorIban: account.iban,
    connector: account.connector,
    sealedPayer: sealPayer(deps, id, payer),
    // The bank of the other system took it: what is left to prove is that it arrived.
    state: 'completed',
    // The time that is in the id, so that lists by time and by id agree.
    createdAt: timeOfId(id),
    updatedAt: timeOfId(id),
  };
}
