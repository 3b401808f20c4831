import { payoutStatusOf, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { actorOf, type Caller, type Handlers } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { findDestinations } from '../destinations/find-destinations.ts';
import { presentDestination } from '../destinations/present.ts';
import { createBatcher } from '../foundation/batch.ts';
import { intentIdOf, newId } from '../foundation/id.ts';
import { amountToNumber, parseAmount } from '../foundation/money.ts';
import { cutPage } from '../foundation/page.ts';
import { assert, Refusal } from '../foundation/refuse.ts';
import { presentLine } from '../lifecycle/present-line.ts';
import { cancelPayout } from './cancel-payout.ts';
import { createPayouts } from './create-payouts.ts';
import { decidePayout } from './decide-payout.ts';
import { explain } from './explain.ts';
import { findByIntent, findHistory, findPayouts, findTransfers, listPayouts } from './find-payouts.ts';
import { presentFirstAnswer, presentPayout, presentTransfer } from './present.ts';
import { presentPreview } from './present-preview.ts';
import { previewPayout } from './preview-payout.ts';
import type { ProvenPayout } from './prove-payouts.ts';
import type { Creation } from './rules.ts';
import type { Key } from './store.ts';

type Ids =
  | 'createPayoutPayment'
  | 'previewPayout'
  | 'listPayouts'
  | 'getPayoutPaymentHistory'
  | 'getPayoutLedger'
  | 'explainPayout'
  | 'cancelPayout'
  | 'approvePayout'
  | 'rejectPayout'
  | 'getPayout'
  | 'getPayoutIntent';

/** Which verb answers which operation. Creations, and reads of single payouts, that come at once share a batch. */
export function payoutHandlers(deps: Deps): Pick<Handlers, Ids> {
  const creating = createBatcher({
    run: (items: readonly Creation[], attempt) => createPayouts(deps, items, attempt),
    itemsMax: 500,
    inFlightMax: 2,
    waitingMax: 20_000,
  });
  const reading = createBatcher({
    run: (keys: readonly Key[]) => findPayouts(deps, keys),
    itemsMax: 500,
    inFlightMax: 3,
    waitingMax: 20_000,
  });
  const find = (caller: Caller, id: string) => reading.submit({ applicationId: caller.applicationId, id });
  return {
    async createPayoutPayment({ caller, body, headers }) {
      const { row, replayed } = await creating.submit(creationOf(deps, caller, body, headers['idempotency-key']));
      if (!replayed) return { body: presentPayout(row) };
      return { body: presentFirstAnswer(row), headers: { 'idempotent-replayed': 'true' } };
    },
    async previewPayout({ caller, body, headers }) {
      const preview = await previewPayout(deps, creationOf(deps, caller, body, headers['idempotency-key']));
      return { body: presentPreview(preview) };
    },
    async listPayouts({ caller, query }) {
      const size = query.page_size ?? 50;
      const rows = await listPayouts(deps, caller.applicationId, query, size);
      return { body: cutPage(rows, size, presentProven) };
    },
    async getPayoutPaymentHistory({ caller, params }) {
      const lines = await findHistory(deps, { applicationId: caller.applicationId, id: params.payment_id });
      return { body: { content: lines.map((line) => presentLine(line, payoutStatusOf)) } };
    },
    async getPayoutLedger({ caller, params }) {
      const transfers = await findTransfers(deps, { applicationId: caller.applicationId, id: params.payment_id });
      return { body: { content: transfers.map(presentTransfer) } };
    },
    explainPayout: async ({ caller, params }) => ({ body: explain(await find(caller, params.payment_id)) }),
    async cancelPayout({ caller, params }) {
      const row = await cancelPayout(deps, caller.applicationId, params.payment_id, actorOf(caller));
      return { body: presentPayout(row) };
    },
    async approvePayout({ caller, params }) {
      return { body: presentPayout(await decidePayout(deps, caller, params.payment_id, { decision: 'approve' })) };
    },
    async rejectPayout({ caller, params, body }) {
      const verdict = { decision: 'reject', reason: body.reason } as const;
      return { body: presentPayout(await decidePayout(deps, caller, params.payment_id, verdict)) };
    },
    getPayout: async ({ caller, params }) => ({ body: presentProven(await find(caller, params.payment_id)) }),
    getPayoutIntent: ({ caller, params }) => readIntent(deps, caller, params.payment_intent_id),
  };
}

const presentProven = (row: ProvenPayout) => presentPayout(row, row.proofs);

async function readIntent(deps: Deps, { applicationId }: Caller, id: string): Promise<{ body: unknown }> {
  const row = await findByIntent(deps, { applicationId, id });
  const [destination] = await findDestinations(deps.sql, [{ applicationId, id: row.destinationId }]);
  assert(destination, 'a payout has a destination');
  return {
    body: {
      payment_intent_id: intentIdOf(row.id),
      amount: amountToNumber(row.amountMinor, row.currency),
      currency: row.currency,
      description: row.description,
      reference: row.reference,
      created_at: row.createdAt.toISOString(),
      payment: presentProven(row),
      payment_destination: presentDestination(destination),
    },
  };
}

/** The creation that a request asks for. Its form, its amount among it, was checked at the door. */
function creationOf(
  deps: Deps,
  caller: Caller,
  body: Static<typeof schemas.PayoutRequest>,
  headerKey: string | undefined,
): Creation {
  if (headerKey !== undefined && body.idempotency_key !== undefined && headerKey !== body.idempotency_key) {
    throw new Refusal('IDEMPOTENCY_KEY_CONFLICT');
  }
  const amount = parseAmount(body.amount, body.currency);
  assert(amount.ok, 'the amount was checked at the door');
  const now = deps.clock.now().getTime();
  return {
    applicationId: caller.applicationId,
    actor: actorOf(caller),
    clientId: caller.clientId,
    id: newId(now),
    endToEndId: deps.newEndToEndId(now),
    amountMinor: amount.minor,
    currency: body.currency,
    destinationId: body.destination_id.toLowerCase(),
    payoutAccountId: body.payout_account_id?.toLowerCase() ?? null,
    description: body.description ?? null,
    reference: body.reference ?? null,
    idempotencyKey: headerKey ?? body.idempotency_key ?? null,
    refundId: null,
    allowDuplicate: body.allow_duplicate ?? false,
  };
}
