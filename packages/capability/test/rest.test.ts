import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import type { ConsumedApi, Invocation, RestExpose, RestOperation, Source } from '../src/capability.ts';
import { createGate } from '../src/inbound/create-gate.ts';
import { createRestHandler, type RestOptions } from '../src/rest/handler.ts';
import { api, call, declared, operation, parameter, runtime, TOKEN, template, variables } from './models.ts';
import { restExpose, restOperation } from './rest-expose.ts';
import { json, listen, type StandIn, standIn } from './stand-in.ts';

const bearer = template('Bearer {{env.TOKEN}}');
const shop = (url: string): ConsumedApi =>
  api(url, { type: 'apikey', key: template('Authorization'), value: bearer, placement: 'header' });

/** The five operations of payouts, in the order in which a variable stands before its literal neighbours. */
function payouts(url: string): RestExpose {
  const id = { payment_id: { kind: 'path', name: 'payment_id' } } as const;
  const to = (method: 'GET' | 'POST', route: string, sources: Readonly<Record<string, Source>>): Invocation => {
    const names = [...route.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => parameter(name, 'path'));
    const body = method === 'POST' ? [parameter('body', 'body', { required: true })] : [];
    return call(operation(shop(url), method, route, { parameters: [...names, ...body] }), sources);
  };
  const routes: readonly (readonly [RestOperation['method'], string, Invocation])[] = [
    ['GET', '/v1/payouts/v1/{payment_id}', to('GET', '/payouts/v1/{{payment_id}}', id)],
    ['POST', '/v1/payouts/v1/payment', to('POST', '/payouts/v1/payment', { body: { kind: 'body', path: [] } })],
    ['GET', '/v1/payouts/v1/payments', to('GET', '/payouts/v1/payments', {})],
    [
      'GET',
      '/v1/payouts/v1/payments/{payment_id}/history',
      to('GET', '/payouts/v1/payments/{{payment_id}}/history', id),
    ],
    [
      'GET',
      '/v1/payouts/v1/intents/{payment_intent_id}',
      to('GET', '/payouts/v1/intents/{{payment_intent_id}}', {
        payment_intent_id: { kind: 'path', name: 'payment_intent_id' },
      }),
    ],
  ];
  return exposeOf(routes.map(([method, path, invocation]) => ({ path, operation: { method, invocation } })));
}

function exposeOf(
  resources: readonly { readonly path: string; readonly operation: Partial<RestOperation> }[],
): RestExpose {
  const place = { file: 'test.capability.yaml', line: 1, column: 1 };
  const blank = { name: null, description: null, forward: null, place };
  return {
    ...restExpose([]),
    resources: resources.map((one) => ({ ...blank, path: one.path, operations: [restOperation(one.operation)] })),
  };
}

interface Desk extends AsyncDisposable {
  readonly url: string;
  readonly behind: StandIn;
  readonly said: string[];
}

/** A REST adapter in front of an API that answers with what it was asked. */
async function desk(
  expose: (url: string) => RestExpose,
  answer: Parameters<typeof standIn>[0] = (request, response) => json(response, { asked: request.url }),
  options: Partial<RestOptions> & { readonly totalTimeoutMs?: number } = {},
): Promise<Desk> {
  const behind = await standIn(answer);
  const { totalTimeoutMs = 5_000, ...more } = options;
  const said: string[] = [];
  const running = runtime({ totalTimeoutMs });
  const handler = createRestHandler({
    exposes: [expose(behind.url)],
    runtime: running,
    log: (line) => said.push(line),
    ...more,
  });
  const server = createServer(handler);
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    behind,
    said,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await running.close();
      await behind[Symbol.asyncDispose]();
    },
  };
}

const post = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json', ...headers },
});

async function problemOf(answer: Response): Promise<Record<string, unknown>> {
  const problem: unknown = await answer.json();
  assert.ok(typeof problem === 'object' && problem !== null);
  return { ...problem };
}

describe('the five routes of payouts', () => {
  it('lead to the API behind, with its credential and never the caller’s', async () => {
    await using desks = await desk(payouts);
    const { url, behind } = desks;
    const headers = { authorization: 'Bearer of-the-caller', cookie: 'session=1' };
    const body = '{"amount":1.10,"big":12345678901234567890}';
    await fetch(`${url}/v1/payouts/v1/payment`, post(body, { ...headers, 'idempotency-key': 'k-1', traceparent: 't' }));
    for (const path of ['payments?status=PENDING&page=2&status=FAILED', 'p-1', 'payments/p-1/history', 'intents/i-1']) {
      assert.equal((await fetch(`${url}/v1/payouts/v1/${path}`, { headers })).status, 200);
    }
    assert.deepEqual(
      behind.received.map(({ method, url: asked }) => `${method} ${asked}`),
      [
        'POST /payouts/v1/payment',
        'GET /payouts/v1/payments?status=PENDING&page=2&status=FAILED',
        'GET /payouts/v1/p-1',
        'GET /payouts/v1/payments/p-1/history',
        'GET /payouts/v1/intents/i-1',
      ],
    );
    assert.equal(behind.received[0]?.body, body, 'the digits stay as they came');
    assert.equal(behind.received[0]?.headers['idempotency-key'], 'k-1');
    assert.equal(behind.received[0]?.headers.traceparent, 't');
    for (const one of behind.received) {
      assert.equal(one.headers.authorization, `Bearer ${TOKEN}`);
      assert.equal(one.headers.cookie, undefined);
    }
  });

  it('give back status, body and the headers that speak of the answer', async () => {
    const given = { location: '/x', 'retry-after': '3', etag: '"1"', 'set-cookie': 'a=b', 'x-inner': '1' };
    await using desks = await desk(payouts, (_request, response) => json(response, '{"amount":1.10}', 201, given));
    const answer = await fetch(`${desks.url}/v1/payouts/v1/payment`, post('{}'));
    assert.equal(answer.status, 201);
    assert.equal(await answer.text(), '{"amount":1.10}');
    assert.equal(answer.headers.get('content-length'), '15');
    assert.equal(answer.headers.get('content-type'), 'application/json');
    assert.deepEqual(
      ['location', 'retry-after', 'etag'].map((name) => answer.headers.get(name)),
      ['/x', '3', '"1"'],
    );
    assert.equal(answer.headers.get('set-cookie'), null);
    assert.equal(answer.headers.get('x-inner'), null);
  });

  it('pass refusals of the API through as they are', async () => {
    await using desks = await desk(payouts, (_request, response) => json(response, { code: 'NO' }, 422));
    const answer = await fetch(`${desks.url}/v1/payouts/v1/payment`, post('{}'));
    assert.equal(answer.status, 422);
    assert.deepEqual(await answer.json(), { code: 'NO' });
  });

  it('drop undeclared query parameters where the API has no list', async () => {
    await using desks = await desk(payouts);
    await fetch(`${desks.url}/v1/payouts/v1/p-1?expand=all`);
    await fetch(`${desks.url}/v1/payouts/v1/payment?dry=1`, post('{}'));
    assert.deepEqual(
      desks.behind.received.map(({ url }) => url),
      ['/payouts/v1/p-1', '/payouts/v1/payment'],
    );
  });
});

describe('what a REST adapter says no to', () => {
  const cases: readonly (readonly [string, string, RequestInit, number, string, Record<string, string>?])[] = [
    ['an unknown path', '/v2', {}, 404, 'no-such-path'],
    ['a path that is not well encoded', '/v1/payouts/v1/%zz', {}, 400, 'malformed-path'],
    [
      'another method',
      '/v1/payouts/v1/payments',
      post('{}'),
      405,
      'method-not-allowed',
      { allow: 'GET, HEAD, OPTIONS' },
    ],
    ['GET where only POST is', '/v1/payouts/v1/payment', {}, 405, 'method-not-allowed', { allow: 'POST, OPTIONS' }],
    ['a method of its own', '/v1/payouts/v1/payments', { method: 'PURGE' }, 405, 'method-not-allowed'],
    ['malformed JSON', '/v1/payouts/v1/payment', post('{"a":'), 400, 'malformed-json'],
    ['nothing where a body is required', '/v1/payouts/v1/payment', post(''), 400, 'missing-argument'],
    [
      'a form',
      '/v1/payouts/v1/payment',
      { method: 'POST', body: new URLSearchParams({ a: '1' }) },
      415,
      'unsupported-media-type',
    ],
    [
      'another charset',
      '/v1/payouts/v1/payment',
      post('{}', { 'content-type': 'application/json; charset=utf-16' }),
      415,
      'unsupported-media-type',
    ],
    [
      'a compressed body',
      '/v1/payouts/v1/payment',
      post('{}', { 'content-encoding': 'gzip' }),
      415,
      'unsupported-media-type',
    ],
    ['a large body', '/v1/payouts/v1/payment', post(`{"a":"${'x'.repeat(5_000)}"}`), 413, 'body-too-large'],
  ];
  for (const [what, path, init, status, code, headers = {}] of cases) {
    it(`${what}: ${status} ${code}`, async () => {
      await using desks = await desk(payouts, undefined, { bodyBytesMax: 4_096 });
      const answer = await fetch(`${desks.url}${path}`, init);
      const problem = await problemOf(answer);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json');
      assert.deepEqual([answer.status, problem.code], [status, code]);
      assert.match(String(problem.detail), /^[A-Z].*\.$/);
      for (const [name, value] of Object.entries(headers)) assert.equal(answer.headers.get(name), value);
      assert.equal(desks.behind.received.length, 0, 'nothing was sent');
    });
  }

  it('HEAD is GET without a body, OPTIONS says what there is', async () => {
    await using desks = await desk(payouts);
    const head = await fetch(`${desks.url}/v1/payouts/v1/payments`, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(head.headers.get('content-length'), String('{"asked":"/payouts/v1/payments"}'.length));
    const options = await fetch(`${desks.url}/v1/payouts/v1/payments`, { method: 'OPTIONS' });
    assert.deepEqual([options.status, options.headers.get('allow')], [204, 'GET, HEAD, OPTIONS']);
  });

  it('says when it is open what became of a writing call', async () => {
    await using desks = await desk(payouts, () => {}, { totalTimeoutMs: 100 });
    const wrote = await problemOf(await fetch(`${desks.url}/v1/payouts/v1/payment`, post('{}')));
    assert.equal(wrote.status, 504);
    assert.equal(wrote.outcome_unknown, true);
    assert.match(String(wrote.detail), /may have been carried out.*Idempotency-Key/);
    const read = await problemOf(await fetch(`${desks.url}/v1/payouts/v1/payments`));
    assert.equal(read.status, 504);
    assert.equal(read.outcome_unknown, undefined);
  });

  it('says 502, and nothing of an open outcome, when the API was never reached', async () => {
    const answerless = 'http://127.0.0.1:1';
    await using desks = await desk(() => payouts(answerless));
    const answer = await fetch(`${desks.url}/v1/payouts/v1/payment`, post('{}'));
    const problem = await problemOf(answer);
    assert.deepEqual([answer.status, problem.outcome_unknown], [502, undefined]);
  });

  it('says 500 without a word of the reason when we are wrong', async () => {
    const broken: RestOptions['runtime'] = {
      invoke: () => Promise.reject(new Error(`${TOKEN} leaked`)),
      forward: () => Promise.reject(new Error('no')),
      close: async () => {},
    };
    await using desks = await desk(payouts, undefined, { runtime: broken });
    const answer = await fetch(`${desks.url}/v1/payouts/v1/payments`);
    const text = await answer.text();
    assert.equal(answer.status, 500);
    assert.doesNotMatch(text + desks.said.join(), /leaked|secret/);
  });
});

describe('declared parameters', () => {
  const parameters = [
    declared('limit', 'query', { type: 'integer', required: true }),
    declared('deep', 'query', { type: 'boolean' }),
    declared('X-Tenant', 'header', { pattern: '^[a-z]+$' }),
    declared('mood', 'cookie', { pattern: '^good$' }),
  ];
  const expose = (url: string): RestExpose =>
    exposeOf([
      {
        path: '/things',
        operation: {
          parameters,
          invocation: call(operation(shop(url), 'GET', '/things', { parameters: [parameter('limit', 'query')] })),
        },
      },
    ]);
  const cases: readonly (readonly [string, Record<string, string>, number, string?])[] = [
    ['?limit=5', {}, 200],
    ['?limit=5&deep=true', { 'x-tenant': 'abc', cookie: 'a=b; mood=good' }, 200],
    ['', {}, 400, 'query limit'],
    ['?limit=five', {}, 400, 'query limit'],
    ['?limit=5.5', {}, 400, 'query limit'],
    ['?limit=5&deep=maybe', {}, 400, 'query deep'],
    ['?limit=5', { 'x-tenant': 'ABC' }, 400, 'header X-Tenant'],
    ['?limit=5', { cookie: 'mood=bad' }, 400, 'cookie mood'],
  ];
  for (const [search, headers, status, named] of cases) {
    it(`${search} ${JSON.stringify(headers)} is ${status}`, async () => {
      await using desks = await desk(expose);
      const answer = await fetch(`${desks.url}/things${search}`, { headers });
      assert.equal(answer.status, status);
      if (named !== undefined)
        assert.match(JSON.stringify((await problemOf(answer)).faults), new RegExp(`"parameter":"${named}"`));
      // Query parameters are declared here, so that others are not passed.
      else assert.equal(desks.behind.received[0]?.url, '/things?limit=5');
    });
  }
});

describe('what is forwarded', () => {
  const place = { file: 'test.capability.yaml', line: 1, column: 1 };
  const expose = (url: string): RestExpose => ({
    ...restExpose([]),
    authentication: { type: 'apikey', key: template('api_key'), value: template('door'), placement: 'query' },
    resources: [
      {
        name: null,
        path: '/proxy/{path}',
        description: null,
        operations: [],
        forward: { api: shop(`${url}/base`), trustedHeaders: ['X-Trusted', 'Connection'] },
        place,
      },
    ],
  });
  const withGate = async (): Promise<Desk> => {
    const gates = new Map<RestExpose, ReturnType<typeof createGate>>();
    return desk(
      (url) => {
        const made = expose(url);
        gates.set(made, createGate(made.authentication, variables(), { realm: 'test', now: () => 0 }));
        return made;
      },
      undefined,
      { gates },
    );
  };

  it('keeps method, path, query and body, and only trusted headers', async () => {
    await using desks = await withGate();
    const headers = { 'x-trusted': '1', 'x-other': '2', authorization: 'Bearer caller', 'content-type': 'text/plain' };
    const init = { method: 'PUT', body: 'text', headers };
    assert.equal((await fetch(`${desks.url}/proxy/a%20b/c?x=1&api_key=door&x=%2B`, init)).status, 200);
    const [got] = desks.behind.received;
    assert.deepEqual([got?.method, got?.url, got?.body], ['PUT', '/base/a%20b/c?x=1&x=%2B', 'text']);
    assert.equal(got?.headers['x-trusted'], '1');
    assert.equal(got?.headers['x-other'], undefined);
    assert.equal(got?.headers.authorization, `Bearer ${TOKEN}`);
  });

  it('asks for the key first', async () => {
    await using desks = await withGate();
    const answer = await fetch(`${desks.url}/proxy/a`);
    assert.equal(answer.status, 401);
    assert.match(answer.headers.get('www-authenticate') ?? '', /^ApiKey realm="test"/);
    assert.equal((await fetch(`${desks.url}/nothing`)).status, 401, 'strangers do not learn which paths there are');
    assert.equal((await fetch(`${desks.url}/nothing?api_key=door`)).status, 404);
  });

  // As they are: fetch would take the dots away before sending.
  for (const path of [
    '/proxy/%2e%2e/x',
    '/proxy/a/%2E%2e%2fx',
    '/proxy/..%5cx',
    '/proxy/a/..;v=1/x',
    '/proxy/%252e%252e/x',
  ]) {
    it(`${path} does not leave the base path`, async () => {
      await using desks = await withGate();
      const { request } = await import('node:http');
      const status = await new Promise((resolve, reject) => {
        request(`${desks.url}`, { path: `${path}?api_key=door` }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
      assert.equal(status, 400);
      assert.equal(desks.behind.received.length, 0);
    });
  }
});
