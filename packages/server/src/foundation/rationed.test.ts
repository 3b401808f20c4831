import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { type Read, rationed } from './rationed.ts';

describe('what is costly to read', () => {
  let nowMs: number;
  let takesMs: number;
  let reads: string[];
  let read: (key: string) => Promise<Read<number>>;
  beforeEach(() => {
    [nowMs, takesMs, reads] = [1000, 500, []];
    const clock = { now: () => new Date(nowMs), elapsedMs: () => nowMs };
    read = rationed(clock, async (key) => {
      reads.push(key);
      await Promise.resolve();
      nowMs += takesMs;
      if (key === 'broken') throw new Error('broken');
      return reads.length;
    });
  });

  test('is kept for twenty times as long as it took, and says when it was read', async () => {
    assert.deepEqual(await read('a'), { value: 1, at: new Date(1000) });
    nowMs += 9_999;
    assert.deepEqual(await read('a'), { value: 1, at: new Date(1000) });
    nowMs += 1;
    assert.deepEqual(await read('a'), { value: 2, at: new Date(11_500) });
  });

  test('is kept for a minute at the most', async () => {
    takesMs = 30_000;
    await read('a');
    nowMs += 60_000;
    assert.equal((await read('a')).value, 2);
  });

  test('is read once for all who ask meanwhile, and for each key', async () => {
    const [one, two, other] = await Promise.all([read('a'), read('a'), read('b')]);
    assert.equal(one, two);
    assert.notEqual(one, other);
    assert.deepEqual(reads, ['a', 'b']);
  });

  test('is read every time where that takes no time', async () => {
    takesMs = 50;
    assert.deepEqual([(await read('a')).value, (await read('a')).value], [1, 2]);
  });

  test('is read again after an error', async () => {
    await assert.rejects(read('broken'), /broken/);
    await assert.rejects(read('broken'), /broken/);
    assert.equal(reads.length, 2);
  });
});
