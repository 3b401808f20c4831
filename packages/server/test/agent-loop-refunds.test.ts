import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type Answer,
  agentWithin,
  amountOf,
  askedFor,
  assertRefusedOnlyAs,
  CALLS,
  loop,
  madeBy,
} from './agent-loop.ts';
import { audit } from './audit.ts';
import type { RunningCapability } from './capability-runner.ts';
import { provenPayment } from './proven-payments.ts';
import { type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';

// In AED, a day.
const BUDGET = 500;

describe('an agent in a loop that asks for refunds', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  const stops: (() => Promise<void>)[] = [];
  before(async () => {
    sarf = await startSarf({ bankOptions: { settleMs: 20 } });
  });
  after(async () => {
    for (const stop of stops) await stop();
    await sarf?.stop();
  });

  const running = async (limits?: Parameters<typeof agentWithin>[1]) => {
    const agent = await agentWithin(sarf, limits);
    stops.push(agent.capability.stop);
    return agent;
  };
  const give = (payment_id: string, amount: number): Record<string, unknown> => ({
    body: { payment_id, amount, reason_code: 'CUSTOMER_REQUEST' },
  });
  const sumsOf = async (paymentId: string): Promise<Json> =>
    (await sarf.call('GET', `/payments/v1/${paymentId}`)).body.refunds;

  test('1,000 times the same: one refund, also when the process is killed meanwhile', async () => {
    const { client, capability } = await running();
    const paymentId = await provenPayment(sarf, { amount: 2_000 });
    const answers = await loop(capability.mcpUrl, {
      tool: 'lean-createrefund',
      count: CALLS,
      argumentsOf: () => give(paymentId, 15),
      midway: capability.killAndStart,
    });
    assertRefusedOnlyAs(answers);
    assert.equal(madeBy(answers).length, 1);
    assert.equal((await askedFor(sarf, 'refunds', client)).count, 1);
    assert.equal((await sumsOf(paymentId)).remaining, 1_985);
  });

  test('1,000 different ones: what remains of the payment, and the budget, are not exceeded; all of it is paid once', async () => {
    const { client, capability } = await running({ perDayMinor: BigInt(BUDGET) * 100n });
    const payments = [await provenPayment(sarf, { amount: 300 }), await provenPayment(sarf, { amount: 2_000 })];
    const [small = '', large = ''] = payments;
    const ask = (paymentId: string, midway?: () => Promise<void>): Promise<Answer[]> =>
      loop(capability.mcpUrl, {
        tool: 'lean-createrefund',
        count: CALLS / 2,
        // With a key of its own each is meant, as three amounts do not make hundreds of different calls.
        argumentsOf: (index) => ({ ...give(paymentId, amountOf(index)), idempotency_key: `${paymentId}-${index}` }),
        ...(midway && { midway }),
      });
    const first = await ask(small, capability.killAndStart);
    assertRefusedOnlyAs(first, 'AMOUNT_OVER_MAX_VALUE');
    assert.deepEqual(await sumsOf(small).then(({ remaining }) => remaining), 0);
    const second = await ask(large);
    assertRefusedOnlyAs(second, 'AGENT_LIMIT');
    const asked = await askedFor(sarf, 'refunds', client);
    assert.ok(
      asked.byDay.every((amount) => amount <= BUDGET),
      `${asked.byDay}`,
    );
    if (asked.byDay.length === 1) assert.equal(asked.amount, BUDGET);
    const ids = madeBy([...first, ...second]);
    assert.equal(asked.count, ids.length);
    await confirmAgainAndAgain(capability, ids);
  });

  /** Confirms all refunds a hundred at a time, over and over, and waits until the money has arrived. */
  async function confirmAgainAndAgain({ mcpUrl }: RunningCapability, ids: readonly string[]): Promise<void> {
    const lists = Array.from({ length: Math.ceil(ids.length / 100) }, (_, at) => ids.slice(at * 100, at * 100 + 100));
    const answers = await loop(mcpUrl, {
      tool: 'lean-processrefunds',
      count: 20 * lists.length,
      argumentsOf: (index) => ({
        body: lists[index % lists.length]?.map((refund_id) => ({ refund_id, status: 'CONFIRMED' })),
      }),
    });
    assertRefusedOnlyAs(answers);
    await until('all are paid', async () => {
      const rows = await sarf.sql<{ state: string; count: number }[]>`
        select state, count(*)::int from payouts where refund_id = any(${ids}::uuid[]) group by 1`;
      return rows.length === 1 && rows[0]?.state === 'completed' && rows[0].count === ids.length;
    });
  }

  test('leaves books that fit', async () => {
    await audit(sarf);
  });
});
