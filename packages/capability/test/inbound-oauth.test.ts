import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { Authentication } from '../src/capability.ts';
import { createGate } from '../src/inbound/create-gate.ts';
import type { Gate, Passage } from '../src/inbound/gate.ts';
import { template, variables } from './models.ts';
import { json, type StandIn, standIn } from './stand-in.ts';

const NOW_MS = 1_800_000_000_000;
const NOW_S = NOW_MS / 1000;

interface Server extends AsyncDisposable {
  readonly url: string;
  readonly asked: string[];
  /** A token of this server, good for a while for `https://desk.test`. */
  token(claims?: JWTPayload, key?: 'own' | 'new' | 'foreign'): Promise<string>;
  readonly state: { keys: ('own' | 'new')[]; introspected: Record<string, unknown>; isDown: boolean };
}

async function authorizationServer(): Promise<Server> {
  const pairs = {
    own: await generateKeyPair('ES256'),
    new: await generateKeyPair('ES256'),
    foreign: await generateKeyPair('ES256'),
  };
  const state: Server['state'] = { keys: ['own'], introspected: { active: false }, isDown: false };
  const behind: StandIn = await standIn(async ({ url, method, headers, body }, response) => {
    if (state.isDown) return json(response, {}, 500);
    if (url === '/.well-known/oauth-authorization-server') {
      return json(response, {
        issuer: behind.url,
        jwks_uri: `${behind.url}/keys`,
        introspection_endpoint: `${behind.url}/introspect`,
      });
    }
    if (url === '/keys') {
      const keys = state.keys.map(async (kid) => ({ ...(await exportJWK(pairs[kid].publicKey)), kid, alg: 'ES256' }));
      return json(response, { keys: await Promise.all(keys) });
    }
    assert.deepEqual([method, url, headers.authorization], ['POST', '/introspect', `Basic ${btoa('desk:s3cret')}`]);
    assert.match(body, /^token=opaque&token_type_hint=access_token$/);
    return json(response, state.introspected);
  });
  return {
    url: behind.url,
    get asked() {
      return behind.received.map(({ url }) => url);
    },
    state,
    token: (claims = {}, key = 'own') =>
      new SignJWT({ iss: behind.url, aud: 'https://desk.test', exp: NOW_S + 600, scope: 'read write', ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: key })
        .sign(pairs[key].privateKey),
    [Symbol.asyncDispose]: () => behind[Symbol.asyncDispose](),
  };
}

type Oauth = Extract<Authentication, { type: 'oauth2' }>;

function gateTo(server: Server, more: Partial<Oauth> = {}, now: () => number = () => NOW_MS): Gate {
  const oauth: Oauth = {
    type: 'oauth2',
    authorizationServerUri: server.url,
    tokenEndpoint: null,
    resource: 'https://desk.test',
    audience: null,
    scopes: ['read'],
    tokenValidation: 'jwks',
    clientId: template('desk'),
    clientSecret: template('{{env.SECRET}}'),
    ...more,
  };
  const resourceMetadata = 'https://desk.test/.well-known/oauth-protected-resource';
  return createGate(oauth, variables({ 'env.SECRET': 's3cret' }), { realm: 'desk', resourceMetadata, now });
}

const come = (gate: Gate, token: string | null): Promise<Passage> =>
  gate({ method: 'GET', url: '/', headers: token === null ? {} : { authorization: `Bearer ${token}` } });

function statusOf(passage: Passage): number {
  return passage.ok ? 200 : passage.status;
}

const challengeOf = (passage: Passage): string => (passage.ok ? '' : (passage.headers['www-authenticate'] ?? ''));

describe('callers with access tokens', () => {
  const cases: readonly (readonly [string, JWTPayload, number, ('own' | 'foreign')?])[] = [
    ['a good token', {}, 200],
    ['several audiences, ours among them', { aud: ['x', 'https://desk.test'] }, 200],
    ['scopes as a list', { scope: undefined, scp: ['read'] }, 200],
    ['another audience', { aud: 'https://other.test' }, 401],
    ['no audience', { aud: undefined }, 401],
    ['another issuer', { iss: 'https://other.test' }, 401],
    ['an expired token', { exp: NOW_S - 60 }, 401],
    ['a token that never expires', { exp: undefined }, 401],
    ['a token of tomorrow', { nbf: NOW_S + 3600 }, 401],
    ['a key of somebody else', {}, 401, 'foreign'],
    ['a missing scope', { scope: 'write reader' }, 403],
    ['no scope at all', { scope: undefined }, 403],
  ];
  for (const [what, claims, status, key] of cases) {
    it(`${what}: ${status}`, async () => {
      await using server = await authorizationServer();
      const passage = await come(gateTo(server), await server.token(claims, key));
      assert.equal(statusOf(passage), status);
      if (status === 401)
        assert.match(
          challengeOf(passage),
          /^Bearer realm="desk", error="invalid_token", scope="read", resource_metadata="https:\/\/desk\.test\//,
        );
      if (status === 403) assert.match(challengeOf(passage), /error="insufficient_scope", scope="read"/);
    });
  }

  it('come not in without a token, nor with one that is none', async () => {
    await using server = await authorizationServer();
    const passage = await come(gateTo(server), null);
    assert.equal(statusOf(passage), 401);
    assert.doesNotMatch(challengeOf(passage), /error=/);
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{}')}.`;
    for (const token of ['x', 'a.b.c', unsigned, 'x'.repeat(20_000)]) {
      assert.equal(statusOf(await come(gateTo(server), token)), 401);
    }
  });

  it('come not in where no audience is known, whatever their token says', async () => {
    await using server = await authorizationServer();
    assert.equal(statusOf(await come(gateTo(server, { resource: null }), await server.token())), 401);
  });

  it('come in with a new key of the server, whose keys are not asked for at every call', async () => {
    await using server = await authorizationServer();
    let nowMs = NOW_MS;
    const gate = gateTo(server, {}, () => nowMs);
    assert.equal(statusOf(await come(gate, await server.token())), 200);
    assert.equal(statusOf(await come(gate, await server.token())), 200);
    assert.deepEqual(server.asked, ['/.well-known/oauth-authorization-server', '/keys']);
    server.state.keys = ['own', 'new'];
    assert.equal(statusOf(await come(gate, await server.token({}, 'new'))), 200);
    const before = server.asked.length;
    for (let at = 0; at < 5; at++) await come(gate, await server.token({}, 'foreign'));
    assert.equal(server.asked.length, before, 'strangers cannot make us ask again and again');
    nowMs += 31_000;
    await come(gate, await server.token({}, 'foreign'));
    assert.equal(server.asked.length, before + 1);
  });

  it('are told to come again when the server does not answer', async () => {
    await using server = await authorizationServer();
    const gate = gateTo(server);
    server.state.isDown = true;
    const passage = await come(gate, await server.token());
    assert.equal(statusOf(passage), 503);
    server.state.isDown = false;
    assert.equal(statusOf(await come(gate, await server.token())), 200, 'what failed is not remembered');
  });

  it('are not let in by the metadata of another issuer', async () => {
    await using server = await authorizationServer();
    const other = server.url.replace('127.0.0.1', 'localhost');
    const passage = await come(gateTo(server, { authorizationServerUri: other }), await server.token());
    assert.equal(statusOf(passage), 503);
  });
});

describe('callers whose tokens are asked about', () => {
  const good = { active: true, aud: 'https://desk.test', scope: 'read' };
  const cases: readonly (readonly [string, Record<string, unknown>, number])[] = [
    ['an active token', good, 200],
    ['one that is not active', { active: false }, 401],
    ['an answer that is not quite yes', { ...good, active: 'true' }, 401],
    ['one for others', { ...good, aud: 'https://other.test' }, 401],
    ['one for nobody in particular', { active: true, scope: 'read' }, 401],
    ['one that is over', { ...good, exp: NOW_S - 60 }, 401],
    ['one of another issuer', { ...good, iss: 'https://other.test' }, 401],
    ['one without the scope', { ...good, scope: 'write' }, 403],
  ];
  for (const [what, introspected, status] of cases) {
    it(`${what}: ${status}`, async () => {
      await using server = await authorizationServer();
      server.state.introspected = introspected;
      assert.equal(statusOf(await come(gateTo(server, { tokenValidation: 'introspection' }), 'opaque')), status);
    });
  }
});
