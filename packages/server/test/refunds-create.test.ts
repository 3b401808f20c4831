import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { maskIban } from '../src/foundation/iban.ts';
import {
  addApplication,
  assertAnswer,
  assertRefused,
  assertSomeRefusal,
  NOBODY,
  type OtherApplication,
} from './doors.ts';
import { payer, provenPayment } from './proven-payments.ts';
import { type Called, type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const REFUNDS = '/payouts/refunds';
const OTHER_IBAN = 'DE89370400440532013000';

describe('asking for refunds', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  let other: OtherApplication;
  before(async () => {
    sarf = await startSarf({ worker: false });
    other = await addApplication(sarf);
  });
  after(() => sarf.stop());

  const post = (body: unknown, headers?: Record<string, string>): Promise<Called> =>
    sarf.call('POST', REFUNDS, body, headers);
  const asked = (paymentId: string, more: Record<string, unknown> = {}) => ({
    payment_id: paymentId,
    amount: 10,
    reason_code: 'CUSTOMER_REQUEST',
    ...more,
  });
  const count = async (): Promise<number> => (await sarf.sql`select from refunds`).length;
  const sumsOf = async (paymentId: string): Promise<Json> =>
    (await sarf.call('GET', `/payments/v1/${paymentId}`)).body.refunds;
  const replayed = ({ headers }: Called): boolean => headers.get('idempotent-replayed') === 'true';

  test('one in, one out: its amount is set aside, and it waits to be confirmed', async () => {
    const paymentId = await provenPayment(sarf);
    const more = { description: 'One chair', external_reference: 'R 1', beneficiary: { name: 'L. M.', city: 'Dubai' } };
    const refund = assertAnswer('createRefund', await post(asked(paymentId, { amount: 30.25, ...more })));
    const client = `client:${sarf.sandbox.client.clientId}`;
    assert.deepEqual(
      { ...refund, refund_id: '', id: '', created_at: '', updated_at: '' },
      {
        refund_id: '',
        id: '',
        payment_id: paymentId,
        status: 'CREATED',
        amount: 30.25,
        currency: 'AED',
        reason_code: 'CUSTOMER_REQUEST',
        description: 'One chair',
        external_reference: 'R 1',
        idempotency_key: null,
        beneficiary: { name: payer.name, iban: maskIban(payer.iban), city: 'Dubai' },
        deposit_amount: 100,
        deposit_currency: 'AED',
        payout_id: null,
        refund_intent_id: null,
        created_by: client,
        actioned_by: null,
        reason: null,
        created_at: '',
        updated_at: '',
      },
    );
    assert.equal(refund.id, refund.refund_id);
    assert.deepEqual(await sumsOf(paymentId), { refunded: 0, pending: 30.25, remaining: 69.75 });
    const read = assertAnswer('getRefund', await sarf.call('GET', `${REFUNDS}/${refund.id}`));
    assert.deepEqual(read, { ...refund, beneficiary: { ...refund.beneficiary, iban: payer.iban } });
  });

  test('the request of the guide is understood, as far as it names the account that paid', async () => {
    const item = {
      ...asked(await provenPayment(sarf), { amount: 100.0, currency: 'AED', external_reference: 'REF123' }),
      description: 'Customer requested refund',
      beneficiary: { name: 'John Doe', iban: 'AE123456789', city: 'Dubai' },
    };
    assertRefused(await post([item]), 'INVALID_IBAN', ['[0].beneficiary.iban']);
    const mended = { ...item, beneficiary: { ...item.beneficiary, iban: 'ae07 0331 2345 6789 0123 456' } };
    const [refund] = assertAnswer('createRefund', await post([mended]));
    assert.equal(refund.beneficiary.name, payer.name);
  });

  test('a list in, a list out, in its order; all of it or nothing', async () => {
    const [one, two] = [await provenPayment(sarf), await provenPayment(sarf, { currency: 'KWD', amount: 5.125 })];
    const list = [asked(one, { amount: 1 }), asked(two, { amount: 5.125 }), asked(one, { amount: 2 })];
    const refunds = assertAnswer('createRefund', await post(list));
    assert.deepEqual(
      refunds.map((refund: Json) => [refund.payment_id, refund.amount, refund.currency]),
      [
        [one, 1, 'AED'],
        [two, 5.125, 'KWD'],
        [one, 2, 'AED'],
      ],
    );
    const before = await count();
    const refused = await post([asked(one), asked(one, { amount: 90 }), asked(one)]);
    const body = assertRefused(refused, 'AMOUNT_OVER_MAX_VALUE', ['[1].amount']);
    assert.equal(body.remaining, 87);
    assert.equal(await count(), before);
    assert.deepEqual(await sumsOf(one), { refunded: 0, pending: 3, remaining: 97 });
    assert.equal(assertAnswer('createRefund', await post([asked(one)])).length, 1);
    assertRefused(await post([]), 'INVALID_PARAMETERS', ['(body)']);
    assertRefused(await post(Array.from({ length: 101 }, () => asked(one))), 'INVALID_PARAMETERS', ['(body)']);
  });

  describe('is refused', () => {
    test('when its form is wrong, at every place at once', async () => {
      const paymentId = await provenPayment(sarf);
      assertRefused(await post({}), 'MISSING_PARAMETERS', ['payment_id', 'amount', 'reason_code']);
      assertRefused(await post(asked(paymentId, { amount: 0 })), 'AMOUNT_UNDER_MIN_VALUE', ['amount']);
      assertRefused(await post(asked(paymentId, { amount: -1 })), 'AMOUNT_UNDER_MIN_VALUE', ['amount']);
      assertRefused(await post(asked(paymentId, { amount: 1.005 })), 'INVALID_AMOUNT', ['amount']);
      assertRefused(await post(asked(paymentId, { amount: '1' })), 'INVALID_PARAMETERS', ['amount']);
      assertRefused(await post(asked(paymentId, { amount: 1e15 })), 'AMOUNT_OVER_MAX_VALUE', ['amount']);
      assertRefused(await post(asked(paymentId, { currency: 'XXQ' })), 'UNKNOWN_CURRENCY', ['currency']);
      assertRefused(await post(asked(paymentId, { status: 'APPROVED' })), 'INVALID_PARAMETERS', ['status']);
      const list = [
        asked('x'),
        asked(paymentId),
        asked(paymentId, { amount: 0 }),
        { ...asked(paymentId), amount: 1.005 },
      ];
      assertRefused(await post(list), 'INVALID_PARAMETERS', ['[0].payment_id', '[2].amount']);
      const second = [asked(paymentId, { amount: 1.005 }), asked(paymentId, { amount: 2.005 })];
      assertRefused(await post(second), 'INVALID_AMOUNT', ['[0].amount', '[1].amount']);
    });

    test('when it is no refund at all, and never as a bug', async () => {
      const bodies = [null, '[null]', '[[]]', '[[[]]]', '"text"', '7', '[7, {}]', '{"payment_id": null}', '{"0": {}}'];
      for (const method of ['POST', 'PUT']) {
        for (const body of bodies) {
          const called = await sarf.call(method, REFUNDS, body ?? '[{"beneficiary": null, "amount": 1e999}]');
          assertSomeRefusal(called);
        }
      }
    });

    test('for a payment that is not there, or is not a payment, or is another application’s', async () => {
      const payoutId = await sarf.pay(3);
      const theirs = await provenPayment(sarf, { call: other.call });
      const ours = await provenPayment(sarf);
      for (const id of [NOBODY, payoutId, theirs]) {
        assertRefused(await post(asked(id)), 'UNKNOWN_PAYMENT', ['payment_id']);
      }
      assertRefused(await other.call('POST', REFUNDS, asked(ours)), 'UNKNOWN_PAYMENT', ['payment_id']);
      assertAnswer('createRefund', await other.call('POST', REFUNDS, asked(theirs)));
      const list = [asked(ours), asked(NOBODY), asked(ours), asked(theirs)];
      assertRefused(await post(list), 'UNKNOWN_PAYMENT', ['[1].payment_id', '[3].payment_id']);
    });

    test('before reconciliation has proven all of the payment, in words that say so', async () => {
      for (const [proven, status] of [
        [0, 'OUTSTANDING'],
        [99.99, 'PARTIAL'],
      ] as const) {
        const called = await post(asked(await provenPayment(sarf, { proven }), { amount: 0.01 }));
        const { message } = assertRefused(called, 'OPERATION_NOT_ALLOWED', ['payment_id']);
        assert.match(message, /reconcil/i);
        assert.match(message, new RegExp(status));
      }
    });

    test('where no payout can be made from the account, in the words of the guide', async () => {
      const paymentId = await provenPayment(sarf);
      const unconnected = { ...sarf.deps, banks: new Map() };
      const { refundHandlers } = await import('../src/refunds/handlers.ts');
      const { createRefund } = refundHandlers(unconnected);
      const { applicationId, client } = sarf.sandbox;
      const nobody = { member: null, session: null, origin: { ip: null, userAgent: null, requestId: null } };
      const caller = { applicationId, clientId: client.clientId, scopes: new Set<never>(), ...nobody };
      const request = { caller, params: {}, query: {}, headers: {}, body: asked(paymentId) };
      await assert.rejects(createRefund(request), {
        code: 'OPERATION_NOT_ALLOWED',
        message: 'Operation Not Allowed, payouts not configured',
      });
    });

    test('for a reason, a currency or an account that is none of the payment’s', async () => {
      const paymentId = await provenPayment(sarf);
      assertRefused(await post(asked(paymentId, { reason_code: 'WHIM' })), 'UNKNOWN_REFUND_REASON', ['reason_code']);
      assertRefused(await post(asked(paymentId, { currency: 'SAR' })), 'CURRENCY_MISMATCH', ['currency']);
      const elsewhere = asked(paymentId, { beneficiary: { iban: OTHER_IBAN } });
      assertRefused(await post(elsewhere), 'BENEFICIARY_NOT_PAYER', ['beneficiary.iban']);
      const mixed = [elsewhere, asked(paymentId), asked(paymentId, { currency: 'SAR' })];
      assertRefused(await post(mixed), 'INVALID_PARAMETERS', ['[0].beneficiary.iban', '[2].currency']);
    });

    test('above what remains, and told what that is', async () => {
      const paymentId = await provenPayment(sarf, { amount: 50 });
      assertAnswer('createRefund', await post(asked(paymentId, { amount: 19.5 })));
      const body = assertRefused(await post(asked(paymentId, { amount: 30.51 })), 'AMOUNT_OVER_MAX_VALUE', ['amount']);
      assert.match(body.message, /30\.50 AED/);
      assert.equal(body.remaining, 30.5);
      assert.deepEqual(body.metadata, { remaining: 30.5, payment_id: paymentId });
      assertAnswer('createRefund', await post(asked(paymentId, { amount: 30.5 })));
      assert.equal(
        assertRefused(await post(asked(paymentId, { amount: 0.01 })), 'AMOUNT_OVER_MAX_VALUE', ['amount']).remaining,
        0,
      );
    });
  });

  describe('a key', () => {
    test('in the body or the header, gives the first answer again, whatever happened since', async () => {
      const paymentId = await provenPayment(sarf);
      const first = await post(asked(paymentId), { 'idempotency-key': 'once' });
      assert(!replayed(first));
      await sarf.call('PUT', REFUNDS, [{ refund_id: first.body.id, status: 'REJECTED' }]);
      for (const again of [
        await post(asked(paymentId), { 'idempotency-key': 'once' }),
        await post(asked(paymentId, { idempotency_key: 'once' })),
        await post(asked(paymentId, { idempotency_key: 'once' }), { 'idempotency-key': 'once' }),
      ]) {
        assert.deepEqual(assertAnswer('createRefund', again), first.body);
        assert(replayed(again));
      }
      const conflict = await post(asked(paymentId, { idempotency_key: 'twice' }), { 'idempotency-key': 'once' });
      assertRefused(conflict, 'IDEMPOTENCY_KEY_CONFLICT', ['idempotency_key']);
      const changed = await post(asked(paymentId, { amount: 11, idempotency_key: 'once' }));
      const { metadata } = assertRefused(changed, 'IDEMPOTENCY_KEY_REUSED', ['amount']);
      assert.deepEqual(metadata, { refund_id: first.body.id, fields: ['amount'] });
      // The keys of one application say nothing to another.
      const theirs = await provenPayment(sarf, { call: other.call });
      const made = await other.call('POST', REFUNDS, asked(theirs, { idempotency_key: 'once' }));
      assert.notEqual(assertAnswer('createRefund', made).id, first.body.id);
    });

    test('of a refusal is not used up', async () => {
      const paymentId = await provenPayment(sarf);
      const key = { 'idempotency-key': 'later' };
      assertRefused(await post(asked(paymentId, { amount: 101 }), key), 'AMOUNT_OVER_MAX_VALUE', ['amount']);
      assert(!replayed(await post(asked(paymentId, { amount: 99 }), key)));
    });

    test('in the header of a list stands for all of it', async () => {
      const paymentId = await provenPayment(sarf);
      const list = [asked(paymentId, { amount: 1 }), asked(paymentId, { amount: 2 })];
      const key = { 'idempotency-key': 'list' };
      const first = await post(list, key);
      const keys = assertAnswer('createRefund', first).map((refund: Json) => refund.idempotency_key);
      assert.deepEqual(keys, ['list#0', 'list#1']);
      const again = await post(list, key);
      assert.deepEqual(again.body, first.body);
      assert(replayed(again) && !replayed(first));
      const longer = await post([...list, asked(paymentId, { amount: 3 })], key);
      assertRefused(longer, 'IDEMPOTENCY_KEY_REUSED', ['idempotency-key']);
      assertRefused(await post(list.slice(0, 1), key), 'IDEMPOTENCY_KEY_REUSED', ['idempotency-key']);
      assertRefused(await post(list.toReversed(), key), 'IDEMPOTENCY_KEY_REUSED', ['[0].amount', '[1].amount']);
      const both = [list[0], { ...list[1], idempotency_key: 'own' }];
      assertRefused(await post(both, key), 'IDEMPOTENCY_KEY_CONFLICT', ['[1].idempotency_key']);
      assert.deepEqual(await sumsOf(paymentId), { refunded: 0, pending: 3, remaining: 97 });
    });

    test('of items: a list is a repetition only when all of it is', async () => {
      const paymentId = await provenPayment(sarf);
      const item = (key: string) => asked(paymentId, { amount: 1, idempotency_key: key });
      const first = await post([item('a'), item('b'), item('a')]);
      const [a, b, same] = assertAnswer('createRefund', first);
      assert.deepEqual(same, a);
      const more = await post([item('b'), item('c')]);
      assert.deepEqual(assertAnswer('createRefund', more)[0], b);
      assert(!replayed(more));
      assert(replayed(await post([item('c'), item('a')])));
      assert.deepEqual(await sumsOf(paymentId), { refunded: 0, pending: 3, remaining: 97 });
    });
  });

  test('says nothing of the payer in events, nor in the database', async () => {
    const { body } = await post(asked(await provenPayment(sarf)));
    const { content } = (await sarf.call('GET', `/events/v1?object_id=${body.id}`)).body;
    assert.deepEqual(
      content.map((event: Json) => [event.type, event.payload]),
      [['refund.created', { ...body, beneficiary: null }]],
    );
    const [row] = await sarf.sql<{ text: string }[]>`
      select to_jsonb(r)::text as text from refunds r where id = ${body.id}`;
    assert.doesNotMatch(row?.text ?? '', /Layla|AE07033/);
  });
});
