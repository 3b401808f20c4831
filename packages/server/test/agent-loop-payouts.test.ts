import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { agentWithin, amountOf, askedFor, assertRefusedOnlyAs, CALLS, loop, madeBy } from './agent-loop.ts';
import { audit } from './audit.ts';
import { type RunningSarf, startSarf } from './running-sarf.ts';

// In AED, a day.
const BUDGET = 500;

describe('an agent in a loop that creates payouts', { concurrency: 1 }, () => {
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
  const order = (amount: number, reference: string): Record<string, unknown> => ({
    body: { amount, currency: 'AED', destination_id: sarf.sandbox.destinationId, reference },
  });

  test('1,000 times the same: money moves once, also when the process is killed meanwhile', async (t) => {
    const { client, capability } = await running();
    const startedAt = performance.now();
    const answers = await loop(capability.mcpUrl, {
      tool: 'lean-createpayoutpayment',
      count: CALLS,
      argumentsOf: () => order(75, 'the same'),
      midway: capability.killAndStart,
    });
    t.diagnostic(`${Math.round((CALLS / (performance.now() - startedAt)) * 1_000)} calls/s`);
    assertRefusedOnlyAs(answers, 'POSSIBLE_DUPLICATE');
    const [id, ...others] = madeBy(answers);
    assert.deepEqual(others, []);
    assert.equal(answers.filter(({ refusal, replayed }) => refusal === null && !replayed).length, 1);
    assert.deepEqual(await askedFor(sarf, 'payouts', client), { count: 1, amount: 75, byHour: [1], byDay: [75] });
    await sarf.reach(id ?? '', 'completed');
  });

  test('1,000 different ones: the budget of the day is spent, and not a hundredth more', async () => {
    const { client, capability } = await running({ perDayMinor: BigInt(BUDGET) * 100n, perPayoutMinor: 3_00n });
    const answers = await loop(capability.mcpUrl, {
      tool: 'lean-createpayoutpayment',
      count: CALLS,
      argumentsOf: (index) => order(amountOf(index), `one of many ${index}`),
      midway: capability.killAndStart,
    });
    assertRefusedOnlyAs(answers, 'AGENT_LIMIT');
    for (const { said } of answers.filter(({ refusal }) => refusal !== null))
      assert.match(said, /a day.*money_moved: no/);
    const asked = await askedFor(sarf, 'payouts', client);
    assert.ok(
      asked.byDay.every((amount) => amount <= BUDGET),
      `${asked.byDay}`,
    );
    assert.equal(asked.count, madeBy(answers).length);
    if (asked.byDay.length === 1) assert.equal(asked.amount, BUDGET);
  });

  test('different ones: as many as an hour allows', async () => {
    const { client, capability } = await running({ countPerHour: 120 });
    const answers = await loop(capability.mcpUrl, {
      tool: 'lean-createpayoutpayment',
      count: 300,
      argumentsOf: (index) => order(amountOf(index), `one of an hour ${index}`),
    });
    assertRefusedOnlyAs(answers, 'AGENT_LIMIT');
    const asked = await askedFor(sarf, 'payouts', client);
    assert.ok(
      asked.byHour.every((count) => count <= 120),
      `${asked.byHour}`,
    );
    if (asked.byHour.length === 1) assert.equal(asked.count, 120);
    assert.equal(asked.count, madeBy(answers).length);
  });

  test('leaves books that fit', async () => {
    await audit(sarf);
  });
});
