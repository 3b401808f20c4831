import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Invocation, Output, Step } from '../src/capability.ts';
import {
  answered,
  api,
  call,
  declared,
  faulted,
  operation,
  output,
  parameter,
  path,
  rest,
  runtime,
  sending,
  template,
  tool,
} from './models.ts';
import { json, type StandIn, standIn } from './stand-in.ts';

const ORDERS = [
  { id: 'o1', ship: 7, amount: '1.10' },
  { id: 'o2', ship: 8, amount: '2.20' },
];

const shopApi = (): Promise<StandIn> =>
  standIn(({ method, url }, response) => {
    if (method !== 'GET')
      return json(response, '{"id":"n1","amount":3.10}', 201, { etag: '"1"', 'x-request-id': 'r1' });
    if (url.startsWith('/orders')) return json(response, ORDERS);
    if (url === '/ships')
      return json(response, [
        { imo: '7', name: 'Seven' },
        { imo: 8, name: 'Eight', flag: 'x' },
      ]);
    if (url === '/empty') return response.writeHead(204).end();
    if (url === '/text') return json(response, 'no JSON');
    return json(response, { error: 'unknown' }, 404);
  });

const step = (name: string, of: Extract<Invocation, { kind: 'call' }>): Step => ({
  kind: 'call',
  name,
  operation: of.operation,
  with: of.with,
});

const lookup = (
  value: Extract<Step, { kind: 'lookup' }>['lookupValue'],
  rest: Partial<Extract<Step, { kind: 'lookup' }>> = {},
): Step => ({
  kind: 'lookup',
  name: 'found',
  index: 'ships',
  match: 'imo',
  lookupValue: value,
  outputs: ['name', 'flag'],
  ...rest,
});

const steps = (
  list: readonly Step[],
  mappings: Readonly<Record<string, string>> = {},
  outputs: readonly Output[] = [],
): Invocation => ({
  kind: 'steps',
  steps: list,
  mappings: Object.entries(mappings).map(([target, value]) => ({ target: target.split('.'), value: value.split('.') })),
  outputs,
});

describe('steps', () => {
  test('share what they find, and mappings put it together', async () => {
    await using shop = await shopApi();
    await using running = runtime();
    const of = api(shop.url);
    const post = operation(of, 'POST', '/orders/{{id}}', {
      parameters: [parameter('note', 'body'), parameter('amount', 'body')],
      outputs: [{ name: 'number', value: path('$.id') }],
    });
    const invocation = steps(
      [
        step('orders', call(operation(of, 'GET', '/orders'))),
        step('ships', call(operation(of, 'GET', '/ships'))),
        lookup({ kind: 'step', path: ['orders', 'ship'] }),
        step(
          'made',
          call(post, {
            id: { kind: 'parameter', name: 'id' },
            note: { kind: 'template', template: template('for {{found.1.name}}') },
            amount: { kind: 'literal', value: 5 },
          }),
        ),
      ],
      { 'result.number': 'made.number', 'result.ships': 'found', ids: 'orders.id', gone: 'made.id', none: 'x.y' },
    );
    const outcome = answered(
      await running.invoke(invocation, tool({ id: 'a' }, { parameters: [declared('id')] }), sending()),
    );
    assert.equal(outcome.status, 200);
    assert.deepEqual(JSON.parse(outcome.body), {
      result: {
        number: 'n1',
        ships: [
          { name: 'Seven', flag: null },
          { name: 'Eight', flag: 'x' },
        ],
      },
      ids: ['o1', 'o2'],
    });
    assert.deepEqual(JSON.parse(shop.received.at(-1)?.body ?? ''), { note: 'for Eight', amount: 5 });
  });

  test('end with the first call that fails, and with its answer', async () => {
    await using shop = await shopApi();
    await using running = runtime();
    const of = api(shop.url);
    const list = [step('a', call(operation(of, 'GET', '/gone'))), step('b', call(operation(of, 'POST', '/orders')))];
    const outcome = answered(await running.invoke(steps(list, { x: 'b.id' }), rest(), sending()));
    assert.deepEqual([outcome.status, outcome.body], [404, '{"error":"unknown"}']);
    assert.equal(shop.received.length, 1);
  });

  test('without mappings give the last answer, shaped', async () => {
    await using shop = await shopApi();
    await using running = runtime();
    const list = [
      step('a', call(operation(api(shop.url), 'GET', '/orders'))),
      step('b', call(operation(api(shop.url), 'POST', '/orders'))),
    ];
    const raw = answered(await running.invoke(steps(list), rest(), sending()));
    assert.deepEqual([raw.status, raw.body], [201, '{"id":"n1","amount":3.10}']);
    const members = { amount: output({ mapping: path('$.amount') }), of: output({ value: template('{{a.0.id}}') }) };
    const shape = output({ type: 'object', properties: new Map(Object.entries(members)) });
    const shaped = answered(await running.invoke(steps(list, {}, [shape]), rest(), sending()));
    assert.deepEqual([shaped.status, shaped.body], [201, '{"amount":3.10,"of":"o1"}']);
    assert.deepEqual(shaped.headers, { 'content-type': 'application/json', 'x-request-id': 'r1' });
  });

  test('add declared outputs to the elements of a list', async () => {
    await using shop = await shopApi();
    await using running = runtime();
    const get = operation(api(shop.url), 'GET', '/orders', { outputs: [{ name: 'number', value: path('$.id') }] });
    const outcome = await running.invoke(steps([step('a', call(get))], { first: 'a.0' }), rest(), sending());
    assert.deepEqual(JSON.parse(answered(outcome).body), { first: { ...ORDERS[0], number: 'o1' } });
  });

  test('look for one value, and store nothing where they find nothing', async () => {
    await using shop = await shopApi();
    await using running = runtime();
    const ships = step('ships', call(operation(api(shop.url), 'GET', '/ships')));
    const find = async (value: string) => {
      const mappings = { ship: 'found.name', flag: 'found.flag' };
      const invocation = steps([ships, lookup({ kind: 'literal', value })], mappings);
      return answered(await running.invoke(invocation, rest(), sending())).body;
    };
    assert.equal(await find('8'), '{"ship":"Eight","flag":"x"}');
    assert.equal(await find('7'), '{"ship":"Seven","flag":null}');
    assert.equal(await find('9'), 'null');
    const nowhere = steps([lookup({ kind: 'literal', value: '7' }, { index: 'later' })]);
    const fault = faulted(await running.invoke(nowhere, rest(), sending()));
    assert.deepEqual([fault.status, fault.code, fault.outcomeUnknown], [502, 'mapping-failed', false]);
  });

  test('that write have an idempotency key each, the same each time', async () => {
    await using shop = await shopApi();
    await using running = runtime();
    const post = (name: string) => step(name, call(operation(api(shop.url), 'POST', '/orders')));
    const keys = async (list: readonly Step[]) => {
      const before = shop.received.length;
      await running.invoke(steps(list), rest(), sending({ headers: { 'idempotency-key': 'k' } }));
      return shop.received.slice(before).map(({ headers }) => headers['idempotency-key']);
    };
    const get = step('g', call(operation(api(shop.url), 'GET', '/orders')));
    assert.deepEqual(await keys([get, post('a')]), ['k', 'k']);
    assert.deepEqual(await keys([post('a'), get, post('b')]), ['k-a', 'k', 'k-b']);
    assert.deepEqual(await keys([post('a'), get, post('b')]), ['k-a', 'k', 'k-b']);
  });

  test('leave in doubt what happened when one has written and a later one breaks', async () => {
    await using shop = await shopApi();
    await using running = runtime();
    const of = api(shop.url);
    const get = step('a', call(operation(of, 'GET', '/orders')));
    const post = step('b', call(operation(of, 'POST', '/orders')));
    const broken = step('c', call(operation(of, 'GET', '/orders/{{nobody}}')));
    const unread = step('d', call(operation(of, 'GET', '/text')));
    const ends = async (list: readonly Step[]) => {
      const { status, code, outcomeUnknown } = faulted(await running.invoke(steps(list), rest(), sending()));
      return [status, code, outcomeUnknown];
    };
    assert.deepEqual(await ends([get, broken]), [400, 'missing-argument', false]);
    assert.deepEqual(await ends([post, broken]), [400, 'missing-argument', true]);
    assert.deepEqual(await ends([get, unread]), [502, 'mapping-failed', false]);
  });

  test('go on after an answer without a body', async () => {
    await using shop = await shopApi();
    await using running = runtime();
    const of = api(shop.url);
    const list = ['/empty', '/orders'].map((route) => step(route, call(operation(of, 'GET', route))));
    assert.equal(answered(await running.invoke(steps(list), rest(), sending())).body, JSON.stringify(ORDERS));
  });
});

describe('a call whose answer is shaped', () => {
  test('is left as it is where it is an error, empty, taken whole or not found', async () => {
    await using shop = await shopApi();
    await using running = runtime();
    const ask = async (route: string, shape: Output, method: 'GET' | 'POST' = 'GET') => {
      const invocation = call(operation(api(shop.url), method, route), {}, [shape]);
      return answered(await running.invoke(invocation, rest(), sending()));
    };
    const shape = output({ type: 'object', properties: new Map([['a', output({ mapping: path('$.amount') })]]) });
    assert.equal((await ask('/gone', shape)).body, '{"error":"unknown"}');
    assert.equal((await ask('/empty', shape)).status, 204);
    const whole = await ask('/orders', output({ type: 'object', mapping: path('$') }), 'POST');
    assert.deepEqual([whole.body, whole.headers.etag], ['{"id":"n1","amount":3.10}', '"1"']);
    assert.equal((await ask('/orders', output({ mapping: path('$.none') }), 'POST')).body, '{"id":"n1","amount":3.10}');
    const shaped = await ask('/orders', shape, 'POST');
    assert.deepEqual([shaped.body, shaped.headers.etag], ['{"a":3.10}', undefined]);
  });

  test('fails where it is not what the file says, and a write stays in doubt', async () => {
    await using shop = await shopApi();
    await using running = runtime();
    for (const method of ['GET', 'POST'] as const) {
      const get = operation(api(shop.url), method, '/text', { rawFormat: method === 'GET' ? 'json' : 'xml' });
      const fault = faulted(await running.invoke(call(get, {}, [output({})]), rest(), sending()));
      assert.deepEqual([fault.status, fault.code, fault.outcomeUnknown], [502, 'mapping-failed', method === 'POST']);
    }
  });
});

describe('a mock', () => {
  test('answers its values by their names', async () => {
    await using running = runtime();
    const outputs = [
      output({ name: 'greeting', value: template('Hello {{name}}') }),
      output({ name: 'count', type: 'integer', value: template('12') }),
      output({ name: 'unset' }),
      output({ value: template('{{name}}') }),
    ];
    const input = rest({ parameters: [declared('name', 'query')], query: [['name', '{{env.TOKEN}}']] });
    const outcome = answered(await running.invoke({ kind: 'mock', outputs }, input, sending()));
    assert.deepEqual([outcome.status, outcome.headers], [200, { 'content-type': 'application/json' }]);
    assert.equal(outcome.body, '{"greeting":"Hello {{env.TOKEN}}","count":12,"value":"{{env.TOKEN}}"}');
    const nothing = answered(await running.invoke({ kind: 'mock', outputs: [output({})] }, rest(), sending()));
    assert.deepEqual([nothing.status, nothing.body], [204, '']);
  });
});
