import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { changesSomething, type OperationId, operations, type RefusalCode } from '@sarf/contract';
import { readOnly } from '../src/auth/agent-limits.ts';
import { createClient } from '../src/auth/clients.ts';
import { setFourEyes } from '../src/auth/parties.ts';
import type { Deps } from '../src/deps.ts';
import { makeIban } from '../src/foundation/iban.ts';
import { createPayouts } from '../src/payouts/create-payouts.ts';
import { creationFor, makeAgent, runCommand } from './agents.ts';
import { audit } from './audit.ts';
import { addApplication, allScopes, assertAnswer, assertRefused, callerOf, NOBODY } from './doors.ts';
import { provenPayment } from './proven-payments.ts';
import { type Called, type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';

const REFUNDS = '/payouts/refunds';

describe('the limits of a client, over HTTP', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false });
  });
  after(() => sarf.stop());

  /** Fails unless the answer is AGENT_LIMIT by this limit. */
  const assertLimited = (called: Called, limit: string, paths: string[] = []): Json => {
    const { metadata } = assertRefused(called, 'AGENT_LIMIT', paths);
    assert.equal(metadata.limit, limit, JSON.stringify(metadata));
    return metadata;
  };

  test('a client without limits is told so, and nothing of it is counted', async () => {
    const agent = await makeAgent(sarf);
    assertAnswer('createPayoutPayment', await agent.pay(1));
    const limits = assertAnswer('getAgentLimits', await agent.call('GET', '/payouts/v1/agent-limits'));
    assert.partialDeepStrictEqual(limits, { limited: false, read_only: false, amounts: [], count_this_hour: 0 });
    assert.deepEqual(await agent.counters(), { spent: {}, count: 0 });
  });

  test('what is asked for is counted, told, and refused where it is too much', async () => {
    const agent = await makeAgent(
      sarf,
      ...['--max-amount-per-payout', 'AED 60.00, SAR 5', '--max-total-per-day', 'AED 100', '--max-count-per-hour', '3'],
    );
    assert.partialDeepStrictEqual(assertLimited(await agent.pay(60.01), 'max_amount_per_payout'), {
      allowed: 60,
      asked: 60.01,
      currency: 'AED',
    });
    assertAnswer('createPayoutPayment', await agent.pay(60));
    assert.partialDeepStrictEqual(assertLimited(await agent.pay(40.01), 'max_total_per_day'), { left: 40 });
    assert.deepEqual(assertLimited(await agent.pay(1, { currency: 'USD' }), 'currency').allowed, ['AED', 'SAR']);
    assertAnswer('createPayoutPayment', await agent.pay(40));
    assertAnswer('createPayoutPayment', await agent.pay(5, { currency: 'SAR' }));
    const limits = await agent.limits();
    assert.partialDeepStrictEqual(limits, { limited: true, max_count_per_hour: 3, count_this_hour: 3 });
    assert.deepEqual(limits.amounts, [
      { currency: 'AED', max_amount_per_payout: 60, max_total_per_day: 100, spent_today: 100, left_today: 0 },
      { currency: 'SAR', max_amount_per_payout: 5, max_total_per_day: null, spent_today: 5, left_today: null },
    ]);
    assert.equal(
      assertLimited(await agent.pay(1, { currency: 'SAR' }), 'max_count_per_hour').resets_at,
      limits.hour_ends_at,
    );
    assert.deepEqual(await agent.counters(), { spent: { AED: 100_00, SAR: 5_00 }, count: 3 });
  });

  test('a request that is wrong in itself is told that first, and uses nothing', async () => {
    const agent = await makeAgent(sarf, '--max-count-per-hour', '1', '--max-total-per-day', 'AED 100000000');
    assertRefused(await agent.pay(1, { destination_id: NOBODY }), 'UNKNOWN_PAYMENT_DESTINATION');
    assertRefused(await agent.pay(1, { payout_account_id: NOBODY }), 'UNKNOWN_PAYOUT_ACCOUNT');
    assertRefused(await agent.pay(99_999_999), 'INSUFFICIENT_FUNDS');
    assert.deepEqual(await agent.counters(), { spent: {}, count: 0 });
    assertAnswer('createPayoutPayment', await agent.pay(1));
    // Who may ask for nothing more learns nothing of the balance.
    assertLimited(await agent.pay(99_999_999), 'max_count_per_hour');
  });

  test('the same key again is the same payout, is not counted again, and is answered when nothing is left', async () => {
    const agent = await makeAgent(sarf, '--max-count-per-hour', '1');
    const key = { idempotency_key: randomUUID() };
    const first = await agent.pay(3, key);
    const again = await agent.pay(3, key);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.deepEqual(again.body, first.body);
    assertRefused(await agent.pay(4, key), 'IDEMPOTENCY_KEY_REUSED', ['amount']);
    assertLimited(await agent.pay(3, { idempotency_key: randomUUID() }), 'max_count_per_hour');
    assert.equal((await agent.counters()).count, 1);
  });

  test('only the destinations that are allowed are paid, and registering one does not make it so', async () => {
    const agent = await makeAgent(sarf, '--allowed-destinations', sarf.sandbox.destinationId.toUpperCase());
    assertAnswer('createPayoutPayment', await agent.pay(1));
    const details = { beneficiary_name: 'Omar Saleh', iban: makeIban('AE', '0330000000987654321') };
    const made = assertAnswer(
      'createPayoutDestination',
      await agent.call('POST', '/payouts/v1/payment/destinations', details),
    );
    assert.equal(assertLimited(await agent.pay(1, { destination_id: made.id }), 'allowed_destinations').asked, made.id);
    assert.deepEqual((await agent.limits()).allowed_destinations, [sarf.sandbox.destinationId]);
    await agent.limit('--allowed-destinations', 'any');
    assertAnswer('createPayoutPayment', await agent.pay(1, { destination_id: made.id }));
  });

  test('who may only look may look and preview, and change nothing', async () => {
    const agent = await makeAgent(sarf, '--read-only', 'yes');
    // The transaction knows at once; the door, which is asked before the form of a request, hears of it a little later.
    const atTheDoor = async () => (await agent.call('POST', '/payouts/v1/payment', {})).body;
    await until('the door has heard of it', async () => (await atTheDoor()).message === readOnly().message);
    for (const id of Object.keys(operations) as OperationId[]) {
      const { method, path } = operations[id];
      const called = await agent.call(method, path.replaceAll(/:\w+/g, NOBODY));
      if (changesSomething(operations[id])) assertLimited(called, 'read_only');
      else assert.notEqual(called.body?.status, 'AGENT_LIMIT', id);
    }
    await agent.limit('--read-only', 'no');
    await until('it has heard of that as well', async () => (await agent.pay(1)).status === 201);
  });

  test('previews are what changes nothing though it is sent', () => {
    const looks = Object.entries(operations).filter(([, one]) => one.method !== 'GET' && !changesSomething(one));
    assert.deepEqual(looks.map(([id]) => id).toSorted(), ['previewPayout', 'previewRefund']);
    for (const [, { scope }] of looks) assert.match(scope ?? '', /:read$/);
  });

  test('what needs approval waits for another party, is counted, and is not approved by such a client', async () => {
    const [agent, other] = [await makeAgent(sarf, '--needs-approval', 'yes'), await makeAgent(sarf)];
    const key = { idempotency_key: randomUUID() };
    const first = await agent.pay(7, key);
    const payout = assertAnswer('createPayoutPayment', first);
    assert.partialDeepStrictEqual(payout, {
      status: 'PENDING',
      approval: { asked_by: `client:${agent.id}`, decided_by: null },
    });
    const [row] = await sarf.sql`select state, due_at, asked_by from payouts where id = ${payout.id}`;
    assert.deepEqual({ ...row }, { state: 'awaiting_approval', dueAt: null, askedBy: `client:${agent.id}` });
    assert.deepEqual(await agent.counters(), { spent: { AED: 700 }, count: 1 });
    assertAnswer('approvePayout', await other.call('POST', `/payouts/v1/payments/${payout.id}/approve`));
    // The first answer, as it was.
    assert.deepEqual((await agent.pay(7, key)).body, first.body);
  });

  test('the clients of one member are one party, and their limits are their own', async () => {
    const { deps, sandbox } = sarf;
    const make = async (name: string) => createClient(deps, sandbox.applicationId, name, allScopes, 'lina');
    const [one, two] = [await make('one'), await make('two')];
    await runCommand(sarf, 'set-agent-limits', '--client', one.clientId, '--needs-approval', 'yes');
    const [asks, approves] = [await callerOf(sarf, one), await callerOf(sarf, two)];
    const body = { amount: 2, currency: 'AED', destination_id: sandbox.destinationId };
    const payout = assertAnswer('createPayoutPayment', await asks('POST', '/payouts/v1/payment', body));
    assert.equal(payout.approval.asked_by, 'member:lina');
    assertRefused(await approves('POST', `/payouts/v1/payments/${payout.id}/approve`), 'SECOND_PARTY_NEEDED');
  });

  describe('and refunds', () => {
    const askFor = (payment_id: string, amount: number, more = {}) => ({
      payment_id,
      amount,
      reason_code: 'CUSTOMER_REQUEST',
      ...more,
    });
    const confirm = (call: RunningSarf['call'], ...ids: string[]) =>
      call(
        'PUT',
        REFUNDS,
        ids.map((refund_id) => ({ refund_id, status: 'CONFIRMED' })),
      );

    test('a list is made wholly or not at all, each refund counted', async () => {
      const payment = await provenPayment(sarf, { amount: 100 });
      const limits = [
        '--max-total-per-day',
        'AED 50',
        '--max-amount-per-payout',
        'AED 30',
        '--max-count-per-hour',
        '3',
      ];
      const agent = await makeAgent(sarf, ...limits, '--allowed-destinations', sarf.sandbox.destinationId);
      const ask = (...amounts: number[]) =>
        agent.call(
          'POST',
          REFUNDS,
          amounts.map((amount) => askFor(payment, amount)),
        );
      assertLimited(await ask(20, 31), 'max_amount_per_payout', ['[1].amount']);
      assert.equal(assertLimited(await ask(20, 20, 20), 'max_total_per_day', ['[2].amount']).left, 10);
      assertLimited(await ask(1, 1, 1, 1), 'max_count_per_hour', ['[3].amount']);
      assert.deepEqual(await agent.counters(), { spent: {}, count: 0 });
      assertAnswer('createRefund', await ask(20, 20));
      assertAnswer('createPayoutPayment', await agent.pay(10));
      assert.deepEqual(await agent.counters(), { spent: { AED: 50_00 }, count: 3 });
    });

    test('a key again is not counted again, and is answered when nothing is left', async () => {
      const payment = await provenPayment(sarf, { amount: 100 });
      const agent = await makeAgent(sarf, '--max-count-per-hour', '1');
      const item = askFor(payment, 5, { idempotency_key: randomUUID() });
      const first = assertAnswer('createRefund', await agent.call('POST', REFUNDS, item));
      assert.deepEqual((await agent.call('POST', REFUNDS, item)).body, first);
      assertLimited(await agent.call('POST', REFUNDS, askFor(payment, 5)), 'max_count_per_hour', ['amount']);
    });

    test('who confirms what another client created is counted for it, and nobody twice', async () => {
      const payment = await provenPayment(sarf, { amount: 100 });
      const limits = ['--max-total-per-day', 'AED 30', '--max-count-per-hour', '9'];
      const [agent, other] = [await makeAgent(sarf, ...limits), await makeAgent(sarf)];
      const make = async (call: RunningSarf['call'], amount: number): Promise<string> =>
        assertAnswer('createRefund', await call('POST', REFUNDS, askFor(payment, amount))).id;
      const own = await make(agent.call, 20);
      assertAnswer('processRefunds', await confirm(agent.call, own));
      assert.deepEqual(await agent.counters(), { spent: { AED: 20_00 }, count: 1 });
      const [big, small] = [await make(other.call, 10.01), await make(other.call, 10)];
      assertLimited(await confirm(agent.call, small, big), 'max_total_per_day', ['[1].refund_id']);
      assertAnswer('processRefunds', await confirm(agent.call, small));
      assertAnswer('processRefunds', await confirm(agent.call, small));
      assert.deepEqual(await agent.counters(), { spent: { AED: 30_00 }, count: 2 });
      assertAnswer('processRefunds', await confirm(other.call, big));
      assert.deepEqual(await other.counters(), { spent: {}, count: 0 });
    });

    test('who needs approval confirms nothing, not even without four eyes, and may take back', async () => {
      await setFourEyes(sarf.deps, sarf.sandbox.applicationId, false);
      const payment = await provenPayment(sarf, { amount: 100 });
      const agent = await makeAgent(sarf, '--needs-approval', 'yes');
      const { id } = assertAnswer('createRefund', await agent.call('POST', REFUNDS, askFor(payment, 5)));
      assertLimited(await confirm(agent.call, id), 'needs_approval');
      const [row] = await sarf.sql`select state from refunds where id = ${id}`;
      assert.equal(row?.state, 'created');
      const reject = [{ refund_id: id, status: 'REJECTED' }];
      assertAnswer('processRefunds', await agent.call('PUT', REFUNDS, reject));
    });
  });

  test('a new day and a new hour begin with nothing; a limit that is lowered holds at once', async () => {
    const agent = await makeAgent(sarf, '--max-total-per-day', 'AED 10', '--max-count-per-hour', '2');
    const at = (time: string): Deps['clock'] => ({ ...sarf.deps.clock, now: () => new Date(time) });
    const payAt = async (time: string, amountMinor: bigint): Promise<RefusalCode | 'made'> => {
      const deps = { ...sarf.deps, clock: at(time) };
      const [outcome] = await createPayouts(deps, [creationFor(sarf, agent.id, amountMinor)]);
      return outcome && 'refusal' in outcome ? outcome.refusal.code : 'made';
    };
    assert.equal(await payAt('2026-05-01T22:59:59.999Z', 600n), 'made');
    assert.equal(await payAt('2026-05-01T23:00:00.000Z', 500n), 'AGENT_LIMIT');
    assert.equal(await payAt('2026-05-01T23:59:59.999Z', 200n), 'made');
    assert.equal(await payAt('2026-05-01T23:59:59.999Z', 200n), 'made');
    // Two in the hour from 23:00, though there is money left.
    await agent.limit('--max-total-per-day', 'AED 20');
    assert.equal(await payAt('2026-05-01T23:59:59.999Z', 100n), 'AGENT_LIMIT');
    assert.equal(await payAt('2026-05-02T00:00:00.000Z', 1000n), 'made');
    await agent.limit('--max-total-per-day', 'AED 5');
    assert.equal(await payAt('2026-05-02T01:00:00.000Z', 1n), 'AGENT_LIMIT');
    await agent.limit('--max-total-per-day', 'AED 10.01');
    assert.equal(await payAt('2026-05-02T01:00:00.000Z', 1n), 'made');
    await agent.limit('--clear', 'yes');
    assert.equal(await payAt('2026-05-02T01:00:00.000Z', 9999n), 'made');
    assert.deepEqual((await agent.counters()).spent, { AED: 600 + 200 + 200 + 1000 + 1 });
  });

  test('the books fit after all of it', () => audit(sarf));

  test('the commands say what they did, and what is wrong with their words', async () => {
    const agent = await makeAgent(sarf);
    const set = (...words: string[]) => agent.limit(...words);
    assert.match(await runCommand(sarf, 'show-agent-limits', '--client', agent.id), /It has no limits/);
    const shown = await set('--max-amount-per-payout', 'AED 500.00, KWD 1.250', '--max-count-per-hour', '0');
    assert.match(shown, /AED +at once 500\.00; a day any amount/);
    assert.match(shown, /KWD +at once 1\.250/);
    // What is not given stays; what is given replaces.
    assert.match(await set('--max-total-per-day', 'SAR 1'), /KWD +at once 1\.250/);
    assert.doesNotMatch(await set('--max-amount-per-payout', 'none'), /KWD|AED/);
    assert.match(await runCommand(sarf, 'list-clients'), new RegExp(`${agent.id} .* limited `));
    const wrong: [string[], RegExp][] = [
      [['--max-amount-per-payout', 'AED 1.234'], /no more decimals than the currency/],
      [['--max-amount-per-payout', '500'], /no amount such as AED/],
      [['--max-amount-per-payout', 'AED -5'], /no amount such as AED/],
      [['--max-total-per-day', 'AED 9999999999999'], /up to 999,999,999,999/],
      [['--max-total-per-day', 'ABC 5'], /not a currency/],
      [['--max-total-per-day', 'AED 5, AED 6'], /AED twice/],
      [['--max-count-per-hour=-1'], /whole number/],
      [['--max-count-per-hour', '1.5'], /whole number/],
      [['--allowed-destinations', ','], /ids of destinations, or any/],
      [['--allowed-destinations', 'x'], /must be an id/],
      [['--allowed-destinations', NOBODY], /no destination 01890000/],
      [['--read-only', 'maybe'], /--read-only must be yes or no/],
      [['--clear', 'yes', '--read-only', 'yes'], /stands alone/],
      [[], /which limit/],
    ];
    for (const [words, message] of wrong) await assert.rejects(async () => set(...words), message);
    for (const name of ['set-agent-limits', 'show-agent-limits', 'stop-client', 'resume-client']) {
      const more = name === 'set-agent-limits' ? ['--read-only', 'yes'] : [];
      await assert.rejects(runCommand(sarf, name, '--client', NOBODY, ...more), /There is no client/);
    }
    // Another application's destination is none.
    const other = await addApplication(sarf);
    const words = ['--client', other.client.clientId, '--allowed-destinations', sarf.sandbox.destinationId];
    await assert.rejects(runCommand(sarf, 'set-agent-limits', ...words), /has no destination/);
  });
});
