import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '../../capability.ts';
import type { Outcome } from '../../running/runtime.ts';
import { type Content, createReplays, type Replays } from './replays.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
// 10:00 UTC, in the middle of a fixed window.
const MORNING = Date.UTC(2026, 10, 21, 10);

const content = (args: JsonObject = { amount: 1 }, ownKey: string | null = null): Content => ({
  scope: ['desk'],
  tool: 'pay',
  arguments: args,
  ownKey,
  isOneRequest: true,
});

const answer = (status: number, body: object = {}, headers: Record<string, string> = {}): Outcome => ({
  kind: 'answer',
  status,
  headers,
  body: Buffer.from(JSON.stringify(body)),
});
const LOST: Outcome = { kind: 'fault', status: 504, code: 'upstream-timeout', message: 'late', outcomeUnknown: true };
const UNSENT: Outcome = {
  kind: 'fault',
  status: 502,
  code: 'upstream-unreachable',
  message: 'down',
  outcomeUnknown: false,
};
const REFUSED = answer(409, { status: 'INSUFFICIENT_FUNDS', money_moved: 'no' });

type Way = 'fine' | 'unsent' | 'refused' | 'lost-before' | 'lost-after' | 'thrown-after' | 'broken-after';

/** An API that honours keys: the same key is carried out once. */
function payingApi() {
  const paid = new Map<string, number>();
  const calls: string[] = [];
  const pay = (key: string): Outcome => {
    const before = paid.get(key);
    if (before === undefined) paid.set(key, paid.size + 1);
    return answer(201, { id: paid.get(key) }, before === undefined ? {} : { 'idempotent-replayed': 'true' });
  };
  return {
    paid,
    calls,
    async send(key: string, way: Way = 'fine'): Promise<Outcome> {
      calls.push(key);
      await Promise.resolve();
      if (way === 'unsent') return UNSENT;
      if (way === 'refused') return REFUSED;
      if (way === 'lost-before') return LOST;
      const done = pay(key);
      if (way === 'thrown-after') throw new Error('lost');
      if (way === 'lost-after') return LOST;
      return way === 'broken-after' ? answer(500) : done;
    },
  };
}

const at = (time: { now: number }, limits = {}): Replays => createReplays({ now: () => time.now, ...limits });

describe('the same call again', () => {
  test('gives the first result, and the API is not called', async () => {
    const api = payingApi();
    const replays = at({ now: MORNING });
    const first = await replays.carryOut(content({ a: 1, b: [1.5] }), (key) => api.send(key));
    const again = await replays.carryOut(content({ b: [JSON.rawJSON('1.50')], a: JSON.rawJSON('1.0') }), (key) =>
      api.send(key),
    );
    assert.equal(first.replayed, false);
    assert.deepEqual(again, { ...first, replayed: true });
    assert.equal(first.derived, true);
    assert.equal(first.windowEndsAt, MORNING + DAY);
    assert.equal(api.calls.length, 1);
    const other = await replays.carryOut(content({ a: 2 }), (key) => api.send(key));
    assert.notEqual(other.key, first.key);
    assert.equal(api.paid.size, 2);
  });

  test('is shared while the first is under way', async () => {
    const api = payingApi();
    const replays = at({ now: MORNING });
    const all = await Promise.all(
      Array.from({ length: 1_000 }, () => replays.carryOut(content(), (key) => api.send(key))),
    );
    assert.equal(api.calls.length, 1);
    assert.equal(all.filter(({ replayed }) => !replayed).length, 1);
  });

  test('is made again after a refusal that moved no money, and says so of nobody', async () => {
    const api = payingApi();
    const replays = at({ now: MORNING });
    for (const way of ['refused', 'unsent', 'fine'] as const) {
      const { afterUnknown, replayed } = await replays.carryOut(content(), (key) => api.send(key, way));
      assert.deepEqual([afterUnknown, replayed], [false, false], way);
    }
    assert.equal(api.calls.length, 3);
  });

  test('goes under the same key after an end that nobody knows, even a week later', async () => {
    const time = { now: MORNING };
    const api = payingApi();
    const replays = at(time);
    await replays.carryOut(content(), (key) => api.send(key, 'lost-after'));
    time.now += 7 * DAY;
    const refused = await replays.carryOut(content(), (key) => api.send(key, 'refused'));
    assert.equal(refused.afterUnknown, true);
    const known = await replays.carryOut(content(), (key) => api.send(key));
    assert.deepEqual([known.afterUnknown, known.replayed], [true, true]);
    assert.equal(api.paid.size, 1);
    // Only from here on does its window run.
    assert.equal(known.windowEndsAt, time.now + DAY);
    assert.equal((await replays.carryOut(content(), (key) => api.send(key))).replayed, true);
    assert.equal(api.calls.length, 3);
  });

  test('under a key of its own is another call, and the same one with that key', async () => {
    const api = payingApi();
    const replays = at({ now: MORNING });
    await replays.carryOut(content(), (key) => api.send(key));
    const own = await replays.carryOut(content({ amount: 1 }, 'mine'), (key) => api.send(key));
    assert.deepEqual([own.key, own.derived, own.replayed], ['mine', false, false]);
    assert.equal((await replays.carryOut(content({ amount: 1 }, 'mine'), (key) => api.send(key))).replayed, true);
    assert.equal(api.paid.size, 2);
  });

  test('to another API, or of another tool, is another call', async () => {
    const api = payingApi();
    const replays = at({ now: MORNING });
    for (const other of [{}, { scope: ['other'] }, { tool: 'refund' }]) {
      await replays.carryOut({ ...content(), ...other }, (key) => api.send(key));
    }
    assert.equal(api.paid.size, 3);
  });

  test('of several requests is not safe after a refusal: the ones before it may have been carried out', async () => {
    const api = payingApi();
    const replays = at({ now: MORNING });
    const several = { ...content(), isOneRequest: false };
    await replays.carryOut(several, (key) => api.send(key, 'refused'));
    assert.equal((await replays.carryOut(several, (key) => api.send(key))).afterUnknown, true);
  });
});

describe('the window', () => {
  test('counts from the first call, and ends when a quiet day is over', async () => {
    const time = { now: MORNING };
    const api = payingApi();
    const replays = at(time);
    const call = () => replays.carryOut(content(), (key) => api.send(key));
    const first = await call();
    time.now = MORNING + DAY - 2 * HOUR;
    assert.equal((await call()).replayed, true);
    time.now = MORNING + DAY;
    const next = await call();
    assert.equal(next.replayed, false);
    assert.notEqual(next.key, first.key);
    assert.equal(api.paid.size, 2);
  });

  test('stays open for a loop that runs across its end', async () => {
    const time = { now: MORNING };
    const api = payingApi();
    const replays = at(time);
    for (let minute = 0; minute < 3 * 24 * 60; minute += 20) {
      time.now = MORNING + minute * 60_000;
      await replays.carryOut(content(), (key) => api.send(key));
    }
    assert.equal(api.paid.size, 1);
  });

  test('a process that has forgotten derives the same key within the same fixed window', async () => {
    const api = payingApi();
    for (const hour of [0, 3, 13]) await at({ now: MORNING + hour * HOUR }).carryOut(content(), (key) => api.send(key));
    assert.equal(api.paid.size, 1);
    const nextDay = await at({ now: MORNING + 14 * HOUR }).carryOut(content(), (key) => api.send(key));
    assert.equal(nextDay.replayed, false);
  });

  test('a clock that is put back changes nothing', async () => {
    const time = { now: MORNING };
    const api = payingApi();
    const replays = at(time);
    await replays.carryOut(content(), (key) => api.send(key));
    time.now -= 2 * DAY;
    assert.equal((await replays.carryOut(content(), (key) => api.send(key))).replayed, true);
  });
});

describe('what is remembered', () => {
  test('stays within its limits, the oldest go first, and what is under way stays', async () => {
    const api = payingApi();
    const replays = at({ now: MORNING }, { entriesMax: 10 });
    let open = (_: Outcome): void => {};
    const slow = replays.carryOut(content({ slow: true }), () => new Promise((resolve) => (open = resolve)));
    for (let n = 0; n < 100; n++) await replays.carryOut(content({ n }), (key) => api.send(key));
    const shared = replays.carryOut(content({ slow: true }), (key) => api.send(key));
    open(answer(201));
    assert.deepEqual([(await slow).replayed, (await shared).replayed], [false, true]);
    assert.equal(api.calls.length, 100);
    // The newest are still known; the oldest are asked of the API, which knows their keys.
    await replays.carryOut(content({ n: 99 }), (key) => api.send(key));
    assert.equal(api.calls.length, 100);
    assert.equal((await replays.carryOut(content({ n: 0 }), (key) => api.send(key))).replayed, true);
    assert.equal(api.paid.size, 100);
  });

  test('holds no more than so many bytes of results', async () => {
    const calls: string[] = [];
    const replays = at({ now: MORNING }, { bytesMax: 100_000 });
    const big = (key: string): Promise<Outcome> => {
      calls.push(key);
      return Promise.resolve(answer(201, { fill: 'x'.repeat(40_000) }));
    };
    for (const n of [1, 2, 3]) await replays.carryOut(content({ n }), big);
    await replays.carryOut(content({ n: 3 }), big);
    assert.equal(calls.length, 3);
    await replays.carryOut(content({ n: 1 }), big);
    assert.equal(calls.length, 4);
  });
});

test('a thousand identical calls, some at once, some failing in every way, are carried out at most once', async () => {
  const ways: Way[] = ['fine', 'unsent', 'refused', 'lost-before', 'lost-after', 'thrown-after', 'broken-after'];
  const step = fc.record({
    way: fc.constantFrom(...ways),
    together: fc.integer({ min: 1, max: 20 }),
    forget: fc.integer({ max: 9, min: 0 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 100, maxLength: 100 }), async (steps) => {
      const time = { now: MORNING };
      const api = payingApi();
      let replays = at(time);
      for (const { way, together, forget } of steps) {
        // A restart now and then: the fixed window is still the same.
        if (forget === 0) replays = at(time);
        time.now += 60_000;
        await Promise.allSettled(
          Array.from({ length: together }, () => replays.carryOut(content(), (key) => api.send(key, way))),
        );
      }
      assert.ok(api.paid.size <= 1);
    }),
    { numRuns: 30 },
  );
});
