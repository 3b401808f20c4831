import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { inTransaction } from '../src/foundation/database.ts';
import { claimWork } from '../src/payments/claim-work.ts';
import { takeDuePayments } from '../src/payments/work-due.ts';
import { audit } from './audit.ts';
import { approveConsent, decide, reachConsent } from './calls-customers.ts';
import { charge, reachPayment, statesOf } from './calls-payments.ts';
import { type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';

const HOUR_S = 3600;
const limits = { control_parameters: { max_individual_amount: 100_000 } };

/** A charge in AED under a consent of its own, and that consent. */
async function chargeAlone(sarf: RunningSarf, amount: number): Promise<{ id: string; consent: Json; made: Json }> {
  const consent = await approveConsent(sarf, limits);
  const { status, body } = await charge(sarf.call, { amount, consent_id: consent.id });
  assert.equal(status, 201, JSON.stringify(body));
  return { id: body.id, consent, made: body };
}

const atBank = async (sarf: RunningSarf, payment: Json): Promise<Json> => {
  const { status, body } = await sarf.bank('GET', `/instructions/${payment.end_to_end_id}`);
  return status === 404 ? undefined : body;
};

const used = async (sarf: RunningSarf, consent: Json): Promise<number[]> => {
  const { payment_consumption: use } = (await sarf.call('GET', `/consents/v1/${consent.id}`)).body;
  return [use.cumulative_number_of_payments, use.cumulative_value_of_payments];
};

// Most of the time is spent waiting for banks, so they wait at once; each has a Sarf of its own.
describe('the journeys of a charge', { concurrency: true }, () => {
  describe('the scenarios of the sandbox bank', { concurrency: 1 }, () => {
    let sarf: RunningSarf;
    before(async () => {
      // Nothing settles until a test moves the bank's clock, so that it can look at every stage.
      sarf = await startSarf({ bankOptions: { settleMs: HOUR_S * 1000 } });
    });
    after(() => sarf.stop());

    test('a plain one: the account of the payer is debited, ours is credited, and nothing is proven yet', async () => {
      const { id, consent, made } = await chargeAlone(sarf, 100.1);
      assert.partialDeepStrictEqual(made, {
        status: 'PENDING_WITH_BANK',
        kind: 'charge',
        amount: 100.1,
        customer_id: consent.customer_id,
        consent_id: consent.id,
        payment_source_id: consent.payment_source_id,
        payout_account_id: consent.destination_account_id,
        reconciliation: { status: 'OUTSTANDING', amount: 0 },
      });
      assert.match(made.reference, /^P[0-9A-Z]{11}$/);
      assert.equal(made.payer.name, consent.consented_account.holder_name);
      assert.equal(made.payer.iban.slice(-4), consent.consented_account.iban_last4);
      await until('the bank has it', async () => (await statesOf(sarf, id)).includes('with_bank'));
      await sarf.bank('POST', '/advance', { seconds: HOUR_S });
      const payment = await reachPayment(sarf, id, 'ACCEPTED_BY_BANK');
      assert.deepEqual(await statesOf(sarf, id), ['queued', 'submitting', 'with_bank', 'completed']);
      assert.ok(payment.paid_at && payment.bank_reference);
      const booked = await atBank(sarf, payment);
      assert.partialDeepStrictEqual(booked, { kind: 'charge', amount: '100.10', times_received: 1, times_booked: 1 });
      assert.partialDeepStrictEqual(booked, { remittance: made.reference, status: 'ACSC' });
      assert.deepEqual(await used(sarf, consent), [1, 100.1]);
      const events = (await sarf.call('GET', `/events/v1?object_id=${id}`)).body.content;
      assert.deepEqual(
        events.map(({ type }: Json) => type),
        ['payment.created', 'payment.submitting', 'payment.submitted', 'payment.completed'],
      );
    });

    test('.91: refused by the bank, and what it took of the consent is given back', async () => {
      const { id, consent } = await chargeAlone(sarf, 100.91);
      const payment = await reachPayment(sarf, id, 'FAILED');
      assert.equal(payment.reason.code, 'AC04');
      assert.deepEqual(await statesOf(sarf, id), ['queued', 'submitting', 'failed']);
      assert.deepEqual(await used(sarf, consent), [0, 0]);
      assert.partialDeepStrictEqual(await atBank(sarf, payment), { times_booked: 0 });
    });

    test('.93: booked and no answer: in doubt, and found again under its id without a second charge', async () => {
      const { id } = await chargeAlone(sarf, 100.93);
      await until('the bank has it', async () => (await statesOf(sarf, id)).includes('with_bank'));
      assert.deepEqual(await statesOf(sarf, id), ['queued', 'submitting', 'in_doubt', 'with_bank']);
      const { body: payment } = await sarf.call('GET', `/payments/v1/${id}`);
      assert.partialDeepStrictEqual(await atBank(sarf, payment), { times_received: 1, times_booked: 1 });
    });

    test('.94: dropped before it was booked: the bank has never seen it, so it is submitted again', async () => {
      const { id, consent } = await chargeAlone(sarf, 100.94);
      await until('the bank has it', async () => (await statesOf(sarf, id)).includes('with_bank'));
      assert.deepEqual(await statesOf(sarf, id), [
        'queued',
        'submitting',
        'in_doubt',
        'queued',
        'submitting',
        'with_bank',
      ]);
      const { body: payment } = await sarf.call('GET', `/payments/v1/${id}`);
      assert.partialDeepStrictEqual(await atBank(sarf, payment), { times_received: 2, times_booked: 1 });
      assert.deepEqual(await used(sarf, consent), [1, 100.94]);
    });

    test('.96: completed, and taken back by the bank', async () => {
      const { id } = await chargeAlone(sarf, 100.96);
      await until('the bank has it', async () => (await statesOf(sarf, id)).includes('with_bank'));
      await sarf.bank('POST', '/advance', { seconds: HOUR_S });
      await reachPayment(sarf, id, 'ACCEPTED_BY_BANK');
      await sarf.bank('POST', '/advance', { seconds: 3 });
      const payment = await reachPayment(sarf, id, 'FAILED');
      assert.equal((await statesOf(sarf, id)).at(-1), 'returned');
      assert.equal(payment.reason.code, 'AC06');
    });

    test('under a consent that the bank has revoked already is refused by the bank', async () => {
      const consent = await approveConsent(sarf, limits);
      // The news of it never reaches us: what counts is what the bank says to the charge.
      await sarf.bank('POST', `/consents/${consent.id}/revoke`, {});
      const { body } = await charge(sarf.call, { amount: 5, consent_id: consent.id });
      const payment = await reachPayment(sarf, body.id, 'FAILED');
      assert.equal(payment.reason.code, 'MD01');
    });

    test('nothing was charged twice, and the books agree', async () => {
      await audit(sarf);
    });
  });

  test('the last one that a consent allows uses it up', async () => {
    const sarf = await startSarf({ bankOptions: { settleMs: 0 } });
    try {
      const consent = await approveConsent(sarf, { control_parameters: { max_cumulative_number_of_payments: 2 } });
      const ids = await Promise.all(
        [1, 2].map(async (amount) => (await charge(sarf.call, { amount, consent_id: consent.id })).body.id),
      );
      for (const id of ids) await reachPayment(sarf, id, 'ACCEPTED_BY_BANK');
      await reachConsent(sarf, consent.id, 'CONSUMED');
      const { body } = await charge(sarf.call, { amount: 1, consent_id: consent.id });
      assert.equal(body.status, 'CONSENT_EXPIRED');
      assert.equal(body.metadata.consent_status, 'CONSUMED');
      await audit(sarf);
    } finally {
      await sarf.stop();
    }
  });

  test('two workers that take everything up at once charge everything once', async () => {
    const sarf = await startSarf({ worker: false, bankOptions: { settleMs: 0 } });
    try {
      const consents = await Promise.all(Array.from({ length: 3 }, () => approveConsent(sarf, limits)));
      const made = await Promise.all(
        Array.from({ length: 90 }, async (_, index) => {
          const consent_id = consents[index % 3]?.id;
          const { status, body } = await charge(sarf.call, { amount: (100 + index) / 100, consent_id });
          assert.equal(status, 201, JSON.stringify(body));
          return body;
        }),
      );
      const joined = await Promise.all([sarf.join({ worker: true }), sarf.join({ worker: true })]);
      for (const { id } of made) await reachPayment(sarf, id, 'ACCEPTED_BY_BANK');
      await Promise.all(joined.map((one) => one.stop()));
      for (const payment of made) {
        assert.partialDeepStrictEqual(await atBank(sarf, payment), { times_received: 1, times_booked: 1 });
      }
      await audit(sarf);
    } finally {
      await sarf.stop();
    }
  });

  test('whose worker is gone is in doubt when its lease is over, and the bank is asked', async () => {
    const sarf = await startSarf({ worker: false, leaseMs: 2000, bankTimeoutMs: 1000 });
    try {
      const { id, made } = await chargeAlone(sarf, 12);
      // Taken up and never carried out, as by a worker that was killed.
      const { submit } = await claimWork(sarf.deps, 'worker:killed', 10);
      assert.equal(submit.length, 1);
      const { stop } = await sarf.join({ worker: true });
      await until('the bank has it', async () => (await statesOf(sarf, id)).includes('with_bank'));
      await stop();
      // A busy machine may bring it back to the queue once more, unsent.
      assert.deepEqual((await statesOf(sarf, id)).slice(0, 4), ['queued', 'submitting', 'in_doubt', 'queued']);
      assert.partialDeepStrictEqual(await atBank(sarf, made), { times_received: 1, times_booked: 1 });
    } finally {
      await sarf.stop();
    }
  });

  test('in the queue when its consent ends is rejected, and the bank hears nothing of it', async () => {
    const sarf = await startSarf({ worker: false });
    try {
      const { id, consent, made } = await chargeAlone(sarf, 12);
      await decide(sarf, consent.id, 'revoke');
      await reachConsent(sarf, consent.id, 'REVOKED');
      const work = await takeDuePayments(sarf.deps, 'worker:test', 10);
      await work.run();
      const payment = await reachPayment(sarf, id, 'FAILED');
      assert.equal(payment.reason.code, 'CONSENT_REVOKED');
      assert.deepEqual(await statesOf(sarf, id), ['queued', 'rejected']);
      assert.equal(await atBank(sarf, made), undefined);
      assert.deepEqual(await used(sarf, consent), [0, 0]);
    } finally {
      await sarf.stop();
    }
  });

  test('that is being taken up holds its consent until that is noted', async () => {
    const sarf = await startSarf({ worker: false });
    try {
      const { consent } = await chargeAlone(sarf, 12);
      const path = `/customers/v1/${consent.customer_id}/payment-sources/${consent.payment_source_id}`;
      let deleted = false;
      const deletion = await inTransaction(sarf.sql, async (tx) => {
        await tx`select from consents where id = ${consent.id} for no key update`;
        const call = sarf.call('DELETE', path).then((called) => {
          deleted = true;
          return called;
        });
        await until('the deletion waits for the lock', async () => {
          const waiting = await sarf.sql`
            select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
          return waiting.length > 0;
        });
        assert.equal(deleted, false);
        return { call };
      });
      assert.equal((await deletion.call).status, 204);
    } finally {
      await sarf.stop();
    }
  });
});
