import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { readLimits } from '../src/auth/agent-limits.ts';
import type { Sql } from '../src/foundation/database.ts';
import { newId } from '../src/foundation/id.ts';
import { createPayouts } from '../src/payouts/create-payouts.ts';
import { createRefunds } from '../src/refunds/create-refunds.ts';
import { decideRefunds } from '../src/refunds/decide-refunds.ts';
import { type Agent, creationFor, makeAgent, runCommand } from './agents.ts';
import { audit } from './audit.ts';
import { assertAnswer, assertRefused } from './doors.ts';
import { provenPayment } from './proven-payments.ts';
import { type Called, fetchToken, type RunningSarf, send, startSarf, until } from './running-sarf.ts';

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const made = (answers: readonly Called[]): Called[] => answers.filter(({ status }) => status === 201);
const codes = (answers: readonly Called[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(answers, ({ status, body }) => (status === 201 ? 'made' : body.status))].map(([code, all]) => [
      code,
      all.length,
    ]),
  );

describe('limits against requests that come at once', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  let urls: string[];
  before(async () => {
    sarf = await startSarf({ worker: false });
    urls = [sarf.apiUrl, (await sarf.join({ api: true })).apiUrl];
  });
  after(() => sarf.stop());

  const urlOf = (index: number): string => urls[index % urls.length] ?? '';

  /** What this client really has: payouts and refunds that exist. */
  async function accepted(agent: Agent): Promise<{ spent: number; count: number }> {
    const [row] = await sarf.sql<{ spent: bigint | null; count: bigint }[]>`
      select sum(amount_minor)::bigint as spent, count(*) as count from (
        select p.amount_minor from payouts p
        join history h on h.application_id = p.application_id and h.object_id = p.id and h.sequence = 1
        where h.actor = ${`client:${agent.id}`}
        union all
        select r.amount_minor from refunds r
        join history h on h.application_id = r.application_id and h.object_id = r.id and h.sequence = 1
        where h.actor = ${`client:${agent.id}`}
      ) made`;
    return { spent: Number(row?.spent ?? 0n), count: Number(row?.count ?? 0n) };
  }

  async function assertCounted(agent: Agent): Promise<void> {
    const [{ spent, count }, real] = [await agent.counters(), await accepted(agent)];
    assert.deepEqual({ spent: spent.AED ?? 0, count }, real);
  }

  test('100 payouts at two processes against a budget for three: exactly three', async () => {
    const agent = await makeAgent(sarf, '--max-total-per-day', 'AED 30.00');
    const answers = await Promise.all(times(100, (index) => agent.pay(10, {}, urlOf(index))));
    assert.deepEqual(codes(answers), { made: 3, AGENT_LIMIT: 97 });
    for (const { body } of answers.filter(({ status }) => status !== 201)) {
      assert.equal(body.metadata.limit, 'max_total_per_day');
    }
    await assertCounted(agent);
  });

  test('100 payouts at two processes in an hour for seven: exactly seven', async () => {
    const agent = await makeAgent(sarf, '--max-count-per-hour', '7');
    const answers = await Promise.all(times(100, (index) => agent.pay(1, {}, urlOf(index))));
    // The hour may change while they come.
    const { count } = await accepted(agent);
    assert.equal(made(answers).length, count);
    const hours = await sarf.sql<{ count: number }[]>`select count from client_hours where client_id = ${agent.id}`;
    assert.deepEqual(
      [...hours].map((row) => row.count),
      times(hours.length, () => 7),
    );
    await assertCounted(agent);
  });

  test('the same keys from everywhere are counted once each', async () => {
    const agent = await makeAgent(sarf, '--max-total-per-day', 'AED 10');
    const keyed = (index: number) => ({ idempotency_key: `once-${index % 10}` });
    const answers = await Promise.all(times(100, (index) => agent.pay(1, keyed(index), urlOf(Math.floor(index / 10)))));
    assert.deepEqual(codes(answers), { made: 100 });
    assert.deepEqual(await accepted(agent), { spent: 10_00, count: 10 });
    await assertCounted(agent);
  });

  test('clients that are limited and those that are not share batches and balances, each within its own', async () => {
    const account = await sarf.openAccount('AED', 120_00n);
    const agents = [
      await makeAgent(sarf, '--max-total-per-day', 'AED 50'),
      await makeAgent(sarf, '--max-total-per-day', 'AED 20', '--max-count-per-hour', '100'),
      await makeAgent(sarf),
    ];
    const answers = await Promise.all(
      times(90, (index) => agents[index % 3]?.pay(5, { payout_account_id: account }, urlOf(Math.floor(index / 3)))),
    );
    const sums = await Promise.all(agents.map(async (agent) => (await accepted(agent)).spent));
    const [first = 0, second = 0] = sums;
    assert(first <= 50_00 && second <= 20_00, String(sums));
    // What one of them is refused another one gets, until the balance is used up.
    assert.equal(
      sums.reduce((sum, one) => sum + one, 0),
      120_00,
    );
    assert.equal(made(answers.flatMap((one) => one ?? [])).length, 24);
    for (const agent of agents.slice(0, 2)) await assertCounted(agent);
  });

  test('payouts, refunds and confirmations at once never exceed the budget, whatever their order', async () => {
    const payment = await provenPayment(sarf, { amount: 2000 });
    const plan = fc.array(
      fc.record({ kind: fc.constantFrom('pay', 'refund'), amount: fc.integer({ min: 1, max: 9 }) }),
      {
        minLength: 10,
        maxLength: 25,
      },
    );
    await fc.assert(
      fc.asyncProperty(plan, async (asks) => {
        const agent = await makeAgent(sarf, '--max-total-per-day', 'AED 30', '--max-amount-per-payout', 'AED 8');
        const token = await fetchToken(sarf.apiUrl, { ...sarf.sandbox, client: agent.client });
        const answers = await Promise.all(
          asks.map(({ kind, amount }, index) => {
            if (kind === 'pay') return agent.pay(amount, {}, urlOf(index));
            const item = { payment_id: payment, amount, reason_code: 'CUSTOMER_REQUEST' };
            const headers = { authorization: `Bearer ${token}` };
            return send(`${urlOf(index)}/payouts/refunds`, 'POST', item, headers);
          }),
        );
        for (const { status, body } of answers) assert(status === 201 || body.status === 'AGENT_LIMIT', body.message);
        const { spent } = await accepted(agent);
        assert(spent <= 30_00, `${spent} was accepted`);
        // Nothing was refused that would have fitted: what is left is less than the smallest that was refused for it.
        const refused = asks.filter((_, index) => answers[index]?.body.metadata?.limit === 'max_total_per_day');
        assert(
          refused.every(({ amount }) => spent + amount * 100 > 30_00),
          `${spent} of 3000 was accepted`,
        );
        await assertCounted(agent);
      }),
      { numRuns: 6 },
    );
  });

  test('one client confirms what another made, at once from everywhere: counted once, within its budget', async () => {
    const payment = await provenPayment(sarf, { amount: 500 });
    const [agent, other] = [await makeAgent(sarf, '--max-total-per-day', 'AED 30'), await makeAgent(sarf)];
    const item = { payment_id: payment, amount: 10, reason_code: 'CUSTOMER_REQUEST' };
    const refunds = assertAnswer(
      'createRefund',
      await other.call(
        'POST',
        '/payouts/refunds',
        times(8, () => item),
      ),
    );
    const token = await fetchToken(sarf.apiUrl, { ...sarf.sandbox, client: agent.client });
    const answers = await Promise.all(
      times(24, (index) => {
        const body = [{ refund_id: refunds[index % 8].id, status: 'CONFIRMED' }];
        return send(`${urlOf(index)}/payouts/refunds`, 'PUT', body, { authorization: `Bearer ${token}` });
      }),
    );
    const confirmed = await sarf.sql`select id from refunds where payment_id = ${payment} and state <> 'created'`;
    assert.equal(confirmed.length, 3);
    for (const called of answers.filter(({ status }) => status !== 200)) {
      assertRefused(called, 'AGENT_LIMIT', ['[0].refund_id']);
    }
    assert.deepEqual(await agent.counters(), { spent: { AED: 30_00 }, count: 3 });
  });

  test('connections that are killed leave counters and payouts that agree', async () => {
    const agent = await makeAgent(sarf, '--max-total-per-day', 'AED 40');
    const killing = killConnections(sarf.sql);
    const answers = await Promise.all(
      times(120, (index) => agent.pay(1, { idempotency_key: `killed-${index}` }, urlOf(index))),
    );
    assert((await killing.stop()) > 0, 'nothing was killed');
    await assertCounted(agent);
    // Whoever asks again under the same key finds what was made, and the budget is used to its end.
    const again = await Promise.all(
      times(120, (index) => agent.pay(1, { idempotency_key: `killed-${index}` }, urlOf(index))),
    );
    assert.deepEqual(codes(again), { made: 40, AGENT_LIMIT: 80 });
    assert(made(answers).length <= 40);
    assert.deepEqual(await accepted(agent), { spent: 40_00, count: 40 });
    await assertCounted(agent);
  });

  describe('the switch that stops a client', () => {
    test('once stop-client has returned nothing is accepted, at no process, while requests rain', async () => {
      const agent = await makeAgent(sarf);
      let stopped = false;
      const rain = times(16, async (index) => {
        for (let asked = 0; asked < 400; asked += 1) {
          const isLate = stopped;
          const { status, body } = await agent.pay(1, {}, urlOf(index));
          assert(!(isLate && status === 201), 'accepted after it was stopped');
          if (status !== 201) return assert.equal(body.status, 'CLIENT_STOPPED');
        }
        throw new Error('it was never stopped');
      });
      await until('it rains', async () => (await accepted(agent)).count >= 100);
      await runCommand(sarf, 'stop-client', '--client', agent.id);
      stopped = true;
      const then = (await accepted(agent)).count;
      await Promise.all(rain);
      assert.equal((await accepted(agent)).count, then);
    });

    test('it is exact even where the doors have not heard of it', async () => {
      const agent = await makeAgent(sarf);
      assertAnswer('createPayoutPayment', await agent.pay(1));
      // As while notifications do not pass: the transaction sees it whatever the door knows.
      const [limits] = await sarf.sql.begin(async (tx) => {
        const keys = [{ applicationId: sarf.sandbox.applicationId, clientId: agent.id, currency: 'AED' }];
        const at = new Date();
        const before = (await readLimits(tx, keys, { at, attempt: 1 })).get(agent.id);
        const stopping = runCommand(sarf, 'stop-client', '--client', agent.id);
        // The command waits for this transaction, which began before it.
        const first = await Promise.race([
          stopping.then(() => 'stopped'),
          until('the stop is saved', async () => {
            const [row] = await sarf.sql`select 1 from clients where id = ${agent.id} and stopped_at is not null`;
            return row && 'saved';
          }),
        ]);
        return [{ before, first, stopping }];
      });
      assert.equal(limits?.before?.isStopped, false);
      assert.equal(limits?.first, 'saved');
      await limits?.stopping;
      const [outcome] = await createPayouts(sarf.deps, [creationFor(sarf, agent.id, 100n)]);
      assert(outcome && 'refusal' in outcome);
      assert.equal(outcome.refusal.code, 'CLIENT_STOPPED');
    });

    test('refunds are neither made nor confirmed past the doors', async () => {
      const payment = await provenPayment(sarf, { amount: 100 });
      const agent = await makeAgent(sarf);
      const item = { payment_id: payment, amount: 1, reason_code: 'CUSTOMER_REQUEST' };
      const refund = assertAnswer('createRefund', await agent.call('POST', '/payouts/refunds', item));
      await runCommand(sarf, 'stop-client', '--client', agent.id);
      const who = { applicationId: sarf.sandbox.applicationId, clientId: agent.id, actor: `client:${agent.id}` };
      const nothing = { currency: null, description: null, externalReference: null, idempotencyKey: null };
      const asked = {
        id: newId(Date.now()),
        paymentId: payment,
        amount: 1,
        reasonCode: 'CUSTOMER_REQUEST',
        ...nothing,
      };
      const request = { ...who, isList: false, listKey: null, items: [{ ...asked, iban: null, city: null }] };
      const [made] = await createRefunds(sarf.deps, [request]);
      assert(made && 'refusal' in made && made.refusal.code === 'CLIENT_STOPPED');
      for (const to of ['confirmed', 'rejected'] as const) {
        const decisions = [{ refundId: refund.id, to }];
        await assert.rejects(decideRefunds(sarf.deps, { ...who, decisions }), { code: 'CLIENT_STOPPED' });
      }
    });

    test('the doors hear of it though nobody tells them, because they look', async () => {
      const agent = await makeAgent(sarf);
      assert.equal((await agent.limits()).limited, false);
      // As an operator would who writes into the table, or when the notification is lost with its connection.
      await sarf.sql`update clients set stopped_at = now() where id = ${agent.id}`;
      const look = async () => (await agent.call('GET', '/payouts/v1/agent-limits')).body.status === 'CLIENT_STOPPED';
      await until('the door has looked', look);
    });

    test('a stopped client gets no token and no answer, not even an old one; resumed it goes on at once', async () => {
      const agent = await makeAgent(sarf, '--max-count-per-hour', '2');
      const key = { idempotency_key: 'before-the-stop' };
      assertAnswer('createPayoutPayment', await agent.pay(1, key));
      const shown = await runCommand(sarf, 'stop-client', '--client', agent.id);
      assert.match(shown, /is stopped/);
      for (const url of urls) {
        await until('the door has heard of it', async () => (await agent.pay(1, key, url)).status === 403);
        assertRefused(await agent.pay(1, key, url), 'CLIENT_STOPPED');
      }
      assertRefused(await agent.call('GET', '/payouts/v1/agent-limits'), 'CLIENT_STOPPED');
      const { clientId: client_id, clientSecret: client_secret } = agent.client;
      const body = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
      const refused = await fetch(`${sarf.apiUrl}/oauth2/token`, { method: 'POST', body });
      assert.equal(refused.status, 400);
      const error = await refused.json();
      assert.partialDeepStrictEqual(error, { error: 'unauthorized_client' });
      assert.match(await runCommand(sarf, 'list-clients'), new RegExp(`${agent.id} .* stopped 20.* limited `));

      await runCommand(sarf, 'resume-client', '--client', agent.id);
      for (const url of urls) {
        const called = await until('the door has heard of it', async () => {
          const answer = await agent.pay(1, key, url);
          return answer.status === 201 && answer;
        });
        assert.equal(called.headers.get('idempotent-replayed'), 'true');
      }
      // Its limits are what they were.
      assertAnswer('createPayoutPayment', await agent.pay(1));
      assertRefused(await agent.pay(1), 'AGENT_LIMIT');
    });
  });

  test('the database refuses what would make the counters forget or allow more', async () => {
    const agent = await makeAgent(sarf, '--max-total-per-day', 'AED 10', '--max-count-per-hour', '5');
    assertAnswer('createPayoutPayment', await agent.pay(4));
    const attacks: [string, RegExp][] = [
      ['update client_days set spent_minor = 0', /only ever added/],
      ['update client_days set spent_minor = spent_minor + 601', /client_within_day/],
      ['update client_days set limit_minor = 399', /client_within_day/],
      ["update client_days set day = '2020-01-01'", /only ever added/],
      ["update client_days set currency = 'SAR'", /only ever added/],
      ['delete from client_days', /only ever added/],
      ['truncate client_days', /only ever added/],
      ['update client_hours set count = 0', /only ever added/],
      ['update client_hours set count = 6', /client_within_hour/],
      ["update client_hours set hour = hour - interval '1 hour'", /only ever added/],
      ['delete from client_hours', /only ever added/],
    ];
    for (const [statement, message] of attacks) {
      const where = statement.startsWith('truncate') ? '' : ` where client_id = '${agent.id}'`;
      await assert.rejects(sarf.sql.unsafe(`${statement}${where}`), message, statement);
    }
    await assertCounted(agent);
  });

  test('the books fit after all of it', () => audit(sarf));
});

/** Ends connections of the servers to the database, again and again, until it is stopped. */
function killConnections(sql: Sql): { stop(): Promise<number> } {
  let going = true;
  let killed = 0;
  const work = (async () => {
    for (let round = 0; round < 8 && going; round += 1) {
      const rows = await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'sarf' and pid <> pg_backend_pid()
          and state <> 'idle'`.catch(() => []);
      killed += rows.length;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return {
    async stop() {
      going = false;
      await work;
      // A pool may learn only with its next statements that it lost a connection; these are for that.
      for (let round = 0; round < 2; round += 1) {
        await Promise.allSettled(Array.from({ length: 64 }, () => sql`select 1`));
      }
      return killed;
    },
  };
}
