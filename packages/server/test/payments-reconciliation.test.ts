import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { inTransaction } from '../src/foundation/database.ts';
import { lockPayments } from '../src/payments/find-payments.ts';
import { type OpenPayment, openPaymentsOf } from '../src/payments/open-payments.ts';
import { reconciliationIdOf } from '../src/payments/payment.ts';
import { reconcilePayments, setReceived } from '../src/payments/reconcile-payments.ts';
import { payer, recorded } from './calls-payments.ts';
import { NOBODY } from './doors.ts';
import { prove, provenPayment } from './proven-payments.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

describe('the reconciliation of payments', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false });
  });
  after(() => sarf.stop());

  const by = () => ({ actor: 'client:person', at: new Date() });
  const keyOf = (id: string) => ({ applicationId: sarf.sandbox.applicationId, id });
  const read = async (id: string): Promise<Json> => (await sarf.call('GET', `/payments/v1/${id}`)).body;
  const eventsOf = async (id: string): Promise<Json[]> =>
    (await sarf.call('GET', `/events/v1?object_id=${reconciliationIdOf(id)}`)).body.content;
  const set = (id: string, to: 'unreceived' | 'outstanding') =>
    inTransaction(sarf.sql, (tx) => setReceived(tx, sarf.deps, keyOf(id), to, 'The customer says so.', by()));

  test('moves with what is proven, and tells of each step with its evidence', async () => {
    const id = await provenPayment(sarf, { amount: 100, proven: 40 });
    const part = await read(id);
    assert.partialDeepStrictEqual(part.reconciliation, { status: 'PARTIAL', amount: 40, currency: 'AED' });
    assert.equal(part.reconciliation.evidence.length, 1);
    assert.deepEqual(part.refunds, { refunded: 0, pending: 0, remaining: 0 });
    await prove(sarf.call, part, 25);
    await prove(sarf.call, part, 35);
    const whole = await read(id);
    assert.partialDeepStrictEqual(whole.reconciliation, { status: 'RECONCILED', amount: 100 });
    assert.deepEqual(
      whole.reconciliation.evidence.map(({ amount }: Json) => amount),
      [40, 25, 35],
    );
    assert.ok(whole.reconciliation.status_update_timestamp);
    assert.equal(whole.status, 'ACCEPTED_BY_BANK');
    assert.equal(whole.updated_at, part.updated_at, 'the payment itself did not move');
    assert.equal(whole.refunds.remaining, 100);
    const events = await eventsOf(id);
    assert.deepEqual(
      events.map(({ type, sequence, object, payload }) => [
        `${sequence} ${type} ${object.type}`,
        payload.id,
        payload.reconciliation.status,
        payload.reconciliation.amount,
        payload.reconciliation.evidence.length,
      ]),
      [
        ['1 payment.reconciliation.updated payment_reconciliation', id, 'PARTIAL', 40, 1],
        ['2 payment.reconciliation.updated payment_reconciliation', id, 'PARTIAL', 65, 2],
        ['3 payment.reconciliation.updated payment_reconciliation', id, 'RECONCILED', 100, 3],
      ],
    );
    assert.deepEqual(events.at(-1)?.payload, { ...whole, payer: null });
  });

  test('does not move where nothing has changed', async () => {
    const ids = [
      await provenPayment(sarf),
      await provenPayment(sarf, { proven: 1 }),
      await provenPayment(sarf, { proven: 0 }),
    ];
    const moved = await inTransaction(sarf.sql, (tx) =>
      reconcilePayments(tx, sarf.deps, [...ids, ...ids, NOBODY].map(keyOf), by()),
    );
    assert.deepEqual(moved, []);
    assert.deepEqual(await Promise.all(ids.map(async (id) => (await eventsOf(id)).length)), [1, 1, 0]);
  });

  test('a person says that money will not come, and that it is waited for again', async () => {
    const id = await provenPayment(sarf, { proven: 0 });
    assert.equal((await set(id, 'outstanding')).reconciliationSequence, 0);
    assert.equal((await set(id, 'unreceived')).reconciliationState, 'unreceived');
    assert.equal((await set(id, 'unreceived')).reconciliationSequence, 1);
    assert.equal((await read(id)).reconciliation.status, 'UNRECEIVED');
    assert.equal((await set(id, 'outstanding')).reconciliationState, 'outstanding');
    await set(id, 'unreceived');
    // And then it comes after all.
    await prove(sarf.call, await read(id), 100);
    assert.equal((await read(id)).reconciliation.status, 'RECONCILED');
    for (const to of ['unreceived', 'outstanding'] as const) {
      await assert.rejects(set(id, to), { name: 'Refusal', code: 'INVALID_STATE' });
    }
    await assert.rejects(set(NOBODY, 'unreceived'), { name: 'Refusal', code: 'UNKNOWN_PAYMENT' });
    const lines = await sarf.sql<{ actor: string; reasonMessage: string | null }[]>`
      select actor, reason_message from history where object_id = ${reconciliationIdOf(id)} order by sequence`;
    assert.equal(lines.length, 4);
    assert.deepEqual({ ...lines[0] }, { actor: 'client:person', reasonMessage: 'The customer says so.' });
  });

  test('what a statement may still prove: all that is neither proven, given up nor failed', async () => {
    const payoutAccountId = await sarf.openAccount('AED', 0n);
    const make = async (name: string): Promise<Json> => {
      const item = recorded(`open ${name}`, { payout_account_id: payoutAccountId });
      return (await sarf.call('POST', '/payments/v1/records', [item])).body[0];
    };
    const [fresh, part, whole, given] = [
      await make('new'),
      await make('part'),
      await make('whole'),
      await make('given'),
    ];
    await prove(sarf.call, part, 20);
    await prove(sarf.call, whole, 120.5);
    await set(given.id, 'unreceived');
    const open: OpenPayment[] = [];
    const account = { applicationId: sarf.sandbox.applicationId, payoutAccountId };
    for await (const one of openPaymentsOf(sarf.sql, sarf.deps, account)) open.push(one);
    assert.deepEqual(
      open.map(({ row }) => row.id),
      [fresh.id, part.id],
    );
    assert.deepEqual(open[0]?.payer, payer);
    assert.equal(open[1]?.row.matchedMinor, 2000n);
  });

  test('payments are locked in one order, whatever the order of the keys, and given in that of the keys', async () => {
    const ids = [await provenPayment(sarf), await provenPayment(sarf)];
    const keys = [...ids.toReversed(), NOBODY, ...ids].map(keyOf);
    const rows = await inTransaction(sarf.sql, (tx) => lockPayments(tx, keys));
    assert.deepEqual(
      rows.map((row) => row?.id),
      [ids[1], ids[0], undefined, ids[0], ids[1]],
    );
    const both = Array.from({ length: 20 }, (_, index) =>
      inTransaction(sarf.sql, (tx) => lockPayments(tx, (index % 2 ? ids : ids.toReversed()).map(keyOf))),
    );
    assert.equal((await Promise.all(both)).length, 20);
  });
});
