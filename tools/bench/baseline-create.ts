import type { Handlers } from '../../packages/server/src/auth/caller.ts';
import type { Deps } from '../../packages/server/src/deps.ts';
import { errorCode, inTransaction, type Tx } from '../../packages/server/src/foundation/database.ts';
import { newId } from '../../packages/server/src/foundation/id.ts';
import { parseAmount } from '../../packages/server/src/foundation/money.ts';
import { assert, Refusal } from '../../packages/server/src/foundation/refuse.ts';
import type { PayoutRow } from '../../packages/server/src/payouts/payout.ts';
import { presentFirstAnswer, presentPayout } from '../../packages/server/src/payouts/present.ts';
import type { Creation } from '../../packages/server/src/payouts/rules.ts';
import {
  insertEvent,
  insertHold,
  insertLine,
  insertPayout,
  type LockedAccount,
  lockAccount,
  selectByKey,
  selectDestination,
  selectPayout,
  selectTwin,
  updateBalances,
} from './baseline-store.ts';

type TextbookDeps = Pick<Deps, 'sql' | 'clock' | 'newEndToEndId'>;
type Ids = 'createPayoutPayment' | 'getPayout';

/**
 * Creating and reading payouts the way the textbook has it: one transaction for each request, and in it one statement
 * after another. It keeps the same promises, and refuses the same things.
 */
export function textbookHandlers(deps: TextbookDeps): Pick<Handlers, Ids> {
  return {
    async createPayoutPayment({ caller, body, headers }) {
      const amount = parseAmount(body.amount, body.currency);
      assert(amount.ok, 'the amount was checked at the door');
      const now = deps.clock.now().getTime();
      const creation: Creation = {
        applicationId: caller.applicationId,
        actor: `client:${caller.clientId}`,
        clientId: null,
        id: newId(now),
        endToEndId: deps.newEndToEndId(now),
        amountMinor: amount.minor,
        currency: body.currency,
        destinationId: body.destination_id,
        payoutAccountId: body.payout_account_id ?? null,
        description: body.description ?? null,
        reference: body.reference ?? null,
        idempotencyKey: headers['idempotency-key'] ?? body.idempotency_key ?? null,
        refundId: null,
        allowDuplicate: body.allow_duplicate ?? false,
      };
      const { row, replayed } = await createOnce(deps, creation);
      if (!replayed) return { body: presentPayout(row) };
      return { body: presentFirstAnswer(row), headers: { 'idempotent-replayed': 'true' } };
    },
    async getPayout({ caller, params }) {
      const row = await selectPayout(deps.sql, caller.applicationId, params.payment_id);
      if (!row) throw new Refusal('UNKNOWN_PAYMENT');
      return { body: presentPayout(row) };
    },
  };
}

interface Created {
  readonly row: PayoutRow;
  readonly replayed: boolean;
}

async function createOnce(deps: TextbookDeps, creation: Creation): Promise<Created> {
  const attempt = () => inTransaction(deps.sql, (tx) => create(tx, deps, creation));
  try {
    return await attempt();
  } catch (error) {
    // Another request with the same key was faster; now its payout is found.
    if (errorCode(error) === '23505') return await attempt();
    throw error;
  }
}

async function create(tx: Tx, deps: TextbookDeps, creation: Creation): Promise<Created> {
  const { applicationId, destinationId, reference, idempotencyKey } = creation;
  const earlier = idempotencyKey === null ? undefined : await selectByKey(tx, applicationId, idempotencyKey);
  if (earlier) {
    if (isSame(creation, earlier)) return { row: earlier, replayed: true };
    throw new Refusal('IDEMPOTENCY_KEY_REUSED');
  }
  const destination = await selectDestination(tx, applicationId, destinationId);
  if (!destination) throw new Refusal('UNKNOWN_PAYMENT_DESTINATION');
  const account = await lockAccount(tx, creation);
  if (!account) throw new Refusal('UNKNOWN_PAYOUT_ACCOUNT');
  if (account.currency !== creation.currency) throw new Refusal('CURRENCY_MISMATCH');
  if (reference !== null && !creation.allowDuplicate) {
    const twin = await selectTwin(tx, { ...creation, reference });
    if (twin) throw new Refusal('POSSIBLE_DUPLICATE');
  }
  if (account.balanceBinding && account.availableMinor < creation.amountMinor) throw new Refusal('INSUFFICIENT_FUNDS');
  const row = rowOf(creation, account, deps.clock.now());
  await updateBalances(tx, row);
  await insertPayout(tx, row);
  await insertLine(tx, row, creation.actor);
  await insertHold(tx, row);
  await insertEvent(tx, row, newId(row.createdAt.getTime()), JSON.stringify(presentPayout(row)));
  return { row, replayed: false };
}

const isSame = (asked: Creation, made: PayoutRow): boolean =>
  asked.amountMinor === made.amountMinor &&
  asked.currency === made.currency &&
  asked.destinationId === made.destinationId &&
  asked.description === made.description &&
  asked.reference === made.reference &&
  (asked.payoutAccountId === null || asked.payoutAccountId === made.payoutAccountId);

/** The row of a payout that was just accepted. */
export function rowOf(
  creation: Omit<Creation, 'actor' | 'clientId' | 'allowDuplicate'>,
  account: Pick<LockedAccount, 'id' | 'paidOutAccountId' | 'connector' | 'iban'>,
  at: Date,
): PayoutRow {
  return {
    applicationId: creation.applicationId,
    id: creation.id,
    endToEndId: creation.endToEndId,
    amountMinor: creation.amountMinor,
    currency: creation.currency,
    destinationId: creation.destinationId,
    description: creation.description,
    reference: creation.reference,
    idempotencyKey: creation.idempotencyKey,
    refundId: null,
    askedBy: null,
    decidedBy: null,
    matchedMinor: 0n,
    returnedMinor: 0n,
    payoutAccountId: account.id,
    paidOutAccountId: account.paidOutAccountId,
    connector: account.connector,
    debtorIban: account.iban,
    state: 'queued',
    sequence: 1,
    createdAt: at,
    updatedAt: at,
    dueAt: at,
    leaseUntil: null,
    bankReference: null,
    reasonCode: null,
    reasonMessage: null,
    attempts: 0,
    asks: 0,
  };
}
