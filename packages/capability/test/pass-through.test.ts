import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseJson } from '../src/json/parse-json.ts';
import {
  answered,
  api,
  call,
  faulted,
  operation,
  output,
  parameter,
  path,
  rest,
  runtime,
  sending,
  TOKEN,
  template,
  tool,
} from './models.ts';
import { json, standIn } from './stand-in.ts';

const apikey = {
  type: 'apikey',
  key: template('Authorization'),
  value: template('Bearer {{env.TOKEN}}'),
  placement: 'header',
} as const;

describe('a call that goes through', () => {
  test('takes the variable of the path, and the credential of the API', async () => {
    await using shop = await standIn((_request, response) =>
      json(response, '{"amount":1.10,"id":12345678901234567890}'),
    );
    await using running = runtime();
    const get = operation(api(`${shop.url}/base`, apikey), 'GET', '/orders/{{order_id}}/history', {
      parameters: [parameter('order_id', 'path', { required: true })],
    });
    const invocation = call(get, { order_id: { kind: 'path', name: 'order_id' } });
    const outcome = answered(await running.invoke(invocation, rest({ path: { order_id: 'a/b c' } }), sending()));
    assert.deepEqual(outcome, {
      kind: 'answer',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"amount":1.10,"id":12345678901234567890}',
    });
    assert.equal(shop.received[0]?.url, '/base/orders/a%2Fb%20c/history');
    assert.equal(shop.received[0]?.headers.authorization, `Bearer ${TOKEN}`);
  });

  test('sends the body of a request byte by byte, and the arguments of a tool as JSON', async () => {
    await using shop = await standIn((_request, response) => json(response, {}, 201));
    await using running = runtime();
    const post = operation(api(shop.url, apikey), 'POST', 'orders', {
      parameters: [parameter('body', 'body', { required: true })],
    });
    const bytes = '{ "amount" : 1.10 }';
    const asRest = await running.invoke(
      call(post, { body: { kind: 'body', path: [] } }),
      rest({ body: JSON.parse(bytes), headers: { 'content-type': 'application/json' } }),
      sending({ bodyBytes: Buffer.from(bytes), headers: { 'idempotency-key': 'k1' } }),
    );
    assert.equal(answered(asRest).status, 201);
    const asTool = { kind: 'argument', name: 'body' } as const;
    await running.invoke(call(post, { body: asTool }), tool({ body: { a: [1] } }), sending());
    await running.invoke(call(post, { body: asTool }), tool({ a: 2 }), sending());
    assert.deepEqual(
      shop.received.map(({ body }) => body),
      [bytes, '{"a":[1]}', '{"a":2}'],
    );
    assert.equal(shop.received[0]?.url, '/orders');
    assert.equal(shop.received[0]?.headers['idempotency-key'], 'k1');
  });

  test('is not sent without what is required', async () => {
    await using shop = await standIn((_request, response) => json(response, {}));
    await using running = runtime();
    const post = operation(api(shop.url), 'POST', '/orders', {
      parameters: [parameter('body', 'body', { required: true })],
    });
    const outcome = await running.invoke(call(post, { body: { kind: 'body', path: [] } }), rest(), sending());
    assert.deepEqual(faulted(outcome), {
      kind: 'fault',
      status: 400,
      code: 'missing-argument',
      message: 'The argument "body" is required.',
      outcomeUnknown: false,
    });
    assert.equal(shop.received.length, 0);
  });
});

describe('numbers', () => {
  const digits = fc.stringMatching(/^(?:0|[1-9]\d{0,30})$/);
  const number = fc
    .tuple(
      fc.constantFrom('', '-'),
      digits,
      fc.option(fc.stringMatching(/^\d{1,25}$/)),
      fc.constantFrom('', 'e5', 'E-07'),
    )
    .map(([sign, whole, fraction, exponent]) => `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent}`);
  const document = fc.array(number, { minLength: 1, maxLength: 5 }).map((list) => `[${list.join(',')}]`);

  test('come through digit by digit: there and back, whole and in parts', async () => {
    await using shop = await standIn(({ body }, response) => json(response, `{"got": ${body}}`));
    await using running = runtime();
    const parameters = [parameter('body', 'body'), parameter('q', 'query')];
    const post = operation(api(shop.url), 'POST', '/', { parameters });
    const sources = { body: { kind: 'argument', name: 'body' }, q: { kind: 'argument', name: 'q' } } as const;
    const whole = call(post, sources);
    const mapped = call(post, sources, [output({ type: 'object', mapping: path('$.got') })]);
    await fc.assert(
      fc.asyncProperty(document, number, async (text, q) => {
        const input = tool({ body: parseJson(text), q: parseJson(q) });
        assert.equal(answered(await running.invoke(whole, input, sending())).body, `{"got": ${text}}`);
        assert.equal(shop.received.at(-1)?.url, `/?q=${q}`);
        assert.equal(answered(await running.invoke(mapped, input, sending())).body, text);
      }),
      { numRuns: 50 },
    );
  });
});

describe('connections', () => {
  test('are used again', async () => {
    await using shop = await standIn((_request, response) => json(response, {}));
    await using running = runtime();
    const get = call(operation(api(shop.url), 'GET', '/'));
    for (let turn = 0; turn < 20; turn += 1) await running.invoke(get, rest(), sending());
    // Not always the same: an answer is there a moment before its connection is free again.
    const connections = new Set(shop.received.map(({ port }) => port)).size;
    assert.ok(connections <= 3, `${connections} connections`);
  });
});
