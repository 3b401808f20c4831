import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { describe, test } from 'node:test';
import type { Authentication } from '../src/capability.ts';
import { answered, api, call, faulted, operation, rest, runtime, sending, template, variables } from './models.ts';
import { json, type Received, type StandIn, standIn } from './stand-in.ts';

const bound = variables({ USER: 'Mufasa', PASSWORD: 'Circle: of "Life"', ID: 'i d', SECRET: 's:é' });

async function invokeWith(authentication: Authentication, base: string, path = '/orders') {
  await using running = runtime({ variables: bound });
  return running.invoke(call(operation(api(base, authentication), 'POST', path)), rest(), sending());
}

describe('basic, bearer and API keys', () => {
  const cases: readonly (readonly [string, Authentication, string, (request: Received) => unknown])[] = [
    [
      'basic',
      { type: 'basic', username: template('{{USER}}'), password: template('{{PASSWORD}}') },
      `Basic ${Buffer.from('Mufasa:Circle: of "Life"').toString('base64')}`,
      ({ headers }) => headers.authorization,
    ],
    [
      'bearer',
      { type: 'bearer', token: template('{{USER}}') },
      'Bearer Mufasa',
      ({ headers }) => headers.authorization,
    ],
    [
      'a key in a header',
      { type: 'apikey', key: template('X-Key'), value: template('k {{USER}}'), placement: 'header' },
      'k Mufasa',
      ({ headers }) => headers['x-key'],
    ],
    [
      'a key in the query',
      { type: 'apikey', key: template('k&y'), value: template('{{PASSWORD}}'), placement: 'query' },
      '/orders?k%26y=Circle%3A%20of%20%22Life%22',
      ({ url }) => url,
    ],
  ];
  for (const [name, authentication, expected, found] of cases) {
    test(name, async () => {
      await using shop = await standIn((_request, response) => json(response, {}));
      assert.equal(answered(await invokeWith(authentication, shop.url)).status, 200);
      assert.deepEqual(shop.received.map(found), [expected]);
    });
  }
});

/** An API behind digest that checks what it gets, and takes each nonce twice. */
function digestApi(algorithm: 'MD5' | 'SHA-256'): Promise<StandIn> {
  let issued = 0;
  const hash = (text: string) =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  return standIn(({ headers, method, url }, response) => {
    const fields = Object.fromEntries(
      [...(headers.authorization ?? '').matchAll(/(\w+)=(?:"((?:\\.|[^"])*)"|([^,\s]*))/g)].map(
        ([, name, quoted, plain]) => [name, quoted ?? plain],
      ),
    );
    const { nonce, nc, cnonce, uri } = fields;
    const known = nonce === `n${issued}` && Number(nc) <= 2 && uri === url;
    const a1 = hash('Mufasa:shop:Circle: of "Life"');
    if (known && fields.response === hash([a1, nonce, nc, cnonce, 'auth', hash(`${method}:${url}`)].join(':'))) {
      return json(response, { nc });
    }
    issued += 1;
    const challenge = `Digest realm="shop", nonce="n${issued}", qop="auth", algorithm=${algorithm}, opaque="o"`;
    return json(response, 'no', 401, { 'www-authenticate': challenge });
  });
}

describe('digest', () => {
  for (const algorithm of ['MD5', 'SHA-256'] as const) {
    test(`meets a challenge of ${algorithm}, uses its nonce again, and takes a new one when it must`, async () => {
      await using shop = await digestApi(algorithm);
      await using running = runtime({ variables: bound });
      const digest: Authentication = {
        type: 'digest',
        username: template('{{USER}}'),
        password: template('{{PASSWORD}}'),
      };
      const post = call(operation(api(shop.url, digest), 'POST', '/orders?a=1'));
      const bodies: string[] = [];
      for (let turn = 0; turn < 3; turn += 1) bodies.push(answered(await running.invoke(post, rest(), sending())).body);
      assert.deepEqual(bodies, ['{"nc":"00000001"}', '{"nc":"00000002"}', '{"nc":"00000001"}']);
      assert.equal(shop.received.length, 5);
    });
  }

  test('gives up after one attempt, and keeps the challenge to itself', async () => {
    await using shop = await digestApi('MD5');
    const wrong: Authentication = { type: 'digest', username: template('x'), password: template('{{PASSWORD}}') };
    const { status, headers } = answered(await invokeWith(wrong, shop.url));
    assert.equal(status, 401);
    assert.deepEqual(headers, { 'content-type': 'application/json' });
    assert.equal(shop.received.length, 2);
  });

  test('sends a forwarded body a second time', async () => {
    await using shop = await digestApi('SHA-256');
    await using running = runtime({ variables: bound });
    const digest: Authentication = {
      type: 'digest',
      username: template('{{USER}}'),
      password: template('{{PASSWORD}}'),
    };
    const body = (async function* () {
      yield Buffer.from('{"a"');
      yield Buffer.from(':1}');
    })();
    const request = { method: 'PUT', pathRest: 'orders', query: '', headers: {}, body, signal: null };
    assert.equal(answered(await running.forward(api(shop.url, digest), request)).status, 200);
    assert.deepEqual(
      shop.received.map((one) => one.body),
      ['{"a":1}', '{"a":1}'],
    );
  });
});

interface OAuthServer {
  readonly paths?: Readonly<Record<string, (request: Received, response: ServerResponse) => void>>;
  readonly lifeSeconds?: number;
}

/** An API and its authorization server in one; the tokens are t1, t2 and so on, and only the newest is good. */
async function oauthApi({ paths = {}, lifeSeconds = 3600 }: OAuthServer = {}) {
  let issued = 0;
  const api = await standIn((request, response) => {
    const own = paths[request.url];
    if (own !== undefined) return own(request, response);
    if (request.url === '/token') {
      issued += 1;
      return json(response, `{"access_token":"t${issued}","token_type":"Bearer","expires_in":${lifeSeconds}.0}`);
    }
    if (request.url !== '/orders') return json(response, {}, 404);
    return json(response, {}, request.headers.authorization === `Bearer t${issued}` ? 200 : 401);
  });
  return {
    ...api,
    revoke: () => {
      issued += 1;
    },
    asked: (url: string) => api.received.filter((request) => request.url === url),
  };
}

const oauth2 = (server: string, rest: Partial<Extract<Authentication, { type: 'oauth2' }>> = {}): Authentication => ({
  type: 'oauth2',
  authorizationServerUri: server,
  tokenEndpoint: `${server}/token`,
  resource: null,
  audience: null,
  scopes: [],
  tokenValidation: 'jwks',
  clientId: template('{{ID}}'),
  clientSecret: template('{{SECRET}}'),
  ...rest,
});

describe('OAuth 2 client credentials', () => {
  test('fetches one token for many who wait, and again shortly before it ends', async () => {
    await using shop = await oauthApi({ lifeSeconds: 100 });
    let now = 0;
    await using running = runtime({ variables: bound, now: () => now });
    const audience = { audience: 'https://shop.test', resource: 'urn:shop', scopes: ['a', 'b'] };
    const post = call(operation(api(shop.url, oauth2(shop.url, audience)), 'POST', '/orders'));
    const invoke = async () => answered(await running.invoke(post, rest(), sending())).status;
    assert.deepEqual(await Promise.all([invoke(), invoke(), invoke()]), [200, 200, 200]);
    now = 89_999;
    await invoke();
    assert.equal(shop.asked('/token').length, 1);
    now = 90_000;
    assert.equal(await invoke(), 200);
    assert.equal(shop.asked('/token').length, 2);
    const [first] = shop.asked('/token');
    assert.equal(first?.headers.authorization, `Basic ${Buffer.from('i+d:s%3A%C3%A9').toString('base64')}`);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(first?.body)), {
      grant_type: 'client_credentials',
      scope: 'a b',
      audience: 'https://shop.test',
      resource: 'urn:shop',
    });
  });

  test('renews a refused token once', async () => {
    await using shop = await oauthApi();
    await using running = runtime({ variables: bound });
    const post = call(operation(api(shop.url, oauth2(shop.url)), 'POST', '/orders'));
    const invoke = async () => answered(await running.invoke(post, rest(), sending())).status;
    assert.equal(await invoke(), 200);
    shop.revoke();
    assert.equal(await invoke(), 200);
    assert.equal(shop.asked('/token').length, 2);
  });

  test('lets the second refusal through', async () => {
    await using shop = await oauthApi({ paths: { '/orders': (_request, response) => json(response, 'no', 401) } });
    assert.equal(answered(await invokeWith(oauth2(shop.url), shop.url)).status, 401);
    assert.equal(shop.asked('/orders').length, 2);
    assert.equal(shop.asked('/token').length, 2);
  });

  for (const place of ['/.well-known/oauth-authorization-server/t', '/t/.well-known/openid-configuration']) {
    test(`finds the token endpoint by ${place}`, async () => {
      await using shop = await oauthApi({
        paths: {
          [place]: ({ headers }, response) => {
            const base = `http://${headers.host}`;
            json(response, { issuer: `${base}/t`, token_endpoint: `${base}/token` });
          },
        },
      });
      const discovering = oauth2(`${shop.url}/t/`, { tokenEndpoint: null });
      assert.equal(answered(await invokeWith(discovering, shop.url)).status, 200);
    });
  }

  test('asks at a path of the API itself, wherever that is', async () => {
    await using shop = await oauthApi();
    await using running = runtime({ variables: bound, baseUris: new Map([['shop', `${shop.url}/`]]) });
    const of = api('http://127.0.0.1:1/elsewhere', oauth2('', { tokenEndpoint: '/token' }));
    const outcome = await running.invoke(call(operation(of, 'POST', '/orders')), rest(), sending());
    assert.equal(answered(outcome).status, 200);
  });

  test('does not trust metadata that speaks of another', async () => {
    const place = '/.well-known/oauth-authorization-server';
    await using shop = await oauthApi({
      paths: {
        [place]: (_request, response) => json(response, { issuer: 'http://evil', token_endpoint: 'http://evil/' }),
      },
    });
    const fault = faulted(await invokeWith(oauth2(shop.url, { tokenEndpoint: null }), shop.url));
    assert.deepEqual([fault.status, fault.code, fault.outcomeUnknown], [502, 'authorization-failed', false]);
    assert.equal(shop.received.length, 1);
  });

  test('says why there is no token, and sends nothing', async () => {
    const refusals: readonly (readonly [number, unknown, RegExp])[] = [
      [401, { error: 'invalid_client', error_description: 's:é is wrong' }, /status 401, invalid_client\.$/],
      [200, { access_token: 'a b' }, /no bearer token/],
      [200, { access_token: 'a', token_type: 'mac' }, /no bearer token/],
      [500, '<html>', /status 500, no bearer token/],
    ];
    for (const [status, body, message] of refusals) {
      await using shop = await oauthApi({ paths: { '/token': (_request, response) => json(response, body, status) } });
      const fault = faulted(await invokeWith(oauth2(shop.url), shop.url));
      assert.deepEqual([fault.status, fault.code, fault.outcomeUnknown], [502, 'authorization-failed', false]);
      assert.match(fault.message, message);
      assert.equal(shop.asked('/orders').length, 0);
    }
  });

  test('a token server that is away leaves nothing in doubt', async () => {
    const away = oauth2('http://127.0.0.1:1', { clientSecret: null });
    const fault = faulted(await invokeWith(away, 'http://127.0.0.1:1'));
    assert.deepEqual([fault.status, fault.code, fault.outcomeUnknown], [502, 'upstream-unreachable', false]);
  });
});
