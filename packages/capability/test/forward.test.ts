import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ForwardRequest } from '../src/running/runtime.ts';
import { answered, api, faulted, runtime, TOKEN, template } from './models.ts';
import { json, standIn } from './stand-in.ts';

const bearer = { type: 'bearer', token: template('{{env.TOKEN}}') } as const;
const request = (rest: Partial<ForwardRequest>): ForwardRequest => ({
  method: 'GET',
  pathRest: '',
  query: '',
  headers: {},
  body: null,
  signal: null,
  ...rest,
});

describe('forwarding', () => {
  test('sends on path, query, trusted headers and body as they came, with our own credential', async () => {
    await using shop = await standIn((_request, response) => json(response, {}, 202));
    await using running = runtime();
    const outcome = await running.forward(
      api(`${shop.url}/base`, bearer),
      request({
        method: 'PUT',
        pathRest: '/a%2Fb/c',
        query: 'x=1&x=%20&up=/../',
        headers: { 'x-trace': 't', authorization: 'Bearer of-the-caller', host: 'evil', 'content-length': '999' },
        body: Buffer.from('{"amount":1.10}'),
      }),
    );
    assert.equal(answered(outcome).status, 202);
    const [got] = shop.received;
    assert.equal(got?.url, '/base/a%2Fb/c?x=1&x=%20&up=/../');
    assert.equal(got?.body, '{"amount":1.10}');
    assert.equal(got?.headers.authorization, `Bearer ${TOKEN}`);
    assert.equal(got?.headers['x-trace'], 't');
    assert.equal(got?.headers.host, new URL(shop.url).host);
  });

  test('lets no caller stand in for our key in the query', async () => {
    await using shop = await standIn((_request, response) => json(response, {}));
    await using running = runtime();
    const key = { type: 'apikey', key: template('k y'), value: template('{{env.TOKEN}}'), placement: 'query' } as const;
    for (const query of ['a=1&k+y=evil&b', 'k%20y=evil&a=1&b&k%20y', 'a=1&&b&']) {
      await running.forward(api(shop.url, key), request({ pathRest: 'x', query }));
    }
    assert.deepEqual([...new Set(shop.received.map(({ url }) => url))], [`/x?a=1&b&k%20y=${TOKEN}`]);
  });

  test('asks for the head alone, however large the rest', async () => {
    await using shop = await standIn((_request, response) =>
      response.writeHead(200, { 'content-length': '9999' }).end(),
    );
    await using running = runtime({ answerBytesMax: 100 });
    const outcome = await running.forward(api(shop.url), request({ method: 'HEAD', pathRest: 'x' }));
    assert.equal(answered(outcome).status, 200);
  });

  test('sends a body on while it comes in', async () => {
    await using shop = await standIn((_request, response) => json(response, {}));
    await using running = runtime();
    const body = (async function* () {
      yield Buffer.from('ab');
      yield Buffer.from('cd');
    })();
    await running.forward(api(shop.url), request({ method: 'POST', pathRest: 'a', body }));
    assert.equal(shop.received[0]?.body, 'abcd');
  });

  test('does not leave the base of the API', async () => {
    await using shop = await standIn((_request, response) => json(response, {}));
    await using running = runtime();
    const paths = ['..', 'a/../b', '%2e%2E/a', '.%2e', 'a/./b', '..;x/a', 'a\\..\\b', 'a?b', 'a#b', 'a b', 'a\r\nb'];
    for (const pathRest of paths) {
      const fault = faulted(await running.forward(api(shop.url), request({ pathRest })));
      assert.deepEqual([fault.status, fault.code], [400, 'bad-path'], pathRest);
    }
    assert.equal(shop.received.length, 0);
  });
});
