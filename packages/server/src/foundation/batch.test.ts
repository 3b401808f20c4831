import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createBatcher, type Outcome } from './batch.ts';
import { DatabaseLost } from './database.ts';
import { Refusal } from './refuse.ts';

type Run = (items: readonly number[], attempt: number) => Promise<readonly Outcome<number>[]>;

const batcher = (
  run: Run,
  more: { itemsMax?: number; inFlightMax?: number; waitingMax?: number; patienceMs?: number } = {},
) => createBatcher<number, number>({ run, itemsMax: 100, inFlightMax: 1, waitingMax: 1000, ...more });

const doubled = async (items: readonly number[]): Promise<Outcome<number>[]> =>
  items.map((item) => ({ value: item * 2 }));
const sqlError = (code: string): Error => Object.assign(new Error(code), { code });
const codeOf = (error: unknown): string => (error instanceof Refusal ? error.code : String(error));

describe('a batcher', () => {
  test('gives each item its own outcome, in the order of the items', async () => {
    const { submit } = batcher(doubled);
    assert.deepEqual(await Promise.all([1, 2, 3].map(submit)), [2, 4, 6]);
  });

  test('combines what comes at once, and what comes while a batch is under way', async () => {
    const sizes: number[] = [];
    const gates: (() => void)[] = [];
    const { submit } = batcher(async (items) => {
      sizes.push(items.length);
      await new Promise<void>((resolve) => gates.push(resolve));
      return doubled(items);
    });
    const first = [submit(1), submit(2)];
    await new Promise(setImmediate);
    const second = [submit(3), submit(4), submit(5)];
    gates.shift()?.();
    await Promise.all(first);
    await new Promise(setImmediate);
    gates.shift()?.();
    await Promise.all(second);
    assert.deepEqual(sizes, [2, 3]);
  });

  test('never runs more batches at once, nor larger ones, than it may', async () => {
    let running = 0;
    let most = 0;
    const { submit } = batcher(
      async (items) => {
        most = Math.max(most, ++running);
        assert(items.length <= 3);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        return doubled(items);
      },
      { itemsMax: 3, inFlightMax: 2 },
    );
    const answers = await Promise.all(Array.from({ length: 50 }, (_, item) => submit(item)));
    assert.deepEqual(
      answers,
      Array.from({ length: 50 }, (_, item) => item * 2),
    );
    assert.equal(most, 2);
  });

  test('one bad item never fails its neighbours', async () => {
    const { submit } = batcher(async (items) => {
      if (items.includes(13)) throw new Error('bad item');
      return doubled(items);
    });
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, item) => submit(item)));
    const failed = results.flatMap((result, item) => (result.status === 'rejected' ? [item] : []));
    assert.deepEqual(failed, [13]);
  });

  test('a refusal is of its item alone', async () => {
    const { submit } = batcher(async (items) =>
      items.map((item) => (item === 2 ? { refusal: new Refusal('UNKNOWN_PAYMENT') } : { value: item })),
    );
    const [one, two] = await Promise.allSettled([submit(1), submit(2)]);
    assert.equal(one?.status, 'fulfilled');
    assert(two?.status === 'rejected');
    assert.equal(codeOf(two.reason), 'UNKNOWN_PAYMENT');
  });

  test('a conflict is looked at again at once', async () => {
    const attempts: number[] = [];
    const { submit } = batcher(async (items, attempt) => {
      attempts.push(attempt);
      if (attempt < 3) throw sqlError('23505');
      return doubled(items);
    });
    assert.equal(await submit(1), 2);
    assert.deepEqual(attempts, [1, 2, 3]);
  });

  test('a conflict that stays is told, not tried for ever', async () => {
    let tries = 0;
    const { submit } = batcher(async () => {
      tries += 1;
      throw sqlError('23505');
    });
    await assert.rejects(submit(1), { code: '23505' });
    assert(tries < 10);
  });

  test('a database that comes back is waited for', async () => {
    const { submit } = batcher(async (items, attempt) => {
      if (attempt < 3) throw sqlError('ECONNREFUSED');
      return doubled(items);
    });
    assert.equal(await submit(4), 8);
  });

  test('a database that stays away: nothing was done, and that is said', async () => {
    const { submit } = batcher(async () => Promise.reject(sqlError('ECONNREFUSED')), { patienceMs: 200 });
    await assert.rejects(submit(1), (error) => codeOf(error) === 'DATABASE_UNAVAILABLE');
  });

  test('a commit without an answer stays in doubt, even when later tries fail earlier', async () => {
    const { submit } = batcher(
      async (_items, attempt) => {
        throw attempt === 1 ? new DatabaseLost(new Error('gone'), true) : sqlError('ECONNREFUSED');
      },
      { patienceMs: 300 },
    );
    await assert.rejects(submit(1), (error) => codeOf(error) === 'OUTCOME_UNKNOWN');
  });

  test('more than may wait is refused, and nothing of it is done', async () => {
    let ran = 0;
    const { submit } = batcher(
      async (items) => {
        ran += items.length;
        return doubled(items);
      },
      { waitingMax: 5 },
    );
    const results = await Promise.allSettled(Array.from({ length: 8 }, (_, item) => submit(item)));
    assert.equal(results.filter((one) => one.status === 'rejected' && codeOf(one.reason) === 'OVERLOADED').length, 3);
    assert.equal(ran, 5);
  });

  test('idle waits for what is under way', async () => {
    const { submit, idle } = batcher(doubled);
    await idle();
    let done = false;
    void submit(1).then(() => {
      done = true;
    });
    await idle();
    assert(done);
  });
});
