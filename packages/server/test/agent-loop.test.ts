import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Answer, loop, madeBy, refusalsIn } from './agent-loop.ts';
import { audit } from './audit.ts';
import { type KillableCapability, startKillable } from './killable-capability.ts';
import { addClient, type LimitedClient } from './limited-client.ts';
import { provenPayment } from './proven-payments.ts';
import { type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';

const CALLS = 1_000;
// What varied calls ask for, in AED. Nearly everything that is left is less than the largest, and in the end 1 fits.
const amountOf = (index: number): number => 1 + (index % 3);
const BUDGET = 500;

describe('an agent in a loop', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  const running: KillableCapability[] = [];
  before(async () => {
    sarf = await startSarf({ bankOptions: { settleMs: 20 } });
  });
  after(async () => {
    for (const capability of running) await capability.stop();
    await sarf?.stop();
  });

  /** A client within these limits, and the capabilities as they run for it. */
  async function agentWithin(limits: Parameters<typeof addClient>[1] = {}) {
    const client = await addClient(sarf, limits);
    const capability = await startKillable(sarf.apiUrl, client.credentials);
    running.push(capability);
    return { client, capability };
  }
  /** What the client asked for, in AED and in numbers, by the hour and the day of the clock: the windows of limits. */
  async function askedFor(table: 'payouts' | 'refunds', { id }: LimitedClient) {
    const rows = await sarf.sql<{ day: string; hour: string; count: number; minor: bigint }[]>`
      select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day,
             to_char(created_at at time zone 'UTC', 'HH24') as hour,
             count(*)::int as count, sum(amount_minor)::bigint as minor
      from ${sarf.sql(table)} where asked_by = ${`client:${id}`} group by 1, 2`;
    const sumOf = (some: readonly { minor: bigint }[]): number =>
      Number(some.reduce((sum, { minor }) => sum + minor, 0n)) / 100;
    return {
      count: rows.reduce((sum, { count }) => sum + count, 0),
      amount: sumOf(rows),
      hours: rows.map(({ count }) => count),
      days: [...Map.groupBy(rows, ({ day }) => day).values()].map(sumOf),
    };
  }
  /** Fails unless every answer is a success, a replay, or one of these refusals, by its name. */
  const onlyRefusedAs = (answers: readonly Answer[], ...names: readonly string[]): void =>
    assert.deepEqual(
      Object.keys(refusalsIn(answers)).filter((name) => !names.includes(name)),
      [],
    );
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
  const spentBy = (answers: readonly Answer[]): number =>
    sum(answers.map(({ refusal, replayed, body }) => (refusal === null && !replayed ? body.amount : 0)));

  describe('that creates payouts', () => {
    const order = (amount: number, reference: string): Record<string, unknown> => ({
      body: { amount, currency: 'AED', destination_id: sarf.sandbox.destinationId, reference },
    });

    test('1,000 times the same: money moves once, also when the process is killed meanwhile', async (t) => {
      const { client, capability } = await agentWithin();
      const startedAt = performance.now();
      const answers = await loop(capability.mcpUrl, {
        tool: 'lean-createpayoutpayment',
        count: CALLS,
        argumentsOf: () => order(75, 'the same'),
        midway: capability.killAndStart,
      });
      t.diagnostic(`${Math.round((CALLS / (performance.now() - startedAt)) * 1_000)} calls/s`);
      onlyRefusedAs(answers, 'POSSIBLE_DUPLICATE');
      const [id, ...others] = madeBy(answers);
      assert.deepEqual(others, []);
      assert.equal(answers.filter(({ refusal, replayed }) => refusal === null && !replayed).length, 1);
      assert.deepEqual(await askedFor('payouts', client), { count: 1, amount: 75, hours: [1], days: [75] });
      await sarf.reach(id ?? '', 'completed');
    });

    test('1,000 different ones: the budget of the day is spent, and not a hundredth more', async () => {
      const { client, capability } = await agentWithin({ perDayMinor: BigInt(BUDGET) * 100n, perPayoutMinor: 3_00n });
      const answers = await loop(capability.mcpUrl, {
        tool: 'lean-createpayoutpayment',
        count: CALLS,
        argumentsOf: (index) => order(amountOf(index), `one of many ${index}`),
        midway: capability.killAndStart,
      });
      onlyRefusedAs(answers, 'AGENT_LIMIT');
      for (const { said } of answers.filter(({ refusal }) => refusal !== null)) assert.match(said, /a day.*money_moved: no/);
      const asked = await askedFor('payouts', client);
      assert.ok(asked.days.every((amount) => amount <= BUDGET), `${asked.days}`);
      assert.equal(asked.count, madeBy(answers).length);
      if (asked.days.length > 1) return;
      assert.equal(asked.amount, BUDGET);
      const { body: limits } = await client.call('GET', '/clients/v1/me/limits');
      assert.match(JSON.stringify(limits), /"AED"/);
    });

    test('1,000 different ones: as many as an hour allows', async () => {
      const { client, capability } = await agentWithin({ countPerHour: 120 });
      const answers = await loop(capability.mcpUrl, {
        tool: 'lean-createpayoutpayment',
        count: CALLS,
        argumentsOf: (index) => order(amountOf(index), `one of an hour ${index}`),
      });
      onlyRefusedAs(answers, 'AGENT_LIMIT');
      const asked = await askedFor('payouts', client);
      assert.ok(asked.hours.every((count) => count <= 120), `${asked.hours}`);
      if (asked.hours.length === 1) assert.equal(asked.count, 120);
      assert.equal(asked.count, madeBy(answers).length);
    });
  });

  describe('that asks for refunds', () => {
    const give = (payment_id: string, amount: number): Record<string, unknown> => ({
      body: { payment_id, amount, reason_code: 'CUSTOMER_REQUEST' },
    });
    const sumsOf = async (paymentId: string): Promise<Json> =>
      (await sarf.call('GET', `/payments/v1/${paymentId}`)).body.refunds;

    test('1,000 times the same: one refund, also when the process is killed meanwhile', async () => {
      const { client, capability } = await agentWithin();
      const paymentId = await provenPayment(sarf, { amount: 2_000 });
      const answers = await loop(capability.mcpUrl, {
        tool: 'lean-createrefund',
        count: CALLS,
        argumentsOf: () => give(paymentId, 15),
        midway: capability.killAndStart,
      });
      onlyRefusedAs(answers);
      assert.equal(madeBy(answers).length, 1);
      assert.equal((await askedFor('refunds', client)).count, 1);
      assert.equal((await sumsOf(paymentId)).remaining, 1_985);
    });

    test('1,000 different ones: what remains of the payment, and the budget, are not exceeded; all of it is paid once', async () => {
      const { client, capability } = await agentWithin({ perDayMinor: BigInt(BUDGET) * 100n });
      const payments = [await provenPayment(sarf, { amount: 300 }), await provenPayment(sarf, { amount: 2_000 })];
      const [small = '', large = ''] = payments;
      const ask = (paymentId: string, midway?: () => Promise<void>): Promise<Answer[]> =>
        loop(capability.mcpUrl, {
          tool: 'lean-createrefund',
          count: CALLS / 2,
          // No two of them are alike: each leaves a trace of its own, and hundredths do not add up to one more.
          argumentsOf: (index) => ({ ...give(paymentId, amountOf(index)), idempotency_key: `${paymentId} ${index}` }),
          ...(midway && { midway }),
        });
      const first = await ask(small, capability.killAndStart);
      onlyRefusedAs(first, 'AMOUNT_OVER_MAX_VALUE');
      assert.deepEqual(await sumsOf(small).then(({ remaining }) => remaining), 0);
      const second = await ask(large);
      onlyRefusedAs(second, 'AGENT_LIMIT');
      const asked = await askedFor('refunds', client);
      assert.ok(asked.days.every((amount) => amount <= BUDGET), `${asked.days}`);
      if (asked.days.length === 1) assert.equal(asked.amount, BUDGET);
      const ids = madeBy([...first, ...second]);
      assert.equal(asked.count, ids.length);
      await confirmAgainAndAgain(capability, ids);
    });

    /** Confirms all refunds a hundred at a time, over and over, and waits until the money has arrived. */
    async function confirmAgainAndAgain({ mcpUrl }: KillableCapability, ids: readonly string[]): Promise<void> {
      const lists = Array.from({ length: Math.ceil(ids.length / 100) }, (_, at) => ids.slice(at * 100, at * 100 + 100));
      const answers = await loop(mcpUrl, {
        tool: 'lean-processrefunds',
        count: 20 * lists.length,
        argumentsOf: (index) => ({
          body: lists[index % lists.length]?.map((refund_id) => ({ refund_id, status: 'CONFIRMED' })),
        }),
      });
      onlyRefusedAs(answers);
      await until('all are paid', async () => {
        const rows = await sarf.sql<{ state: string; count: number }[]>`
          select state, count(*)::int from payouts where refund_id = any(${ids}::uuid[]) group by 1`;
        return rows.length === 1 && rows[0]?.state === 'completed' && rows[0].count === ids.length;
      });
    }
  });

  test('leaves books that fit', async () => {
    await audit(sarf);
  });
});
