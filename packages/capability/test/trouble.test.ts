import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { freePort } from '../../server/test/free-port.ts';
import type { Outcome } from '../src/running/runtime.ts';
import { answered, api, call, faulted, operation, rest, runtime, sending, TOKEN, template } from './models.ts';
import { json, listen, standIn } from './stand-in.ts';

const bearer = { type: 'bearer', token: template('{{env.TOKEN}}') } as const;
const patient = { connectTimeoutMs: 5_000, totalTimeoutMs: 20_000 };

/** A GET and a POST, because only the second may have done something. */
async function both(base: string, options: Parameters<typeof runtime>[0]): Promise<readonly [Outcome, Outcome]> {
  await using running = runtime(options);
  const ask = (method: 'GET' | 'POST') =>
    running.invoke(call(operation(api(base, bearer), method, '/orders')), rest(), sending());
  return [await ask('GET'), await ask('POST')];
}

/** Listens and does with every connection what it is told. */
async function rawServer(connected: Parameters<typeof createServer>[1]): Promise<AsyncDisposable & { port: number }> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    connected?.(socket);
  });
  const port = await listen(server);
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const summary = (outcome: Outcome) => {
  const { status, code, outcomeUnknown } = faulted(outcome);
  return [status, code, outcomeUnknown];
};

describe('an API that cannot be reached or used', () => {
  test('that nobody listens for', async () => {
    const outcomes = await both(`http://127.0.0.1:${await freePort()}`, patient);
    for (const outcome of outcomes) assert.deepEqual(summary(outcome), [502, 'upstream-unreachable', false]);
    assert.equal(faulted(outcomes[1]).message, 'POST /orders of shop: the API cannot be reached (ECONNREFUSED).');
  });

  test('that takes connections and never gets to speak', async () => {
    await using silent = await rawServer(() => {});
    const options = { connectTimeoutMs: 150, totalTimeoutMs: 20_000 };
    const outcomes = await both(`https://127.0.0.1:${silent.port}`, options);
    for (const outcome of outcomes) assert.deepEqual(summary(outcome), [504, 'upstream-timeout', false]);
  });

  test('that does not answer', async () => {
    await using shop = await standIn(() => {});
    const [get, post] = await both(shop.url, { totalTimeoutMs: 200 });
    assert.deepEqual(summary(get), [504, 'upstream-timeout', false]);
    assert.deepEqual(summary(post), [504, 'upstream-timeout', true]);
  });

  test('that begins to answer and does not end', async () => {
    await using shop = await standIn((_request, response) => response.writeHead(200).write('{'));
    const [get, post] = await both(shop.url, { totalTimeoutMs: 200 });
    assert.deepEqual(summary(get), [504, 'upstream-timeout', false]);
    assert.deepEqual(summary(post), [504, 'upstream-timeout', true]);
  });

  for (const [what, length] of [
    ['says that its answer is too large', { 'content-length': '5000' }],
    ['just goes on', {}],
  ] as const) {
    test(`that ${what}`, async () => {
      await using shop = await standIn((_request, response) => {
        response.writeHead(200, length);
        response.end(Buffer.alloc(5000));
      });
      const [get, post] = await both(shop.url, { ...patient, answerBytesMax: 4999 });
      assert.deepEqual(summary(get), [502, 'upstream-too-large', false]);
      assert.deepEqual(summary(post), [502, 'upstream-too-large', true]);
      const [large] = await both(shop.url, { ...patient, answerBytesMax: 5000 });
      assert.equal(answered(large).body.length, 5000);
    });
  }

  test('that hangs up, before or amid its answer', async () => {
    for (const start of ['', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n123', 'no HTTP at all\r\n\r\n']) {
      await using rude = await rawServer((socket) => {
        socket.once('data', () => socket.end(start));
      });
      const [get, post] = await both(`http://127.0.0.1:${rude.port}`, patient);
      assert.deepEqual(summary(get), [502, 'upstream-disconnected', false]);
      assert.deepEqual(summary(post), [502, 'upstream-disconnected', true]);
    }
  });

  test('that squeezes its answer though nobody asked', async () => {
    await using shop = await standIn(({ method }, response) => {
      const squeezed = gzipSync(method === 'GET' ? '{"a":1}' : Buffer.alloc(2_000_000));
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(squeezed);
    });
    const [get, post] = await both(shop.url, { ...patient, answerBytesMax: 1_000_000 });
    assert.deepEqual(answered(get), {
      kind: 'answer',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    assert.deepEqual(summary(post), [502, 'upstream-too-large', true]);
    assert.equal(shop.received[0]?.headers['accept-encoding'], 'identity');
  });

  test('that squeezes its answer in a way of its own, or breaks it', async () => {
    await using shop = await standIn(({ method }, response) => {
      response.writeHead(200, { 'content-encoding': method === 'GET' ? 'own' : 'gzip' }).end('no gzip');
    });
    const [get, post] = await both(shop.url, patient);
    assert.deepEqual(summary(get), [502, 'unusable-answer', false]);
    assert.deepEqual(summary(post), [502, 'unusable-answer', true]);
  });
});

describe('a caller who leaves', () => {
  test('takes the call along', async () => {
    const leaving = new AbortController();
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    await using shop = await standIn((_request, response) => {
      response.on('close', close);
      leaving.abort();
    });
    await using running = runtime(patient);
    const post = call(operation(api(shop.url), 'POST', '/orders'));
    const outcome = await running.invoke(post, rest(), sending({ signal: leaving.signal }));
    assert.deepEqual(summary(outcome), [502, 'caller-gone', true]);
    await closed;
    const again = await running.invoke(post, rest(), sending({ signal: leaving.signal }));
    assert.deepEqual(summary(again), [502, 'caller-gone', false]);
    assert.equal(shop.received.length, 1);
  });
});

describe('closing', () => {
  test('waits for what is under way, and begins nothing more', async () => {
    const { promise: asked, resolve: tell } = Promise.withResolvers<void>();
    const { promise: free, resolve: release } = Promise.withResolvers<void>();
    await using shop = await standIn(async (_request, response) => {
      tell();
      await free;
      json(response, {});
    });
    const running = runtime(patient);
    const post = call(operation(api(shop.url), 'POST', '/orders'));
    const first = running.invoke(post, rest(), sending());
    await asked;
    const closed = running.close();
    const second = await running.invoke(post, rest(), sending());
    release();
    await closed;
    assert.equal(answered(await first).status, 200);
    assert.deepEqual(summary(second), [502, 'shutting-down', false]);
  });
});

describe('an answer that goes on', () => {
  test('is not followed where it leads elsewhere', async () => {
    await using shop = await standIn((_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end();
    });
    const [get] = await both(shop.url, patient);
    assert.deepEqual(answered(get), {
      kind: 'answer',
      status: 302,
      headers: { location: 'http://127.0.0.1:1/secret' },
      body: '',
    });
    assert.equal(shop.received.length, 2);
  });

  test('may be empty', async () => {
    await using shop = await standIn((_request, response) => response.writeHead(204).end());
    const [get] = await both(shop.url, patient);
    assert.deepEqual(answered(get), { kind: 'answer', status: 204, headers: {}, body: '' });
  });

  test('keeps the headers that speak of it, and no others', async () => {
    const kept = {
      'content-type': 'text/plain',
      etag: '"1"',
      'retry-after': '3',
      'idempotent-replayed': 'true',
      'x-request-id': 'r',
      'ratelimit-limit': '10',
      'x-ratelimit-remaining': '9',
      'cache-control': 'no-store',
      sunset: 'Sat, 31 Dec 2033 23:59:59 GMT',
    };
    await using shop = await standIn((_request, response) => {
      response.writeHead(401, {
        ...kept,
        'set-cookie': ['a=1', 'b=2'],
        'www-authenticate': 'Bearer realm="shop"',
        'proxy-authenticate': 'Basic',
        'authentication-info': 'x',
        server: 'shop',
        'x-internal': '1',
        link: ['<a>; rel=next', '<b>; rel=prev'],
      });
      response.end('no');
    });
    const [get] = await both(shop.url, patient);
    assert.deepEqual(answered(get), {
      kind: 'answer',
      status: 401,
      headers: { ...kept, link: '<a>; rel=next, <b>; rel=prev' },
      body: 'no',
    });
  });

  test('has a content type where it has a body', async () => {
    await using shop = await standIn((_request, response) => response.end('x'));
    const [get] = await both(shop.url, patient);
    assert.deepEqual(answered(get).headers, { 'content-type': 'application/octet-stream' });
  });
});

describe('a fault', () => {
  test('does not tell a secret, however it came into the path', async () => {
    const base = `http://127.0.0.1:${await freePort()}`;
    await using running = runtime({
      variables: { lookup: () => 'top/secret', secrets: ['top/secret'] },
    });
    const get = call(operation(api(base), 'GET', '/t/{{env.TENANT}}'));
    const { message } = faulted(await running.invoke(get, rest(), sending()));
    assert.equal(message, 'GET /t/*** of shop: the API cannot be reached (ECONNREFUSED).');
  });

  test('names the variable that is not bound, and sends nothing', async () => {
    await using shop = await standIn((_request, response) => json(response, {}));
    await using running = runtime({ variables: { lookup: () => undefined, secrets: [] } });
    const outcome = await running.invoke(call(operation(api(shop.url, bearer), 'POST', '/')), rest(), sending());
    assert.deepEqual(summary(outcome), [500, 'missing-variable', false]);
    assert.match(faulted(outcome).message, /env\.TOKEN/);
    assert.equal(shop.received.length, 0);
  });

  test('does not show a credential that no header can hold', async () => {
    await using running = runtime({ variables: { lookup: () => `${TOKEN}\n`, secrets: [] } });
    const outcome = await running.invoke(
      call(operation(api('http://127.0.0.1:1', bearer), 'GET', '/a')),
      rest(),
      sending(),
    );
    assert.deepEqual(summary(outcome), [500, 'unusable-credential', false]);
    assert.ok(!faulted(outcome).message.includes(TOKEN));
  });
});
