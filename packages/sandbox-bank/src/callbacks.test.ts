import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { instruction, startBank, startReceiver, waitUntil } from '../test/bank-under-test.ts';

test('callbacks are signed over their time and exact body, and are batched', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  await bank.submit(...Array.from({ length: 600 }, (_, n) => instruction(`C${n}`, '1.00')));
  await waitUntil(() => receiver.received.flatMap(({ notifications }) => notifications).length === 600, 'all are told');
  assert(receiver.received.length <= 12, `600 changes came in ${receiver.received.length} requests`);
  for (const { timestamp, signature, body, notifications } of receiver.received) {
    const hmac = createHmac('sha256', receiver.callback.secret).update(`${timestamp}.${body}`).digest('hex');
    assert.equal(signature, `v1=${hmac}`);
    assert(Math.abs(Number(timestamp) - Date.now() / 1_000) < 5);
    assert(notifications.length <= 500);
  }
  const [first] = receiver.about('C0');
  assert.deepEqual(first, {
    end_to_end_id: 'C0',
    status: 'ACSC',
    reason_code: null,
    reason: null,
    bank_reference: (await bank.record('C0')).bank_reference,
    at: (await bank.record('C0')).settled_at,
    kind: 'payout',
    debtor: null,
  });
  await waitUntil(async () => {
    const { body } = await bank.get<{ callbacks: unknown }>('/stats');
    return JSON.stringify(body.callbacks) === '{"sent":600,"failed":0,"pending":0}';
  }, 'the counts say so');
});

test('a callback that is not taken is tried again with growing pauses', async (t) => {
  const arrivals: number[] = [];
  const receiver = await startReceiver(t, (nth) => {
    arrivals.push(performance.now());
    return [500, 302][nth - 1] ?? 204;
  });
  const bank = await startBank(t, { callback: receiver.callback });
  await bank.submit(instruction('A', '1.00'));
  await waitUntil(() => receiver.received.length === 3, 'the third try comes');
  const [first = 0, second = 0, third = 0] = arrivals;
  assert(second - first >= 490 && second - first < 900, `the second try came after ${second - first} ms`);
  assert(third - second >= 990 && third - second < 1_500, `the third try came after ${third - second} ms`);
  await waitUntil(async () => {
    const { body } = await bank.get<{ callbacks: unknown }>('/stats');
    return JSON.stringify(body.callbacks) === '{"sent":1,"failed":0,"pending":0}';
  }, 'it counts as sent once');
});

test('after ten tries a callback is given up and counted', async (t) => {
  const receiver = await startReceiver(t, () => 500);
  const first = await startBank(t, { callback: receiver.callback });
  await first.submit(instruction('A', '1.00'));
  await waitUntil(() => receiver.received.length === 1, 'the first try comes');
  await first.stop();
  // Ten tries take more than two minutes, so this test pretends that nine are over.
  const db = new DatabaseSync(first.databasePath);
  db.exec('update callback set tries = 9, due_at = 0');
  db.close();
  const second = await startBank(t, { callback: receiver.callback, databasePath: first.databasePath });
  await waitUntil(async () => {
    const { body } = await second.get<{ callbacks: unknown }>('/stats');
    return JSON.stringify(body.callbacks) === '{"sent":0,"failed":1,"pending":0}';
  }, 'it is given up');
  assert.equal(receiver.received.length, 2);
});

test('moving the clock of the bank does not hurry the tries', async (t) => {
  const receiver = await startReceiver(t, () => 500);
  const bank = await startBank(t, { callback: receiver.callback });
  await bank.submit(instruction('A', '1.00'));
  await waitUntil(() => receiver.received.length === 1, 'the first try comes');
  for (let n = 0; n < 5; n += 1) await bank.post('/advance', {});
  assert.equal(receiver.received.length, 1);
});
