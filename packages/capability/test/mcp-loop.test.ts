import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { ConsumedOperation, Tool } from '../src/capability.ts';
import { aTool, connect, contractTools, desk, expose, OPENAPI, PAYOUT_ID } from './mcp-desk.ts';
import { api, call, declared, operation, parameter } from './models.ts';
import { json, type Received, standIn } from './stand-in.ts';

const body = { amount: 100.5, currency: 'AED', destination_id: PAYOUT_ID };
const CREATE = 'lean-createpayoutpayment';

/** An API that honours keys, and fails in one way or another now and then. */
function payingApi() {
  const paid = new Map<string, number>();
  let calls = 0;
  return {
    paid,
    answer({ headers }: Received, response: ServerResponse): unknown {
      calls += 1;
      const key = String(headers['idempotency-key']);
      if (calls % 5 === 1)
        return json(response, { status: 'OVERLOADED', message: 'Busy.', money_moved: 'no', retryable: true }, 503);
      if (calls % 5 === 2) return response.destroy();
      const before = paid.get(key);
      if (before === undefined) paid.set(key, paid.size + 1);
      if (calls % 5 === 3) return response.destroy();
      if (calls % 5 === 4)
        return json(response, { status: 'OUTCOME_UNKNOWN', message: 'Lost.', money_moved: 'unknown' }, 503);
      return json(response, { id: paid.get(key) }, 201, before === undefined ? {} : { 'idempotent-replayed': 'true' });
    },
  };
}

interface Idempotency {
  readonly key: string;
  readonly derived: boolean;
  readonly replayed: boolean;
  readonly window_ends_at: string;
}

const isIdempotency = (value: unknown): value is Idempotency =>
  typeof value === 'object' && value !== null && 'key' in value;

function idempotencyOf({ _meta }: { _meta?: Record<string, unknown> | undefined }): Idempotency {
  const found = _meta?.['io.sarf/idempotency'];
  assert.ok(isIdempotency(found));
  return found;
}

describe('an agent in a loop', () => {
  test('pays once with a thousand identical calls, many at once, to an API that fails in every way', async () => {
    const bank = payingApi();
    await using shop = await standIn(bank.answer);
    await using running = await desk([expose(contractTools(shop.url))]);
    await using client = await connect(running.url, '2026-07-28');
    let fine = 0;
    for (let round = 0; round < 20; round++) {
      const results = await Promise.all(
        Array.from({ length: 50 }, () => client.callTool({ name: CREATE, arguments: { body } })),
      );
      fine += results.filter(({ isError }) => !isError).length;
    }
    assert.equal(bank.paid.size, 1);
    assert.ok(fine >= 700, `${fine} went well`);
    assert.ok(shop.received.length < 20, `${shop.received.length} calls reached the API`);
    assert.equal(new Set(shop.received.map(({ headers }) => headers['idempotency-key'])).size, 1);
  });

  test('is told under which key it went, and that it was a replay', async () => {
    await using shop = await standIn((_request, response) => json(response, { id: 'p1' }, 201));
    await using running = await desk([expose(contractTools(shop.url))], { now: () => Date.UTC(2026, 10, 21, 10) });
    await using client = await connect(running.url, '2025-11-25');
    const first = await client.callTool({ name: CREATE, arguments: { body } });
    const again = await client.callTool({ name: CREATE, arguments: { body: { ...body, amount: 100.5 } } });
    const key = String(shop.received[0]?.headers['idempotency-key']);
    assert.deepEqual(idempotencyOf(first), {
      key,
      derived: true,
      window_ends_at: '2026-11-22T10:00:00.000Z',
      replayed: false,
    });
    assert.deepEqual(idempotencyOf(again), { ...idempotencyOf(first), replayed: true });
    assert.deepEqual(again.content[0], first.content[0]);
    assert.deepEqual(again.structuredContent, { id: 'p1' });
    assert.match(JSON.stringify(first.content[1]), /Nothing is done twice.*idempotency_key of your own/);
    assert.match(JSON.stringify(again.content[1]), /result of the same call before/);
    assert.equal(shop.received.length, 1);
    const own = await client.callTool({ name: CREATE, arguments: { body, idempotency_key: 'on-purpose' } });
    assert.deepEqual(idempotencyOf(own), { ...idempotencyOf(first), key: 'on-purpose', derived: false });
    assert.equal(shop.received[1]?.headers['idempotency-key'], 'on-purpose');
    assert.deepEqual(JSON.parse(shop.received[1]?.body ?? ''), body);
  });

  test('gives its own key in the body where the API has a field for it', async () => {
    await using shop = await standIn((_request, response) => json(response, { id: 'p1' }, 201));
    await using running = await desk([expose(contractTools(shop.url, OPENAPI))]);
    await using client = await connect(running.url, '2026-07-28');
    const own = await client.callTool({ name: CREATE, arguments: { body: { ...body, idempotency_key: 'k' } } });
    assert.equal(idempotencyOf(own).key, 'k');
    assert.equal(shop.received[0]?.headers['idempotency-key'], undefined);
    assert.match(shop.received[0]?.body ?? '', /"idempotency_key":"k"/);
    const derived = await client.callTool({ name: CREATE, arguments: { body } });
    assert.match(JSON.stringify(derived.content), /body\.idempotency_key/);
    assert.equal(shop.received.length, 2);
  });

  test('has a key made in the body where the API knows it nowhere else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mcp-loop-'));
    const schema = { type: 'object', properties: { amount: { type: 'number' }, idempotency_key: { type: 'string' } } };
    const post = { operationId: 'createPayoutPayment', requestBody: { content: { 'application/json': { schema } } } };
    await writeFile(join(folder, 'api.json'), JSON.stringify({ paths: { '/x': { post } } }));
    await using shop = await standIn((_request, response) => json(response, { id: 'p1' }, 201));
    await using running = await desk([expose(contractTools(shop.url, join(folder, 'api.json')))]);
    await rm(folder, { recursive: true });
    await using client = await connect(running.url, '2026-07-28');
    const { key } = idempotencyOf(await client.callTool({ name: CREATE, arguments: { body: { amount: 1 } } }));
    assert.deepEqual(JSON.parse(shop.received[0]?.body ?? ''), { amount: 1, idempotency_key: key });
    assert.equal(shop.received[0]?.headers['idempotency-key'], key);
  });

  test('is told what the call before left open', async () => {
    let isUp = false;
    await using shop = await standIn((_request, response) => (isUp ? json(response, {}, 201) : response.destroy()));
    await using running = await desk([expose(contractTools(shop.url))]);
    await using client = await connect(running.url, '2026-07-28');
    const lost = await client.callTool({ name: CREATE, arguments: { body } });
    assert.match(JSON.stringify(lost.content), /money_moved: unknown.*may have been carried out/);
    isUp = true;
    const again = await client.callTool({ name: CREATE, arguments: { body } });
    assert.equal(idempotencyOf(again).key, idempotencyOf(lost).key);
    assert.match(JSON.stringify(again.content), /key of the call before, of which nobody knew what became/);
  });
});

describe('what is no repetition', () => {
  const tool =
    (method: ConsumedOperation['method'], hints: Tool['hints']) =>
    (url: string): Tool =>
      aTool('do', {
        hints,
        parameters: [declared('body', 'argument', { type: 'object' })],
        invocation: call(operation(api(url), method, '/do', { parameters: [parameter('body', 'body')] })),
      });
  const cases: [string, (url: string) => Tool, number, boolean][] = [
    ['a POST', tool('POST', null), 1, true],
    ['a DELETE of which the file says nothing', tool('DELETE', null), 1, true],
    ['a POST that is said to be idempotent', tool('POST', { idempotent: true }), 1, true],
    ['a preview', tool('POST', { readOnly: true }), 2, false],
    ['a PUT that is said to be idempotent', tool('PUT', { idempotent: true }), 2, false],
    ['a GET', tool('GET', null), 2, false],
  ];
  for (const [what, make, calls, isGuarded] of cases) {
    test(`${what} is sent ${calls === 1 ? 'once' : 'each time'}`, async () => {
      await using shop = await standIn((_request, response) => json(response, {}));
      await using running = await desk([expose([make(shop.url)])]);
      await using client = await connect(running.url, '2026-07-28');
      for (let n = 0; n < 2; n++) {
        const { _meta } = await client.callTool({ name: 'do', arguments: {} });
        assert.equal(_meta?.['io.sarf/idempotency'] !== undefined, isGuarded);
      }
      assert.equal(shop.received.length, calls);
      assert.equal(shop.received[0]?.headers['idempotency-key'] !== undefined, isGuarded);
    });
  }
});
