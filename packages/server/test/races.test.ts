import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { callbackSecret } from '../src/compose.ts';
import type { Deps } from '../src/deps.ts';
import { takeDueWork } from '../src/payouts/work-due.ts';
import { startWorker, type Worker } from '../src/worker/loop.ts';
import { audit } from './audit.ts';
import { type Called, type Json, type RunningSarf, send, startSarf, until } from './running-sarf.ts';

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const statusOf = ({ body }: Called): string => body.status;
const idsOf = (answers: readonly Called[]): string[] => [...new Set(answers.map(({ body }) => body.id))];
const made = (answers: readonly Called[]): Called[] => answers.filter(({ status }) => status === 201);
const replayed = ({ headers }: Called): boolean => headers.get('idempotent-replayed') === 'true';

/** Makes requests for payouts, all at once, each at the next of the addresses. */
async function payAtOnce(sarf: RunningSarf, urls: readonly string[], requests: readonly object[]): Promise<Called[]> {
  const authorization = `Bearer ${await sarf.token()}`;
  const shared = { amount: 1, currency: 'AED', destination_id: sarf.sandbox.destinationId };
  return Promise.all(
    requests.map((request, index) => {
      const url = `${urls[index % urls.length]}/payouts/v1/payment`;
      return send(url, 'POST', { ...shared, ...request }, { authorization });
    }),
  );
}

async function historyOf(sarf: RunningSarf, id: string): Promise<string> {
  const { body } = await sarf.call('GET', `/payouts/v1/payments/${id}/history`);
  return body.content.map((line: Json) => line.state).join(' ');
}

async function available(sarf: RunningSarf, accountId: string): Promise<number> {
  const { body } = await sarf.call('GET', '/payouts/v1/accounts');
  return body.content.find((one: Json) => one.id === accountId).available;
}

/** Waits until every payout is final, and gives how many there are in each state. */
function settled(sarf: RunningSarf): Promise<Record<string, number>> {
  return until('every payout is final', async () => {
    const rows = await sarf.sql<{ state: string; count: bigint; open: boolean }[]>`
      select state, count(*) as count, bool_or(due_at is not null) as open from payouts group by state`;
    return !rows.some(({ open }) => open) && Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]));
  });
}

describe('requests that race', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  let one: string[];
  let two: string[];
  before(async () => {
    sarf = await startSarf({ worker: false });
    one = [sarf.apiUrl];
    two = [sarf.apiUrl, (await sarf.join({ api: true })).apiUrl];
  });
  after(() => sarf.stop());

  test('200 with the same key make one payout, and all are told of it', async () => {
    const answers = await payAtOnce(
      sarf,
      one,
      times(200, () => ({ idempotency_key: 'same' })),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.equal(idsOf(answers).length, 1);
    assert.equal(answers.filter((answer) => !replayed(answer)).length, 1);
    const rows = await sarf.sql`select id from payouts where idempotency_key = 'same'`;
    assert.equal(rows.length, 1);
  });

  test('the same keys at two processes make one payout each', async () => {
    const answers = await payAtOnce(
      sarf,
      two,
      // Every key comes four times, twice at each process.
      times(400, (index) => ({ idempotency_key: `both-${index % 100}` })),
    );
    assert.equal(made(answers).length, 400);
    assert.equal(idsOf(answers).length, 100);
    assert.equal(answers.filter((answer) => !replayed(answer)).length, 100);
  });

  test('of different contents under one key exactly one wins, and the others are told in what they differ', async () => {
    const base = { amount: 5, currency: 'AED', description: 'a', reference: 'a' };
    const other = await sarf.call('POST', '/payouts/v1/payment/destinations', {
      beneficiary_name: 'Omar Saleh',
      account_number: '0012345678',
      bank_code: 'EBILAEAD',
      country: 'AE',
    });
    const contents: Record<string, unknown>[] = [
      base,
      { ...base, amount: 6 },
      // Another account is locked for it, so that only the key itself stands between the two.
      { ...base, currency: 'SAR' },
      { ...base, description: 'b' },
      { ...base, reference: 'b', description: undefined },
      { ...base, destination_id: other.body.id },
    ];
    for (const round of times(10, String)) {
      const requests = times(48, (index) => ({ ...contents[index % contents.length], idempotency_key: `c${round}` }));
      // The reference of an earlier round would make a twin.
      const answers = await payAtOnce(
        sarf,
        two,
        requests.map((request) => ({ ...request, allow_duplicate: true })),
      );
      checkOneContentWon(requests, answers, contents.length);
    }
  });

  test('keys that cross in two currencies at two processes are settled without a fault', async () => {
    // One process locks the account in AED and the other the one in SAR, and they take the keys in opposite orders.
    const requests = times(300, (index) => {
      const key = Math.floor(index / 2);
      return index % 2 ? { currency: 'SAR', idempotency_key: `x${149 - key}` } : { idempotency_key: `x${key}` };
    });
    const answers = await payAtOnce(sarf, two, requests);
    assert.equal(made(answers).length, 150);
    assert.equal(answers.filter((answer) => statusOf(answer) === 'IDEMPOTENCY_KEY_REUSED').length, 150);
  });

  test('a balance is given away once: as many are accepted as it covers', async () => {
    const account = await sarf.openAccount('AED', 100_000n);
    const watch = watchBalance(sarf, account);
    const answers = await payAtOnce(
      sarf,
      two,
      times(60, () => ({ amount: 30, payout_account_id: account })),
    );
    const lowest = await watch();
    assert.equal(made(answers).length, 33);
    const refused = answers.filter(({ status }) => status !== 201);
    assert.deepEqual(new Set(refused.map(statusOf)), new Set(['INSUFFICIENT_FUNDS']));
    for (const { status, body } of refused) {
      assert.equal(status, 409);
      assert.partialDeepStrictEqual(body, { money_moved: 'no', metadata: { payout_account_id: account } });
    }
    assert.equal(await available(sarf, account), 10);
    assert(lowest >= 0);
  });

  test('whatever the amounts, what is accepted is covered and what is refused would not have been', async () => {
    const amount = fc.integer({ min: 1, max: 40_000 });
    await fc.assert(
      fc.asyncProperty(fc.array(amount, { minLength: 10, maxLength: 40 }), async (amounts) => {
        const account = await sarf.openAccount('USD', 100_000n);
        const shared = { currency: 'USD', payout_account_id: account };
        const requests = amounts.map((minor) => ({ ...shared, amount: minor / 100 }));
        const answers = await payAtOnce(sarf, two, requests);
        const accepted = answers.map(({ status }) => status === 201);
        const spent = amounts.filter((_, index) => accepted[index]).reduce((sum, minor) => sum + minor, 0);
        const left = 100_000 - spent;
        assert(left >= 0);
        assert.equal(Math.round((await available(sarf, account)) * 100), left);
        for (const [index, minor] of amounts.entries()) assert(accepted[index] || minor > left);
      }),
      { numRuns: 8 },
    );
  });

  test('twins under different keys: one is made, and the others are told of it', async () => {
    const twins = (keyed: boolean) =>
      times(40, (index) => ({
        amount: 77,
        reference: `invoice 1 ${keyed}`,
        ...(keyed && { idempotency_key: `twin-${index}` }),
      }));
    for (const keyed of [true, false]) {
      const answers = await payAtOnce(sarf, two, twins(keyed));
      const [first] = made(answers);
      assert.equal(made(answers).length, 1);
      const others = answers.filter((answer) => answer !== first);
      for (const { status, body } of others) {
        assert.equal(status, 409);
        const metadata = { payment_id: first?.body.id };
        assert.partialDeepStrictEqual(body, { status: 'POSSIBLE_DUPLICATE', money_moved: 'no', metadata });
      }
    }
    const onPurpose = await payAtOnce(
      sarf,
      two,
      twins(true)
        .slice(0, 4)
        .map((twin) => ({ ...twin, idempotency_key: undefined, allow_duplicate: true })),
    );
    assert.equal(idsOf(made(onPurpose)).length, 4);
  });

  test('bad requests in one batch with good ones harm none of them', async () => {
    const poor = await sarf.openAccount('AED', 100n);
    const nobody = '00000000-0000-7000-8000-000000000000';
    await payAtOnce(sarf, one, [{ idempotency_key: 'taken' }, { reference: 'taken' }]);
    const bad: [status: string, request: object][] = [
      ['UNKNOWN_PAYMENT_DESTINATION', { destination_id: nobody }],
      ['UNKNOWN_PAYOUT_ACCOUNT', { payout_account_id: nobody }],
      ['CURRENCY_MISMATCH', { payout_account_id: poor, currency: 'USD' }],
      ['OPERATION_NOT_ALLOWED', { currency: 'JPY' }],
      ['INSUFFICIENT_FUNDS', { payout_account_id: poor, amount: 1.01 }],
      ['IDEMPOTENCY_KEY_REUSED', { idempotency_key: 'taken', amount: 2 }],
      ['POSSIBLE_DUPLICATE', { reference: 'taken' }],
      ['INVALID_AMOUNT', { amount: 1.001 }],
      ['AMOUNT_UNDER_MIN_VALUE', { amount: 0 }],
    ];
    const requests = times(90, (index) => bad[index % 10]?.[1] ?? { idempotency_key: `good-${index}` });
    const answers = await payAtOnce(sarf, one, requests);
    answers.forEach((answer, index) => {
      assert.equal(statusOf(answer), bad[index % 10]?.[0] ?? 'PENDING');
    });
    assert.equal(idsOf(made(answers)).length, 9);
  });

  test('a refusal does not use a key up, even in the batch of the request that gets it', async () => {
    const poor = await sarf.openAccount('AED', 100n);
    const requests = times(40, (index) => ({
      idempotency_key: `twice-${index >> 1}`,
      ...(index % 2 ? {} : { payout_account_id: poor, amount: 50 }),
    }));
    const answers = await payAtOnce(sarf, one, requests);
    answers.forEach((answer, index) => {
      assert.match(statusOf(answer), index % 2 ? /^PENDING$/ : /^(INSUFFICIENT_FUNDS|IDEMPOTENCY_KEY_REUSED)$/);
    });
  });

  test('after all of it the books fit', () => audit(sarf));
});

/** Whoever has the content that won is told of the payout; the others are told in which fields theirs differs. */
function checkOneContentWon(requests: readonly Record<string, unknown>[], answers: readonly Called[], kinds: number) {
  const winners = made(answers);
  const [won] = requests.filter((_, index) => answers[index]?.status === 201);
  assert.equal(idsOf(winners).length, 1);
  assert.equal(winners.length, requests.length / kinds);
  assert.equal(winners.filter((answer) => !replayed(answer)).length, 1);
  answers.forEach(({ status, body }, index) => {
    if (status === 201) return;
    assert.equal(body.status, 'IDEMPOTENCY_KEY_REUSED', JSON.stringify(body));
    const fields = ['amount', 'currency', 'destination_id', 'description', 'reference'];
    const differing = fields.filter((field) => requests[index]?.[field] !== won?.[field]);
    assert.deepEqual([status, body.metadata], [409, { payment_id: winners[0]?.body.id, fields: differing }]);
    assert.deepEqual(
      body.errors.map((fault: Json) => fault.path),
      differing,
    );
  });
}

/** Reads a balance over and over until it is called; gives the lowest that it saw. */
function watchBalance(sarf: RunningSarf, account: string): () => Promise<number> {
  let watching = true;
  const seen: number[] = [];
  const work = (async () => {
    while (watching) seen.push(await available(sarf, account));
  })();
  return async () => {
    watching = false;
    await work;
    return Math.min(...seen);
  };
}

for (const count of [2, 4]) {
  test(`${count} workers hand every one of 500 payouts to the bank exactly once`, async (t) => {
    const sarf = await startSarf({ worker: false, bankOptions: { settleMs: 50 } });
    const workers: Worker[] = [];
    t.after(async () => {
      for (const worker of workers) await worker.stop();
      await sarf.stop();
    });
    const requests = times(500, () => ({}));
    assert.equal(idsOf(made(await payAtOnce(sarf, [sarf.apiUrl], requests))).length, 500);
    // Small bites, so that all of them get some.
    workers.push(...times(count, (n) => startWorker(sarf.deps, { name: `w:${n}`, take: takeDueWork, claimMax: 7 })));
    assert.deepEqual(await settled(sarf), { completed: 500 });
    const { body } = await sarf.bank('GET', '/instructions?limit=1000');
    assert.equal(body.content.length, 500);
    for (const { times_received, times_booked } of body.content) {
      assert.deepEqual([times_received, times_booked], [1, 1]);
    }
    const actors = await sarf.sql`select distinct actor from history where to_state = 'submitting'`;
    assert.equal(actors.length, count);
    await audit(sarf);
  });
}

describe('workers, cancellations and banks that race', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  before(async () => {
    // Its worker is the test itself, step by step.
    sarf = await startSarf({ worker: false, bankOptions: { settleMs: 0 } });
  });
  after(() => sarf.stop());

  const take = (limit = 500) => takeDueWork(sarf.deps, 'worker:test', limit);
  /** Takes up due payouts until there are this many, which may have to fall due first. */
  const takeDue = (claimed: number) =>
    until(`${claimed} payouts are due`, async () => {
      const work = await take();
      return work.claimed === claimed && work;
    });
  const cancel = (id: string) => sarf.call('POST', `/payouts/v1/payments/${id}/cancel`);
  const atBank = async (id: string): Promise<Json> => {
    const { body } = await sarf.call('GET', `/payouts/v1/${id}`);
    return (await sarf.bank('GET', `/instructions/${body.end_to_end_id}`)).body;
  };

  test('claims at once share the payouts out and take none twice', async () => {
    const answers = await payAtOnce(
      sarf,
      [sarf.apiUrl],
      times(100, () => ({})),
    );
    assert.equal(made(answers).length, 100);
    const works = await Promise.all(times(8, () => take(30)));
    const rest = await take();
    assert.equal(
      works.reduce((sum, work) => sum + work.claimed, rest.claimed),
      100,
    );
    await Promise.all([...works, rest].map((work) => work.run()));
    assert.deepEqual(await settled(sarf), { completed: 100 });
    await audit(sarf);
  });

  test('a cancellation that comes while the claim is being saved comes too late', async () => {
    const id = await sarf.pay(1);
    const [work, cancelled] = await whileHistoryIsLocked(sarf, take, () => cancel(id));
    assert.equal(work.claimed, 1);
    assert.partialDeepStrictEqual(cancelled.body, { status: 'INVALID_STATE', metadata: { state: 'submitting' } });
    await work.run();
    await sarf.reach(id, 'completed');
    assert.equal((await atBank(id)).times_booked, 1);
  });

  test('a claim that comes while the cancellation is being saved finds nothing', async () => {
    const id = await sarf.pay(1);
    const claims: number[] = [];
    const [cancelled] = await whileHistoryIsLocked(
      sarf,
      () => cancel(id),
      async () => claims.push((await take()).claimed),
    );
    assert.equal(cancelled.body.status, 'REJECTED');
    assert.deepEqual([...claims, (await take()).claimed], [0, 0]);
    assert.equal((await atBank(id)).times_received, undefined);
  });

  test('of many payouts each is either cancelled or paid, never both', async (t) => {
    const ids = idsOf(
      await payAtOnce(
        sarf,
        [sarf.apiUrl],
        times(150, () => ({})),
      ),
    );
    // One at a time, so that there is something left to cancel.
    const worker = startWorker(sarf.deps, { name: 'slow', take: takeDueWork, claimMax: 1, claimsInFlightMax: 1 });
    t.after(() => worker.stop());
    await until('the first is with the bank', async () => {
      const [{ count } = { count: 0n }] = await sarf.sql<{ count: bigint }[]>`
        select count(*) as count from payouts where id = any(${ids}::uuid[]) and state <> 'queued'`;
      return count > 3n;
    });
    const cancellations = await Promise.all(ids.map(cancel));
    await settled(sarf);
    const late = cancellations.filter((answer) => statusOf(answer) === 'INVALID_STATE').length;
    const timely = cancellations.filter((answer) => statusOf(answer) === 'REJECTED').length;
    assert.equal(late + timely, 150);
    assert(late > 0 && timely > 0, `${late} came too late and ${timely} in time, so nothing raced`);
    for (const [index, id] of ids.entries()) {
      const paid = cancellations[index]?.status === 409;
      assert.equal((await sarf.call('GET', `/payouts/v1/${id}`)).body.status, paid ? 'COMPLETED' : 'REJECTED');
      assert.equal((await atBank(id)).times_received, paid ? 1 : undefined);
    }
    await audit(sarf);
  });

  test('callbacks that race each other and the answer complete each payout once', async () => {
    const ids = idsOf(
      await payAtOnce(
        sarf,
        [sarf.apiUrl],
        times(60, () => ({})),
      ),
    );
    const rows = await sarf.sql<{ endToEndId: string }[]>`
      select end_to_end_id from payouts where id = any(${ids}::uuid[]) order by random()`;
    const endToEndIds = rows.map((row) => row.endToEndId);
    const work = await take();
    const callbacks = times(8, (n) =>
      callBack(sarf, n % 3 ? 'ACSC' : 'ACSP', n % 2 ? endToEndIds : endToEndIds.toReversed()),
    );
    const answers = await Promise.all([work.run(), ...callbacks]);
    for (const answer of answers) assert.equal(answer?.status ?? 200, 200);
    await settled(sarf);
    for (const id of ids) assert.match(await historyOf(sarf, id), /^queued submitting (with_bank )?completed$/);
    await audit(sarf);
  });

  test('a worker that was held up for longer than its lease does not call the bank any more', async () => {
    const id = await sarf.pay(1);
    const held = await takeDueWork(withLease(sarf.deps, 700, 400), 'worker:held', 500);
    assert.equal(held.claimed, 1);
    await (await takeDue(1)).run();
    await sarf.reach(id, 'in_doubt');
    await held.run();
    // Asked, never seen, and taken up by another worker, whose call the first one must not take for its own.
    await (await takeDue(1)).run();
    const other = await takeDue(1);
    await held.run();
    assert.equal(await historyOf(sarf, id), 'queued submitting in_doubt queued submitting');
    assert.equal((await atBank(id)).times_received, undefined);
    await other.run();
    await sarf.reach(id, 'completed');
    assert.match(await historyOf(sarf, id), /^queued submitting in_doubt queued submitting (with_bank )?completed$/);
    assert.equal((await atBank(id)).times_received, 1);
  });

  test('a submission that comes to the bank after "never seen" is not made a second time', async () => {
    const id = await sarf.pay(1.94);
    await (await take()).run();
    await sarf.reach(id, 'in_doubt');
    await (await takeDue(1)).run();
    await sarf.reach(id, 'queued');
    // As if the first call had lain about in the network until now.
    const { end_to_end_id, amount, currency, debtor_iban, creditor } = await atBank(id);
    const instruction = { end_to_end_id, amount, currency, debtor_iban, creditor };
    await sarf.bank('POST', '/instructions', { instructions: [instruction] });
    await sarf.reach(id, 'completed');
    assert.equal((await take()).claimed, 0);
    assert.equal(await historyOf(sarf, id), 'queued submitting in_doubt queued in_doubt completed');
    assert.partialDeepStrictEqual(await atBank(id), { times_received: 2, times_booked: 1 });
  });

  test('after all of it the books fit', () => audit(sarf));
});

/**
 * Lets two things run into each other: no line of history can be saved until the first has come that far, and the
 * second has come that far too or is done.
 */
async function whileHistoryIsLocked<A, B>(
  sarf: RunningSarf,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<[A, B]> {
  const [a, b] = await sarf.sql.begin(async (tx) => {
    await tx`lock table history in share row exclusive mode`;
    const waiting = async (): Promise<number> => {
      const rows = await tx`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return rows.length;
    };
    const a = first();
    await until('the first waits', async () => (await waiting()) > 0);
    let done = false;
    const b = second().finally(() => {
      done = true;
    });
    await until('the second waits or is done', async () => done || (await waiting()) > 1);
    return [[a], [b]] as const;
  });
  return [await a[0], await b[0]];
}

/** The same, for a worker with another lease and another patience with the bank. */
function withLease(deps: Deps, leaseMs: number, timeoutMs: number): Deps {
  const banks = [...deps.banks].map(([name, connector]) => {
    const capabilities = { ...connector.capabilities, timeoutMs };
    return [name, { ...connector, capabilities }] as const;
  });
  return { ...deps, banks: new Map(banks), settings: { ...deps.settings, leaseMs } };
}

/** Calls back as the bank does, with its signature. */
async function callBack(sarf: RunningSarf, status: string, endToEndIds: readonly string[]): Promise<Called> {
  const at = new Date().toISOString();
  const notifications = endToEndIds.map((id) => ({
    end_to_end_id: id,
    status,
    reason_code: null,
    reason: null,
    bank_reference: null,
    at,
  }));
  const body = JSON.stringify({ notifications });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const secret = callbackSecret(sarf.deps.secretKey);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return send(`${sarf.apiUrl}/banks/v1/callbacks/sandbox`, 'POST', body, {
    'content-type': 'application/json',
    'bank-timestamp': timestamp,
    'bank-signature': `v1=${signature}`,
  });
}
