import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newId } from '../src/foundation/id.ts';
import { createCheckouts } from '../src/payments/create-checkouts.ts';
import { audit } from './audit.ts';
import { reachPayment, statesOf } from './calls-payments.ts';
import { type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';

const open = async (sarf: RunningSarf, amount = 30): Promise<Json> => {
  const { status, body } = await sarf.call('POST', '/payments/v1/intents', { amount, currency: 'AED' });
  assert.equal(status, 201, JSON.stringify(body));
  return body.payments[0];
};
const decide = (sarf: RunningSarf, { end_to_end_id }: Json, decision: string) =>
  sarf.bank('POST', `/checkouts/${end_to_end_id}/decision`, { decision });

// Most of the time is spent waiting for banks, so they wait at once; each has a Sarf of its own.
describe('the journeys of a checkout', { concurrency: true }, () => {
  test('paid by the customer: who paid and when is known, and the page is gone', async () => {
    const sarf = await startSarf({ bankOptions: { settleMs: 0 } });
    try {
      const made = await open(sarf);
      await decide(sarf, made, 'approve');
      const payment = await reachPayment(sarf, made.id, 'ACCEPTED_BY_BANK');
      assert.equal(payment.checkout_url, null);
      assert.ok(payment.payer.name && payment.paid_at && payment.bank_reference);
      const { body: payers } = await sarf.bank('GET', '/payers?currency=AED');
      assert.ok(payers.content.some(({ iban }: Json) => iban === payment.payer.iban));
      const { body: booked } = await sarf.bank('GET', `/instructions/${made.end_to_end_id}`);
      assert.partialDeepStrictEqual(booked, { kind: 'checkout', remittance: made.reference, times_booked: 1 });
      await audit(sarf);
    } finally {
      await sarf.stop();
    }
  });

  test('refused by the customer has failed, and nothing was booked', async () => {
    const sarf = await startSarf({});
    try {
      const made = await open(sarf);
      await decide(sarf, made, 'refuse');
      const payment = await reachPayment(sarf, made.id, 'FAILED');
      assert.deepEqual(await statesOf(sarf, made.id), ['awaiting_authorisation', 'failed']);
      assert.ok(payment.reason.code);
      assert.equal(payment.checkout_url, null);
      await audit(sarf);
    } finally {
      await sarf.stop();
    }
  });

  test('when the bank is away the intent has no address yet, and gets it when the bank is back', async () => {
    const sarf = await startSarf({ bankTimeoutMs: 1000 });
    try {
      await sarf.stopBank();
      const made = await open(sarf);
      assert.equal(made.checkout_url, null);
      assert.equal(made.status, 'AWAITING_AUTHORIZATION');
      await sarf.startBank();
      const url = await until('the page is there', async () => {
        const { body } = await sarf.call('GET', `/payments/v1/intents/${made.payment_intent_id}`);
        return body.checkout_url ?? undefined;
      });
      assert.match(url, /^http/);
      await decide(sarf, made, 'approve');
      await reachPayment(sarf, made.id, 'ACCEPTED_BY_BANK');
    } finally {
      await sarf.stop();
    }
  });

  test('paid while nobody listened is found out by asking', async () => {
    const sarf = await startSarf({ worker: false, bankOptions: { settleMs: 0, callback: null } });
    try {
      const made = await open(sarf);
      await decide(sarf, made, 'approve');
      await sarf.sql`update payments set due_at = now() where id = ${made.id}`;
      const { stop } = await sarf.join({ worker: true });
      await reachPayment(sarf, made.id, 'ACCEPTED_BY_BANK');
      await stop();
    } finally {
      await sarf.stop();
    }
  });

  test('on which nobody decides in time is rejected, after the bank was asked once more', async () => {
    const sarf = await startSarf({ worker: false });
    try {
      const longAgo = Date.now() - 600_000;
      const [outcome] = await createCheckouts(sarf.deps, [
        {
          applicationId: sarf.sandbox.applicationId,
          actor: 'client:test',
          id: newId(longAgo),
          endToEndId: sarf.deps.newEndToEndId(longAgo),
          amountMinor: 3000n,
          currency: 'AED',
          customerId: null,
          payoutAccountId: null,
          description: null,
          externalReference: null,
          idempotencyKey: null,
          returnUrl: null,
          // Over before it began: ids of one process only ascend, so the time in this one may be now.
          expiresInSeconds: -540,
        },
      ]);
      assert(outcome && 'value' in outcome);
      const { id } = outcome.value.row;
      assert.deepEqual(await statesOf(sarf, id), ['awaiting_authorisation']);
      await sarf.sql`update payments set due_at = now() where id = ${id}`;
      const { stop } = await sarf.join({ worker: true });
      const payment = await reachPayment(sarf, id, 'FAILED');
      await stop();
      assert.deepEqual(await statesOf(sarf, id), ['awaiting_authorisation', 'rejected']);
      assert.equal(payment.reason.code, 'EXPIRED');
    } finally {
      await sarf.stop();
    }
  });
});
