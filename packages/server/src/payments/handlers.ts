import { paymentStatusOf, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { actorOf, type Caller, type Handlers } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { createBatcher, type Outcome } from '../foundation/batch.ts';
import { intentIdOf } from '../foundation/id.ts';
import { amountToNumber } from '../foundation/money.ts';
import { cutPage } from '../foundation/page.ts';
import { Refusal } from '../foundation/refuse.ts';
import { presentLine } from '../lifecycle/present-line.ts';
import type { ChargeAsked } from './charge-rules.ts';
import type { CheckoutAsked } from './checkout-rules.ts';
import { createCharges } from './create-charges.ts';
import { createCheckouts } from './create-checkouts.ts';
import { findEvidence } from './evidence.ts';
import { findByIntent, findHistory, findPayments, listPayments } from './find-payments.ts';
import { openNewCheckout } from './open-checkout.ts';
import { openPayer } from './payer.ts';
import type { Key, PaymentRow } from './payment.ts';
import { firstAnswer, presentPayment } from './present.ts';
import { recordPayments } from './record-payments.ts';
import type { Recording } from './record-rules.ts';
import { readRecorded } from './recorded-rules.ts';
import { readCharge, readCheckout } from './requests.ts';
import { showPayments } from './show-payments.ts';

type Ids =
  | 'createAccountOnFilePayment'
  | 'createPaymentIntent'
  | 'recordPayments'
  | 'listPayments'
  | 'getPaymentIntent'
  | 'getPayment'
  | 'getPaymentHistory';

/** Which verb answers which operation. Requests that come at once share a batch. */
export function paymentHandlers(deps: Deps): Pick<Handlers, Ids> {
  const { charging, checkingOut, recording, reading } = openBatchers(deps);
  const read = (caller: Caller, id: string) => reading.submit({ applicationId: caller.applicationId, id });
  return {
    async createAccountOnFilePayment({ caller, body, headers }) {
      const { row, replayed } = await charging.submit(readCharge(deps, caller, body, headers['idempotency-key']));
      return { body: presentFirst(deps, row), ...(replayed ? REPLAYED : {}) };
    },
    async createPaymentIntent({ caller, body, headers }) {
      const { row, replayed } = await checkingOut.submit(readCheckout(deps, caller, body, headers['idempotency-key']));
      if (!replayed) await openNewCheckout(deps, row);
      const now = await reading.submit(row);
      return { body: intentOf(now, await showOne(deps, now)), ...(replayed ? REPLAYED : {}) };
    },
    async recordPayments({ caller, body }) {
      const { applicationId } = caller;
      const kept = await recording.submit({
        applicationId,
        actor: actorOf(caller),
        items: body.map(readRecorded),
      });
      const rows = kept.map(({ row }) => row);
      return { body: await showPayments(deps, rows, { masked: false }) };
    },
    async listPayments({ caller, query }) {
      const size = query.page_size ?? 50;
      const rows = await listPayments(deps, caller.applicationId, query, size);
      const { content, page } = cutPage(rows, size, (row) => row);
      return { body: { content: await showPayments(deps, content, { masked: true }), page } };
    },
    async getPaymentIntent({ caller, params }) {
      const row = await findByIntent(deps, { applicationId: caller.applicationId, id: params.payment_intent_id });
      return { body: intentOf(row, await showOne(deps, row)) };
    },
    getPayment: async ({ caller, params }) => ({ body: await showOne(deps, await read(caller, params.payment_id)) }),
    async getPaymentHistory({ caller, params }) {
      const lines = await findHistory(deps, { applicationId: caller.applicationId, id: params.payment_id });
      return { body: { content: lines.map((line) => presentLine(line, paymentStatusOf)) } };
    },
  };
}

const REPLAYED = { headers: { 'idempotent-replayed': 'true' } };

function openBatchers(deps: Deps) {
  const creating = { itemsMax: 500, inFlightMax: 2, waitingMax: 20_000 };
  return {
    charging: createBatcher({
      run: (items: readonly ChargeAsked[], attempt) => createCharges(deps, items, attempt),
      ...creating,
    }),
    checkingOut: createBatcher({
      run: (items: readonly CheckoutAsked[], attempt) => createCheckouts(deps, items, attempt),
      ...creating,
    }),
    recording: createBatcher({
      run: (requests: readonly Recording[]) => recordPayments(deps, requests),
      // Each is a list already.
      itemsMax: 16,
      inFlightMax: 2,
      waitingMax: 1000,
    }),
    reading: createBatcher({
      run: async (keys: readonly Key[]) => (await findPayments(deps.sql, keys)).map(outcomeOf),
      itemsMax: 500,
      inFlightMax: 3,
      waitingMax: 20_000,
    }),
  };
}

const outcomeOf = (row: PaymentRow | undefined): Outcome<PaymentRow> =>
  row ? { value: row } : { refusal: new Refusal('UNKNOWN_PAYMENT') };

async function showOne(deps: Deps, row: PaymentRow): Promise<Payment> {
  const evidence = await findEvidence(deps.sql, [row]);
  return presentPayment(row, openPayer(deps, row), evidence.get(row.id) ?? [], { masked: false });
}

type Payment = Static<typeof schemas.Payment>;

/** A charge as it was first answered: what a repeated request gets too, whatever happened to it since. */
const presentFirst = (deps: Deps, row: PaymentRow): Payment =>
  presentPayment(firstAnswer(row), openPayer(deps, row), [], { masked: false });

/** The intent behind a checkout, as the contract shows it. */
function intentOf(row: PaymentRow, payment: Payment): Static<typeof schemas.PaymentIntent> {
  return {
    payment_intent_id: intentIdOf(row.id),
    amount: amountToNumber(row.amountMinor, row.currency),
    currency: row.currency,
    customer_id: row.customerId,
    description: row.description,
    checkout_url: payment.checkout_url,
    payments: [payment],
    created_at: row.createdAt.toISOString(),
  };
}
