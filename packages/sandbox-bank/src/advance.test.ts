import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instruction, startBank, startReceiver } from '../test/bank-under-test.ts';

test('moving the clock settles all that falls due by then, and tells it before it answers', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback, settleMs: 3_600_000 });
  const ids = Array.from({ length: 450 }, (_, n) => `A${n}`);
  await bank.submit(...ids.map((id) => instruction(id, '1.00')), instruction('HELD', '1.95'));
  await bank.submit(instruction('BACK', '1.96'));
  const earlier = Date.now();
  const { httpStatus, body } = await bank.post<{ now: string }>('/advance', { seconds: 3_601 });
  assert.equal(httpStatus, 200);
  assert.partialDeepStrictEqual(body, { settled: 452, returned: 0 });
  assert(Date.parse(body.now) >= earlier + 3_601_000);
  assert.equal(receiver.received.flatMap(({ notifications }) => notifications).length, 452);
  const next = await bank.post('/advance', { seconds: 1.5 });
  assert.partialDeepStrictEqual(next.body, { settled: 0, returned: 1 });
});

test('an empty body moves the clock by a day', async (t) => {
  const bank = await startBank(t);
  const response = await fetch(`${bank.url}/advance`, { method: 'POST' });
  const { now }: { now: string } = JSON.parse(await response.text());
  assert(Math.abs(Date.parse(now) - Date.now() - 86_400_000) < 5_000);
  const stats = await bank.get<{ now: string }>('/stats');
  assert(Date.parse(stats.body.now) >= Date.parse(now));
});

test('an advance does not wait for ever for a client that is not there', async (t) => {
  const bank = await startBank(t, { callback: { url: 'http://127.0.0.1:1/', secret: 's' } });
  await bank.submit(instruction('A', '1.95'));
  const { body } = await bank.post('/advance', {});
  assert.partialDeepStrictEqual(body, { settled: 1 });
});
