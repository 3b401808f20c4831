import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { readAnswer } from './http-connection.ts';
import { type LoadJob, requestWriter } from './load-job.ts';
import { quantile, runLoad } from './load-run.ts';

const job: LoadJob = {
  url: 'http://127.0.0.1:1',
  token: 'token',
  connections: 4,
  warmUpMs: 0,
  measureMs: 0,
  requestsMax: 1000,
  perSecond: 0,
  requests: { kind: 'create', prefix: 'p', destinationId: 'd', payoutAccountIds: ['a', 'b'] },
};

const bodyOf = (request: string): Record<string, string | number> => {
  const [head = '', body = ''] = request.split('\r\n\r\n');
  assert.equal(Number(/content-length: (\d+)/.exec(head)?.[1]), Buffer.byteLength(body));
  return JSON.parse(body);
};

test('no two requests share a key, a reference, a description or a body; the accounts take turns', () => {
  const write = requestWriter(job);
  const requests = Array.from({ length: 5000 }, (_, number) => write(number));
  const bodies = requests.map(bodyOf);
  const distinct = (values: unknown[]) => new Set(values).size;
  assert.equal(distinct(requests.map((one) => /idempotency-key: (\S+)/.exec(one)?.[1])), 5000);
  assert.equal(distinct(bodies.map((one) => one.reference)), 5000);
  assert.equal(distinct(bodies.map((one) => one.description)), 5000);
  assert.equal(distinct(bodies.map((one) => JSON.stringify(one))), 5000);
  assert.deepEqual(
    bodies.slice(0, 3).map((one) => one.payout_account_id),
    ['a', 'b', 'a'],
  );
});

test('no amount asks the sandbox bank for one of its scenarios', () => {
  const write = requestWriter(job);
  for (let number = 0; number < 200; number += 1) {
    const cents = Math.round(Number(bodyOf(write(number)).amount) * 100) % 100;
    assert(cents <= 90, `${cents}`);
  }
});

test('an answer is read when it is whole, and nothing may follow it', () => {
  const text = 'HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}';
  assert.deepEqual(readAnswer(Buffer.from(text)), { status: 201, bodyBytes: 2 });
  for (let length = 0; length < text.length; length += 1) {
    assert.equal(readAnswer(Buffer.from(text.slice(0, length))), 'more');
  }
  assert.equal(readAnswer(Buffer.from(`${text}x`)), 'broken');
  assert.equal(readAnswer(Buffer.from('HTTP/1.1 200 OK\r\n\r\n')), 'broken');
});

test('every request is answered and counted by its status, also when connections break', async () => {
  let seen = 0;
  const server = createServer((_request, response) => {
    seen += 1;
    if (seen === 500) response.destroy();
    else response.writeHead(seen % 100 === 0 ? 503 : 201, { 'content-length': 2 }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert(typeof address === 'object' && address);
  const result = await runLoad({ ...job, url: `http://127.0.0.1:${address.port}` });
  server.close();
  assert.deepEqual(result.answers, { 201: 990, 503: 9 });
  assert.equal(result.broken.length, 1);
  assert(result.rate > 0 && result.p99Ms >= result.p50Ms && result.maxMs >= result.p99Ms);
});

test('a paced load keeps to its pace, however fast the answers are', async () => {
  const server = createServer((_request, response) => response.writeHead(201, { 'content-length': 2 }).end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert(typeof address === 'object' && address);
  const startedMs = performance.now();
  const url = `http://127.0.0.1:${address.port}`;
  const result = await runLoad({ ...job, url, requestsMax: 40, perSecond: 200 });
  const tookMs = performance.now() - startedMs;
  server.close();
  assert.deepEqual(result.answers, { 201: 40 });
  // The last of them is due after 39 twohundredths of a second; timers may be a millisecond early.
  assert(tookMs >= 194, `${tookMs}`);
});

test('quantiles', () => {
  const sorted = Float64Array.from({ length: 100 }, (_, index) => index + 1);
  assert.equal(quantile(sorted, 0.5), 51);
  assert.equal(quantile(sorted, 0.99), 100);
  assert.equal(quantile(new Float64Array(), 0.5), 0);
});
