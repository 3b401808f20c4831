import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { describe, test } from 'node:test';
import { connect, contractTools, desk, expose, OPENAPI, PAYOUT_ID, post } from './mcp-desk.ts';
import { json, standIn } from './stand-in.ts';

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
const tools = contractTools('http://127.0.0.1:1');

/** A request with a Host of one's own, which fetch does not send. */
function statusUnder(url: string, headers: Record<string, string>): Promise<number> {
  const { port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path: pathname, method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end(JSON.stringify(LIST));
  });
}

const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

describe('who may speak to the port', () => {
  test('a foreign Host or Origin is refused, those of this machine and named ones are not', async () => {
    await using running = await desk([expose(tools)], { allowedHosts: ['desk.example'] });
    const cases: [Record<string, string>, number][] = [
      [{}, 200],
      [{ host: 'localhost:1234' }, 200],
      [{ host: 'desk.example' }, 200],
      [{ host: 'evil.example' }, 403],
      [{ origin: 'http://localhost:3000' }, 200],
      [{ origin: 'https://desk.example' }, 200],
      [{ origin: 'https://evil.example' }, 403],
      [{ origin: 'null' }, 403],
      [{ origin: 'http://localhost.evil.example' }, 403],
    ];
    for (const [headers, status] of cases) {
      assert.equal(await statusUnder(running.url, { ...HEADERS, ...headers }), status, JSON.stringify(headers));
    }
  });

  test('it is served at / and /mcp and nowhere else', async () => {
    await using running = await desk([expose(tools)]);
    const base = running.url.replace('/mcp', '');
    for (const path of ['/', '/mcp', '/mcp?a=1']) assert.equal((await post(base + path, LIST)).status, 200, path);
    for (const path of ['/mcp/', '/other', '/mcp/tools'])
      assert.equal((await post(base + path, LIST)).status, 404, path);
  });
});

test('who reads no streams, or does not say, gets JSON', async () => {
  await using running = await desk([expose(tools)]);
  for (const accept of ['application/json', '*/*', 'text/html', HEADERS.accept]) {
    const response = await post(running.url, LIST, { accept });
    assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'application/json'], accept);
    assert.match(await response.text(), /^\{"result":\{"tools":\[\{"name":/, accept);
  }
});

describe('what is no message', () => {
  const cases: [string, string | object, number, number][] = [
    ['nothing', '', 400, -32700],
    ['no JSON', '{"jsonrpc":', 400, -32700],
    ['nested without end', '['.repeat(200_000), 400, -32700],
    ['a batch', [LIST, { ...LIST, id: 2 }], 400, -32600],
    ['an empty batch', [], 400, -32600],
    ['another version of JSON-RPC', { ...LIST, jsonrpc: '1.0' }, 400, -32600],
    ['no message at all', { hello: 'world' }, 400, -32600],
    ['a text', '"tools/list"', 400, -32600],
  ];
  for (const [what, body, status, code] of cases) {
    test(`${what} is answered with ${code}`, async () => {
      await using running = await desk([expose(tools)]);
      const response = await post(running.url, body);
      assert.equal(response.status, status);
      assert.match(await response.text(), new RegExp(`^\\{"jsonrpc":"2.0",.*"error":\\{"code":${code},`));
    });
  }

  test('another media type is 415, GET and DELETE are 405, too large is 413', async () => {
    await using running = await desk([expose(tools)]);
    assert.equal((await post(running.url, LIST, { 'content-type': 'text/plain' })).status, 415);
    for (const method of ['GET', 'DELETE', 'PUT']) {
      const response = await fetch(running.url, { method, headers: { accept: 'text/event-stream' } });
      assert.equal(response.status, 405, method);
      assert.equal(response.headers.get('allow'), 'POST');
      await response.body?.cancel();
    }
    const large = await post(
      running.url,
      `{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":"${'a'.repeat(5_000_000)}"}}`,
    );
    assert.equal(large.status, 413);
  });

  test('an unknown method is -32601, an unknown tool -32602, and initialized is 202', async () => {
    await using running = await desk([expose(tools)]);
    const unknown = await post(running.url, { ...LIST, method: 'tools/dance' });
    assert.match(await unknown.text(), /-32601/);
    const tool = await post(running.url, { ...LIST, method: 'tools/call', params: { name: 'dance' } });
    assert.match(await tool.text(), /-32602.*Unknown tool: dance|Unknown tool: dance.*-32602/);
    const noted = await post(running.url, { jsonrpc: '2.0', method: 'notifications/initialized' });
    assert.equal(noted.status, 202);
  });

  test('the versions of before and today are spoken', async () => {
    await using running = await desk([expose(tools)]);
    for (const version of ['2025-03-26', '2025-06-18', '2025-11-25']) {
      const params = { protocolVersion: version, capabilities: {}, clientInfo: { name: 'old', version: '1' } };
      const response = await post(running.url, { ...LIST, method: 'initialize', params });
      assert.match(await response.text(), new RegExp(`"protocolVersion":"${version}"`));
    }
    await using client = await connect(running.url, '2026-07-28');
    assert.equal((await client.listTools()).tools.length, 5);
  });
});

describe('what goes through', () => {
  test('an amount keeps its digits on the way there and back', async () => {
    await using shop = await standIn((_request, response) =>
      json(response, '{"amount":100.50,"id":12345678901234567890}', 201),
    );
    await using running = await desk([expose(contractTools(shop.url))]);
    const body = '{"amount":12345678901234567890.10,"note":"1.0"}';
    const response = await post(
      running.url,
      `{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"lean-createpayoutpayment","arguments":{"body":${body}}}}`,
    );
    assert.match(await response.text(), /"structuredContent":\{"amount":100\.50,"id":12345678901234567890\}/);
    assert.equal(shop.received[0]?.body, body);
  });

  test('filters of a list that the file does not name go along', async () => {
    await using shop = await standIn((_request, response) => json(response, { data: [] }));
    await using running = await desk([expose(contractTools(shop.url, OPENAPI))]);
    await using client = await connect(running.url, '2025-11-25');
    const { tools: listed } = await client.listTools();
    const names = Object.keys(listed[1]?.inputSchema.properties ?? {});
    assert.ok(names.includes('status') && names.includes('page_size'), String(names));
    await client.callTool({
      name: 'lean-listpayouts',
      arguments: { status: 'COMPLETED', page_size: 5, destination_id: PAYOUT_ID },
    });
    const wrong = await client.callTool({ name: 'lean-listpayouts', arguments: { status: 'PAID' } });
    assert.equal(wrong.isError, true);
    assert.match(JSON.stringify(wrong.content), /status must be one of PENDING/);
    assert.deepEqual(
      shop.received.map(({ url }) => url),
      [`/payouts/v1/payments?page_size=5&status=COMPLETED&destination_id=${PAYOUT_ID}`],
    );
  });

  test('an API that is not there is an error of the tool, which says that it may have been done only of what writes', async () => {
    await using running = await desk([expose(tools)]);
    await using client = await connect(running.url, '2026-07-28');
    const got = await client.callTool({ name: 'lean-getpayout', arguments: { payment_id: PAYOUT_ID } });
    assert.equal(got.isError, true);
    assert.match(JSON.stringify(got.content), /^\[\{"type":"text","text":"upstream-unreachable: .*money_moved: no/);
  });
});
