import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instruction, startBank, startReceiver, waitUntil } from '../test/bank-under-test.ts';
import { seededFaults } from './faults.ts';

test('the same seed gives the same faults, another seed others, at about the rate asked for', () => {
  const draw = (seed: number) => {
    const faults = seededFaults({ seed, rate: 0.2 });
    return Array.from({ length: 2_000 }, () => JSON.stringify([faults.nextRequest(), faults.nextCallbacks()]));
  };
  assert.deepEqual(draw(42), draw(42));
  assert.notDeepEqual(draw(42), draw(43));
  const faults = seededFaults({ seed: 7, rate: 0.2 });
  const kinds = Array.from({ length: 10_000 }, () => faults.nextRequest());
  const share = kinds.filter(({ kind }) => kind !== 'none').length / kinds.length;
  assert(Math.abs(share - 0.2) < 0.02, `the share is ${share}`);
  for (const fault of kinds) if (fault.kind === 'delay') assert(fault.ms >= 200 && fault.ms <= 1_500);
  assert.equal(new Set(kinds.map(({ kind }) => kind)).size, 5);
});

test('callbacks do not disturb the sequence of the requests', () => {
  const [quiet, busy] = [seededFaults({ seed: 1, rate: 0.5 }), seededFaults({ seed: 1, rate: 0.5 })];
  for (let n = 0; n < 100; n += 1) {
    busy.nextCallbacks();
    assert.deepEqual(busy.nextRequest(), quiet.nextRequest());
  }
});

test('a bank with faults does what the seed says, and its books say what was done', async (t) => {
  const seed = 43; // All four kinds within eight requests, and not much waiting.
  const expected = seededFaults({ seed, rate: 1 });
  const bank = await startBank(t, { faults: { seed, rate: 1 } });
  for (let n = 0; n < 8; n += 1) {
    const fault = expected.nextRequest();
    const id = `F${n}`;
    const answer = await bank.submit(instruction(id, '1.00')).catch(() => null);
    const found = await bank.get<{ times_booked?: number }>(`/instructions/${id}`);
    const seen = [answer?.httpStatus ?? 'no answer', found.httpStatus, found.body.times_booked];
    const meant = {
      none: null,
      drop_before: ['no answer', 200, 0],
      drop_after: ['no answer', 200, 1],
      delay: [200, 200, 1],
      unavailable: [503, 404, undefined],
    }[fault.kind];
    assert.deepEqual(seen, meant, `${id}: ${fault.kind}`);
  }
});

test('every change is told in the end, although callbacks are dropped, doubled and turned around', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback, faults: { seed: 3, rate: 0.4 } });
  const ids = Array.from({ length: 30 }, (_, n) => `T${n}`);
  for (const id of ids) await bank.submit(instruction(id, '1.00')).catch(() => {});
  await waitUntil(async () => {
    const { body } = await bank.get<{ instructions: { ACSC: number }; callbacks: { pending: number } }>('/stats');
    return body.instructions.ACSC > 10 && body.callbacks.pending === 0;
  }, 'nothing is pending');
  for (const id of ids) {
    const { httpStatus, body } = await bank.get<{ status?: string }>(`/instructions/${id}`);
    const told = receiver.about(id).length;
    if (httpStatus === 200 && body.status === 'ACSC') assert(told >= 1, `${id} was told ${told} times`);
    else assert.equal(told, 0);
  }
});
