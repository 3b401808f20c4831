import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addConsent, addCustomer, askConsent } from './calls-customers.ts';
import { charge, statesOf } from './calls-payments.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY, type OtherApplication } from './doors.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const CHARGES = '/payments/v1/account-on-file';
const INTENTS = '/payments/v1/intents';

describe('the doors of charges and checkouts', () => {
  let sarf: RunningSarf;
  let other: OtherApplication;
  let consent: Json;
  before(async () => {
    sarf = await startSarf({ worker: false });
    other = await addApplication(sarf);
    consent = await addConsent(sarf, sarf.call, { control_parameters: { max_individual_amount: 500 } });
  });
  after(() => sarf.stop());

  const count = async (): Promise<number> => (await sarf.sql`select 1 from payments`).length;
  const asked = (more: Record<string, unknown> = {}) => ({ amount: 10, consent_id: consent.id, ...more });
  const limited = (control_parameters: Record<string, unknown>) =>
    addConsent(sarf, sarf.call, { control_parameters: { max_individual_amount: null, ...control_parameters } });

  describe('a charge', () => {
    test('names its consent, its source, or both that belong together', async () => {
      const source = { payment_source_id: consent.payment_source_id };
      for (const body of [asked(), { amount: 10, ...source }, asked(source), asked({ currency: 'AED' })]) {
        const payment = assertAnswer('createAccountOnFilePayment', await charge(sarf.call, body));
        assert.equal(payment.consent_id, consent.id);
        assert.equal(payment.payment_source_id, consent.payment_source_id);
      }
    });

    test('keeps the references of the caller', async () => {
      const body = asked({ external_reference: 'mine', reference: 'theirs', description: 'For two chairs' });
      const payment = assertAnswer('createAccountOnFilePayment', await charge(sarf.call, body));
      assert.partialDeepStrictEqual(payment, { external_reference: 'mine', description: 'For two chairs' });
      const compatible = asked({
        reference: 'theirs',
        creditor_reference: 'x',
        purpose: 'x',
        risk_details: { a: [1] },
      });
      const second = assertAnswer('createAccountOnFilePayment', await charge(sarf.call, compatible));
      assert.equal(second.external_reference, 'theirs');
    });

    test('that is wrong is refused, and nothing is charged', async () => {
      const total = await count();
      const another = await addConsent(sarf, sarf.call);
      const theirs = await addConsent(sarf, other.call);
      const cases: [Record<string, unknown>, Parameters<typeof assertRefused>[1], string[]][] = [
        [{ amount: 10 }, 'MISSING_PARAMETERS', ['consent_id']],
        [{ consent_id: consent.id }, 'MISSING_PARAMETERS', ['amount']],
        [asked({ amount: 1.555 }), 'INVALID_AMOUNT', ['amount']],
        [asked({ amount: 1.555, currency: 'AED' }), 'INVALID_AMOUNT', ['amount']],
        [asked({ amount: 0 }), 'AMOUNT_UNDER_MIN_VALUE', ['amount']],
        [asked({ amount: 1e12, currency: 'AED' }), 'AMOUNT_OVER_MAX_VALUE', ['amount']],
        [asked({ currency: 'ZZZ' }), 'UNKNOWN_CURRENCY', ['currency']],
        [asked({ currency: 'SAR' }), 'CURRENCY_MISMATCH', ['currency']],
        [asked({ more: 1 }), 'INVALID_PARAMETERS', ['more']],
        [asked({ consent_id: NOBODY }), 'UNKNOWN_CONSENT', []],
        [asked({ consent_id: theirs.id }), 'UNKNOWN_CONSENT', []],
        [{ amount: 10, payment_source_id: NOBODY }, 'UNKNOWN_PAYMENT_SOURCE', []],
        [{ amount: 10, payment_source_id: theirs.payment_source_id }, 'UNKNOWN_PAYMENT_SOURCE', []],
        [asked({ payment_source_id: another.payment_source_id }), 'UNKNOWN_PAYMENT_SOURCE', []],
      ];
      for (const [body, code, paths] of cases) assertRefused(await charge(sarf.call, body), code, paths);
      assertRefused(await sarf.call('POST', CHARGES, asked()), 'MISSING_PARAMETERS', ['idempotency-key']);
      const differing = asked({ idempotency_key: 'another' });
      assertRefused(await charge(sarf.call, differing, 'one'), 'IDEMPOTENCY_KEY_CONFLICT');
      assert.equal(await count(), total);
    });

    test('needs a consent in force', async () => {
      const waiting = await askConsent(sarf.call);
      const awaited = assertRefused(await charge(sarf.call, asked({ consent_id: waiting.id })), 'CONSENT_EXPIRED');
      assert.deepEqual(awaited.metadata, { consent_status: 'AWAITING_AUTHORISATION' });
      const early = await addConsent(sarf, sarf.call, {
        start_date_time: new Date(Date.now() + 3_600_000).toISOString(),
      });
      assertRefused(await charge(sarf.call, asked({ consent_id: early.id })), 'CONSENT_EXPIRED');
      const revoked = await addConsent(sarf, sarf.call);
      await sarf.call('POST', `/consents/v1/${revoked.id}/revocation`);
      const gone = assertRefused(await charge(sarf.call, asked({ consent_id: revoked.id })), 'CONSENT_EXPIRED');
      assert.deepEqual(gone.metadata, { consent_status: 'REVOKED' });
    });

    test('stays within every limit of its consent', async () => {
      const cases: [Record<string, unknown>, number[], Json][] = [
        [
          { max_individual_amount: 20 },
          [20, 20.01],
          { limit: 'max_individual_amount', allowed: 20, used: 0, available: 20 },
        ],
        [
          { period_type: 'Month', max_cumulative_amount_per_period: 20 },
          [15, 5.01],
          { limit: 'max_cumulative_amount_per_period', allowed: 20, used: 15, available: 5 },
        ],
        [
          { period_type: 'Day', max_cumulative_number_of_payments_per_period: 1 },
          [15, 1],
          { limit: 'max_cumulative_number_of_payments_per_period', allowed: 1, used: 1, available: 0 },
        ],
        [
          { max_cumulative_amount: 20 },
          [15, 5.01],
          { limit: 'max_cumulative_amount', allowed: 20, used: 15, available: 5 },
        ],
        [
          { max_cumulative_number_of_payments: 1 },
          [15, 1],
          { limit: 'max_cumulative_number_of_payments', allowed: 1, used: 1, available: 0 },
        ],
      ];
      for (const [limits, [fits, over], metadata] of cases) {
        const { id } = await limited(limits);
        assertAnswer('createAccountOnFilePayment', await charge(sarf.call, { amount: fits, consent_id: id }));
        const refused = await charge(sarf.call, { amount: over, consent_id: id });
        assert.deepEqual(assertRefused(refused, 'CONSENT_LIMIT_EXCEEDED').metadata, metadata);
      }
    });

    test('under the same key is charged once, and answered as the first time', async () => {
      const total = await count();
      const first = await charge(sarf.call, asked(), 'once');
      assert.equal(first.headers.get('idempotent-replayed'), null);
      const again = await Promise.all(
        Array.from({ length: 5 }, () => charge(sarf.call, asked({ idempotency_key: 'once', currency: 'AED' }), 'once')),
      );
      for (const called of again) {
        assert.deepEqual(assertAnswer('createAccountOnFilePayment', called), first.body);
        assert.equal(called.headers.get('idempotent-replayed'), 'true');
      }
      const reused = await charge(sarf.call, asked({ amount: 11, description: 'x' }), 'once');
      const refusal = assertRefused(reused, 'IDEMPOTENCY_KEY_REUSED', ['amount', 'description']);
      assert.deepEqual(refusal.metadata, { payment_id: first.body.id, fields: ['amount', 'description'] });
      assert.equal(await count(), total + 1);
      // The key of a refusal is not used up.
      assertRefused(await charge(sarf.call, asked({ amount: 501 }), 'spared'), 'CONSENT_LIMIT_EXCEEDED');
      assertAnswer('createAccountOnFilePayment', await charge(sarf.call, asked({ amount: 499 }), 'spared'));
      // Another application's key is another key.
      const theirs = await addConsent(sarf, other.call);
      assertAnswer(
        'createAccountOnFilePayment',
        await charge(other.call, { amount: 1, consent_id: theirs.id }, 'once'),
      );
    });

    test('is decided by itself, whatever comes with it', async () => {
      const { id } = await limited({ max_cumulative_number_of_payments: 3 });
      const called = await Promise.all(
        [id, NOBODY, id, consent.id, id, id, NOBODY].map((one, index) =>
          charge(sarf.call, { amount: 1 + index, consent_id: one }),
        ),
      );
      const counted = called.map(({ status }) => status).toSorted();
      assert.deepEqual(counted, [201, 201, 201, 201, 404, 404, 409]);
    });

    test('is seen by nobody else', async () => {
      const { id } = (await charge(sarf.call, asked())).body;
      for (const path of [`/payments/v1/${id}`, `/payments/v1/${id}/history`]) {
        assertRefused(await other.call('GET', path), 'UNKNOWN_PAYMENT');
      }
    });

    test('is listed by its customer and its consent', async () => {
      const { id, customer_id } = await addConsent(sarf, sarf.call);
      const made = (await charge(sarf.call, { amount: 4, consent_id: id })).body;
      for (const query of [`customer_id=${customer_id}`, `consent_id=${id}&kind=charge&status=PENDING_WITH_BANK`]) {
        const { content } = assertAnswer('listPayments', await sarf.call('GET', `/payments/v1?${query}`));
        assert.deepEqual(
          content.map((one: Json) => one.id),
          [made.id],
        );
        assert.match(content[0].payer.iban, /^AE48….{4}$/);
      }
    });
  });

  describe('a checkout', () => {
    const wish = (more: Record<string, unknown> = {}) => ({ amount: 30, currency: 'AED', ...more });

    test('has an intent with an address at which to pay', async () => {
      const customer_id = await addCustomer(sarf.call);
      const body = wish({
        customer_id,
        description: 'Two chairs',
        external_reference: 'mine',
        expires_in_seconds: 600,
      });
      const intent = assertAnswer('createPaymentIntent', await sarf.call('POST', INTENTS, body));
      assert.match(intent.checkout_url, /^http/);
      const [payment] = intent.payments;
      assert.partialDeepStrictEqual(payment, {
        status: 'AWAITING_AUTHORIZATION',
        kind: 'checkout',
        customer_id,
        external_reference: 'mine',
        payment_intent_id: intent.payment_intent_id,
        checkout_url: intent.checkout_url,
        payer: null,
      });
      assert.equal(Date.parse(payment.expires_at) - Date.parse(payment.created_at), 600_000);
      const path = `${INTENTS}/${intent.payment_intent_id}`;
      assert.deepEqual(assertAnswer('getPaymentIntent', await sarf.call('GET', path)), intent);
      assert.deepEqual(await statesOf(sarf, payment.id), ['awaiting_authorisation']);
      assertRefused(await other.call('GET', path), 'UNKNOWN_PAYMENT_INTENT');
      assertRefused(await sarf.call('GET', `${INTENTS}/${payment.id}`), 'UNKNOWN_PAYMENT_INTENT');
      const { body: charged } = await charge(sarf.call, asked());
      const noIntent = `${charged.id.slice(0, 14)}8${charged.id.slice(15)}`;
      assertRefused(await sarf.call('GET', `${INTENTS}/${noIntent}`), 'UNKNOWN_PAYMENT_INTENT');
    });

    test('under the same key is opened once', async () => {
      const total = await count();
      const header = { 'idempotency-key': 'checkout' };
      const first = await sarf.call('POST', INTENTS, wish(), header);
      const again = await sarf.call('POST', INTENTS, wish({ idempotency_key: 'checkout' }));
      assert.equal(again.headers.get('idempotent-replayed'), 'true');
      assert.deepEqual(assertAnswer('createPaymentIntent', again), first.body);
      for (const [more, field] of [
        [{ amount: 31 }, 'amount'],
        [{ description: 'x' }, 'description'],
        [{ return_url: 'https://shop.example/' }, 'return_url'],
        [{ expires_in_seconds: 60 }, 'expires_in_seconds'],
        [{ external_reference: 'x' }, 'external_reference'],
      ] as const) {
        const reused = await sarf.call('POST', INTENTS, wish(more), header);
        assertRefused(reused, 'IDEMPOTENCY_KEY_REUSED', [field]);
      }
      const differing = await sarf.call('POST', INTENTS, wish({ idempotency_key: 'x' }), header);
      assertRefused(differing, 'IDEMPOTENCY_KEY_CONFLICT');
      assert.equal(await count(), total + 1);
    });

    test('that is wrong is refused', async () => {
      const total = await count();
      const cases: [Record<string, unknown>, Parameters<typeof assertRefused>[1], string[]][] = [
        [{ amount: 1.001 }, 'INVALID_AMOUNT', ['amount']],
        [{ amount: -1 }, 'AMOUNT_UNDER_MIN_VALUE', ['amount']],
        [{ currency: 'ZZZ' }, 'UNKNOWN_CURRENCY', ['currency']],
        [{ customer_id: NOBODY }, 'UNKNOWN_CUSTOMER', []],
        [{ customer_id: await addCustomer(other.call) }, 'UNKNOWN_CUSTOMER', []],
        [{ payout_account_id: other.payoutAccountId }, 'UNKNOWN_PAYOUT_ACCOUNT', []],
        [{ currency: 'SAR', payout_account_id: sarf.sandbox.accounts[0]?.id }, 'CURRENCY_MISMATCH', ['currency']],
        [{ currency: 'EUR' }, 'OPERATION_NOT_ALLOWED', []],
        [{ return_url: 'javascript:alert(1)' }, 'INVALID_PARAMETERS', ['return_url']],
        [{ expires_in_seconds: 59 }, 'INVALID_PARAMETERS', ['expires_in_seconds']],
      ];
      for (const [more, code, paths] of cases) {
        assertRefused(await sarf.call('POST', INTENTS, wish(more)), code, paths);
      }
      assert.equal(await count(), total);
    });
  });
});
