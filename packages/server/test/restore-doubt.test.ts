import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { doubtQueuedCharges } from '../src/payments/doubt-queued.ts';
import { leaveOutReferences, newReferences } from '../src/payments/new-references.ts';
import { referenceOf } from '../src/payments/reference.ts';
import { doubtQueuedPayouts } from '../src/payouts/doubt-queued.ts';
import { audit } from './audit.ts';
import { addConsent } from './calls-customers.ts';
import { charge, statesOf } from './calls-payments.ts';
import { provenPayment } from './proven-payments.ts';
import { type RunningSarf, startSarf } from './running-sarf.ts';

describe('after a restore', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false });
  });
  after(() => sarf.stop());

  /** A refund that is confirmed and whose payout waits in the queue. */
  async function confirmedRefund(): Promise<string> {
    const payment_id = await provenPayment(sarf);
    const item = { payment_id, amount: 10, reason_code: 'CUSTOMER_REQUEST' };
    const { body } = await sarf.call('POST', '/payouts/refunds', item);
    const decided = await sarf.call('PUT', '/payouts/refunds', [{ refund_id: body.refund_id, status: 'CONFIRMED' }]);
    assert.equal(decided.status, 200, JSON.stringify(decided.body));
    return body.refund_id;
  }

  test('payouts that waited in the queue are in doubt, their refunds with them, and the bank is asked', async () => {
    const refundId = await confirmedRefund();
    const ids = [await sarf.pay(1.5), await sarf.pay(2.5), await sarf.pay(3.5)];
    assert.equal(await doubtQueuedPayouts(sarf.deps, 60_000), 4);
    for (const id of ids) {
      const { body } = await sarf.call('GET', `/payouts/v1/payments/${id}/explain`);
      assert.equal(body.state, 'in_doubt');
      assert(new Date(body.next.at).getTime() > Date.now());
      const payout = (await sarf.call('GET', `/payouts/v1/${id}`)).body;
      assert.equal(payout.reason.code, 'RESTORED');
    }
    assert.equal((await sarf.call('GET', `/payouts/refunds/${refundId}`)).body.status, 'SUBMITTED');
    assert.equal(await doubtQueuedPayouts(sarf.deps, 60_000), 0);
    await audit(sarf);
  });

  test('charges that waited in the queue are in doubt', async () => {
    const consent = await addConsent(sarf, sarf.call);
    const ids: string[] = [];
    for (const amount of [10, 20]) ids.push((await charge(sarf.call, { amount, consent_id: consent.id })).body.id);
    const other = await sarf.call('POST', '/payments/v1/intents', { amount: 30, currency: 'AED' });
    assert.equal(await doubtQueuedCharges(sarf.deps, 60_000), 2);
    for (const id of ids) {
      assert.deepEqual(await statesOf(sarf, id), ['queued', 'in_doubt']);
      const { body } = await sarf.call('GET', `/payments/v1/${id}`);
      assert.deepEqual([body.status, body.reason.code], ['PENDING_WITH_BANK', 'RESTORED']);
    }
    assert.deepEqual(await statesOf(sarf, other.body.payments[0].id), ['awaiting_authorisation']);
    assert.equal(await doubtQueuedCharges(sarf.deps, 60_000), 0);
    const [{ soon }] = await sarf.sql<[{ soon: bigint }]>`
      select count(*) as soon from payments where state = 'in_doubt' and due_at < now() + interval '50 seconds'`;
    assert.equal(soon, 0n);
    await audit(sarf);
  });

  test('references that were given out since the backup are not given out again', async () => {
    const [before] = await newReferences(sarf.sql, 1);
    const [{ lastValue }] = await sarf.sql<[{ lastValue: bigint }]>`select last_value from payment_references`;
    assert.equal(before, referenceOf(lastValue));
    await leaveOutReferences(sarf.sql);
    const [next] = await newReferences(sarf.sql, 1);
    assert.equal(next, referenceOf(lastValue + 1_000_000_002n));
  });
});
