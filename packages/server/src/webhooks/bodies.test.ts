import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventTypeNames, payoutStatuses, payoutStatusOf } from '@sarf/contract';
import { bodyOf } from './bodies.ts';

const ids = {
  event: '0192d3a4-7b1c-7def-8123-456789abcde0',
  before: '0192d3a4-7b1c-7def-8123-456789abcde1',
  application: '0192d3a4-7b1c-7def-8123-456789abcde2',
  payout: '0192d3a4-7b1c-7def-8123-456789abcde3',
  intent: '0192d3a4-7b1c-7def-8123-456789abcde4',
  destination: '0192d3a4-7b1c-7def-8123-456789abcde5',
};
const firstAttemptAt = new Date('2026-03-01T10:00:05.250Z');

const payout = {
  id: ids.payout,
  status: 'SUBMITTED',
  amount: 10.5,
  currency: 'AED',
  destination_id: ids.destination,
  payment_intent_id: ids.intent,
  bank_reference: null as string | null,
  reason: null as { code: string; message: string } | null,
};

const event = (type: string, payload: string = JSON.stringify(payout)) => ({
  id: ids.event,
  type,
  createdAt: new Date('2026-03-01T10:00:00.000Z'),
  applicationId: ids.application,
  objectType: type.split('.')[0] ?? '',
  objectId: ids.payout,
  sequence: 3,
  position: 17n,
  previousEventId: ids.before,
  payload,
});

const leanOf = (type: string, more: Partial<typeof payout> = {}) =>
  JSON.parse(bodyOf('lean', event(type, JSON.stringify({ ...payout, ...more })), firstAttemptAt) ?? 'null');

describe('a body of the dialect sarf', () => {
  test('is the event, with the payload as it was written', () => {
    // Spaces and digits that a parser would not give back.
    const payload = '{ "amount": 10.50,  "big": 12345678901234567890, "name": "حداد\\u0000" }';
    const body = bodyOf('sarf', event('payout.submitted', payload), firstAttemptAt);
    assert.ok(body?.endsWith(`"payload":${payload}}`), body);
    assert.deepEqual(JSON.parse(body ?? ''), {
      id: ids.event,
      type: 'payout.submitted',
      created_at: '2026-03-01T10:00:00.000Z',
      application_id: ids.application,
      object: { type: 'payout', id: ids.payout },
      sequence: 3,
      previous_event_id: ids.before,
      payload: JSON.parse(payload),
    });
  });

  test('says that there is no event before', () => {
    const body = bodyOf('sarf', { ...event('ping'), previousEventId: null }, firstAttemptAt);
    assert.equal(JSON.parse(body ?? '').previous_event_id, null);
  });

  test('is there for every type, and the same on each attempt', () => {
    for (const type of eventTypeNames) {
      const body = bodyOf('sarf', event(type), firstAttemptAt);
      assert.ok(body);
      assert.equal(bodyOf('sarf', event(type), new Date(0)), body);
    }
  });
});

describe('a body of the dialect lean', () => {
  test('tells of a new payout as of a payment', () => {
    assert.deepEqual(leanOf('payout.created', { status: 'PENDING' }), {
      type: 'payment.created',
      message: 'A payment object has been created.',
      payload: {
        id: ids.payout,
        customer_id: null,
        intent_id: ids.intent,
        status: 'PENDING_WITH_BANK',
        amount: 10.5,
        currency: 'AED',
        payment_destination_id: ids.destination,
        bank_transaction_reference: null,
        failure_reason: null,
        failure_code: null,
      },
      event_id: ids.event,
      timestamp: '2026-03-01T10:00:05.250Z',
    });
  });

  test('tells of every other change as an update, and of nothing but payouts and payments', () => {
    for (const type of eventTypeNames) {
      const body = bodyOf('lean', event(type), firstAttemptAt);
      if (type === 'ping') assert.equal(body, bodyOf('sarf', event(type), firstAttemptAt));
      else if (type === 'payment.reconciliation.updated') assert.equal(JSON.parse(body ?? '').type, type);
      else if (!/^(payout|payment)\./.test(type)) assert.equal(body, undefined, type);
      else {
        const isNew = type.endsWith('.created');
        assert.equal(JSON.parse(body ?? '').type, isNew ? 'payment.created' : 'payment.updated');
        assert.match(JSON.parse(body ?? '').message, isNew ? /created\.$/ : /updated\.$/);
      }
    }
  });

  describe('of a payment of a customer', () => {
    const payment = {
      id: ids.payout,
      status: 'FAILED',
      amount: 10.5,
      currency: 'AED',
      customer_id: ids.before,
      payment_intent_id: null,
      payout_account_id: ids.destination,
      bank_reference: '123',
      reason: { code: 'AM04', message: 'Not enough money.' },
      reconciliation: {
        status: 'OUTSTANDING',
        amount: 0,
        currency: 'AED',
        status_update_timestamp: null,
        evidence: [],
      },
    };
    const saidOf = (type: string) =>
      JSON.parse(bodyOf('lean', event(type, JSON.stringify(payment)), firstAttemptAt) ?? 'null');

    test('says what Lean says of it', () => {
      assert.deepEqual(saidOf('payment.failed'), {
        type: 'payment.updated',
        message: 'A payment object has been updated.',
        payload: {
          id: ids.payout,
          customer_id: ids.before,
          intent_id: null,
          status: 'FAILED',
          amount: 10.5,
          currency: 'AED',
          payment_destination_id: ids.destination,
          bank_transaction_reference: '123',
          failure_reason: 'Not enough money.',
          failure_code: 'AM04',
        },
        event_id: ids.event,
        timestamp: '2026-03-01T10:00:05.250Z',
      });
    });

    test('says what is proven of it', () => {
      const { payload } = saidOf('payment.reconciliation.updated');
      const { id, customer_id, reconciliation } = payment;
      assert.deepEqual(payload, { id, customer_id, intent_id: null, reconciliation });
    });
  });

  test('has a status for each of ours', () => {
    const statuses = payoutStatuses.map((status) => leanOf('payout.submitted', { status }).payload.status);
    assert.deepEqual(statuses, ['PENDING_WITH_BANK', 'PENDING_WITH_BANK', 'ACCEPTED_BY_BANK', 'FAILED', 'FAILED']);
    for (const status of Object.values(payoutStatusOf)) assert.ok(leanOf('payout.submitted', { status }));
    assert.throws(() => leanOf('payout.submitted', { status: 'LOST' }), /bug/);
  });

  test('says why a payout failed, and nothing of the kind of one that did not', () => {
    const reason = { code: 'AC04', message: 'The account is closed.' };
    const { payload } = leanOf('payout.failed', { status: 'FAILED', reason, bank_reference: '123456789' });
    assert.equal(payload.failure_code, 'AC04');
    assert.equal(payload.failure_reason, 'The account is closed.');
    assert.equal(payload.bank_transaction_reference, '123456789');
    const doubtful = leanOf('payout.in_doubt', { reason }).payload;
    assert.deepEqual([doubtful.failure_code, doubtful.failure_reason], [null, null]);
  });
});
