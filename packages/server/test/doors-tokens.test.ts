import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { scopes } from '@sarf/contract';
import {
  type CryptoKey,
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import { createClient, type NewClient, revokeClient } from '../src/auth/clients.ts';
import { rotateSigningKey } from '../src/auth/signing-keys.ts';
import { only } from '../src/foundation/database.ts';
import { unseal } from '../src/foundation/seal.ts';
import { allScopes, assertRefused, NOBODY, sendRaw } from './doors.ts';
import { type Called, type Json, type RunningSarf, send, startSarf, until } from './running-sarf.ts';

const READ = '/payouts/v1/payments';

const basicOf = ({ clientId, clientSecret }: NewClient): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
});

describe('the door for tokens', () => {
  let sarf: RunningSarf;
  let client: NewClient;
  before(async () => {
    sarf = await startSarf({ worker: false });
    client = sarf.sandbox.client;
  });
  after(() => sarf.stop());

  const ask = (fields: Record<string, string> | string, headers: Record<string, string> = {}): Promise<Called> =>
    send(`${sarf.apiUrl}/oauth2/token`, 'POST', new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    });
  const grant = { grant_type: 'client_credentials' };
  const tokenOf = async (fields: Record<string, string> = {}, of: NewClient = client): Promise<string> => {
    const { status, body } = await ask({ ...grant, ...fields }, basicOf(of));
    assert.equal(status, 200, JSON.stringify(body));
    return body.access_token;
  };
  const read = (token: string, path = READ): Promise<Called> =>
    send(`${sarf.apiUrl}${path}`, 'GET', undefined, { authorization: `Bearer ${token}` });
  const jwks = async (): Promise<Json> =>
    (await send(`${sarf.apiUrl}/.well-known/jwks.json`, 'GET', undefined, {})).body;

  describe('gives a token', () => {
    test('for client credentials in the header or in the form', async () => {
      const { clientId: client_id, clientSecret: client_secret } = client;
      for (const called of [await ask(grant, basicOf(client)), await ask({ ...grant, client_id, client_secret })]) {
        assert.equal(called.status, 200, JSON.stringify(called.body));
        const { access_token, ...rest } = called.body;
        assert.deepEqual(rest, { token_type: 'Bearer', expires_in: 3600, scope: 'api' });
        assert.equal(called.headers.get('cache-control'), 'no-store');
        assert.equal(called.headers.get('pragma'), 'no-cache');
        assert.equal((await read(access_token)).status, 200);
      }
    });

    test('that is a JWT with what others need to check it', async () => {
      const token = await tokenOf();
      const { kid, ...header } = decodeProtectedHeader(token);
      assert.deepEqual(header, { alg: 'RS256', typ: 'JWT' });
      const { iat = 0, jti = '', ...claims } = decodeJwt(token);
      const { applicationId } = sarf.sandbox;
      assert.deepEqual(claims, {
        iss: sarf.apiUrl,
        aud: sarf.apiUrl,
        sub: client.clientId,
        nbf: iat,
        exp: iat + 3600,
        scope: allScopes,
        application_id: applicationId,
        applications: [{ id: applicationId }],
      });
      assert.notEqual(jti, decodeJwt(await tokenOf()).jti);

      const set = await jwks();
      // The key of receipts is of another kind: its own test has it.
      for (const key of set.keys.filter((one: { kid: string }) => one.kid !== 'receipts')) {
        assert.deepEqual(Object.keys(key).toSorted(), ['alg', 'e', 'kid', 'kty', 'n', 'use'], 'public parts alone');
      }
      assert.ok(set.keys.some((key: { kid: string }) => key.kid === kid));
      const { payload } = await jwtVerify(token, createLocalJWKSet(set), {
        issuer: sarf.apiUrl,
        audience: sarf.apiUrl,
      });
      assert.equal(payload.sub, client.clientId);
    });

    test('for some scopes alone, or for all that the client has', async () => {
      const some = 'payouts:read destinations:read';
      const { body } = await ask({ ...grant, scope: some }, basicOf(client));
      assert.deepEqual([body.scope, decodeJwt(body.access_token).scope], [some, some.split(' ')]);
      assert.equal((await read(body.access_token)).status, 200);
      const refused = assertRefused(await read(body.access_token, '/payouts/v1/accounts'), 'INCORRECT_ACCESS_LEVEL');
      assert.equal(refused.metadata.scope, 'accounts:read');

      const poor = await createClient(sarf.deps, sarf.sandbox.applicationId, 'poor', ['payouts:read']);
      for (const scope of ['api', '', ' ', 'api payouts:read']) {
        const answer = (await ask({ ...grant, scope }, basicOf(poor))).body;
        assert.deepEqual([answer.scope, decodeJwt(answer.access_token).scope], ['api', ['payouts:read']]);
      }
      const twice = await ask({ ...grant, scope: 'payouts:read  payouts:read' }, basicOf(poor));
      assert.deepEqual([twice.status, twice.body.scope], [200, 'payouts:read']);
    });

    test('and says where everything is', async () => {
      const { body } = await send(`${sarf.apiUrl}/.well-known/oauth-authorization-server`, 'GET', undefined, {});
      assert.equal(body.issuer, sarf.apiUrl);
      assert.equal(body.token_endpoint, `${sarf.apiUrl}/oauth2/token`);
      const { keys } = (await send(body.jwks_uri, 'GET', undefined, {})).body;
      assert.deepEqual([keys.length, keys.at(-1).kid], [2, 'receipts']);
      assert.deepEqual(body.scopes_supported, ['api', ...Object.keys(scopes)]);
      assert.deepEqual(body.grant_types_supported, ['client_credentials']);
      assert.equal((await fetch(body.service_documentation)).status, 200);
    });
  });

  describe('refuses, in the words of OAuth', () => {
    const assertOAuth = (called: Called, code: number, error: string): void => {
      assert.equal(called.status, code, JSON.stringify(called.body));
      assert.deepEqual(Object.keys(called.body), ['error', 'error_description']);
      assert.equal(called.body.error, error);
      assert.equal(called.headers.get('cache-control'), 'no-store');
      const challenge = called.headers.get('www-authenticate');
      if (code === 401) assert.match(challenge ?? '', /^Basic/);
      else assert.equal(challenge, null);
    };

    test('a client that is not who it says', async () => {
      const wrong = [
        { ...client, clientSecret: `${client.clientSecret}x` },
        { ...client, clientSecret: '' },
        { ...client, clientSecret: client.clientSecret.toUpperCase() },
        { ...client, clientId: NOBODY },
        { ...client, clientId: 'nobody' },
        { ...client, clientId: '' },
        { ...client, clientId: "' or 1=1 --" },
        { clientId: client.clientSecret, clientSecret: client.clientId },
      ];
      const said = new Set<string>();
      for (const one of wrong) {
        const inHeader = await ask(grant, basicOf(one));
        const inForm = await ask({ ...grant, client_id: one.clientId, client_secret: one.clientSecret });
        for (const called of [inHeader, inForm]) {
          assertOAuth(called, 401, 'invalid_client');
          said.add(called.body.error_description);
        }
      }
      assert.equal(said.size, 1, 'the answer does not tell what was wrong');
      assertOAuth(await ask({ ...grant, client_id: '\0', client_secret: '\0' }), 401, 'invalid_client');
    });

    test('a client that says nothing of itself, or in a way that cannot be read', async () => {
      assertOAuth(await ask(grant), 401, 'invalid_client');
      assertOAuth(await ask({ ...grant, client_id: client.clientId }), 401, 'invalid_client');
      assertOAuth(await ask({ ...grant, client_secret: client.clientSecret }), 401, 'invalid_client');
      for (const authorization of ['Basic', 'Basic !!!', 'Basic YWJj', 'Bearer x', 'Digest y']) {
        assertOAuth(await ask(grant, { authorization }), 401, 'invalid_client');
      }
    });

    test('no grant, another grant, and fields that are not in a form', async () => {
      assertOAuth(await ask({}, basicOf(client)), 400, 'invalid_request');
      for (const grant_type of ['password', 'authorization_code', 'refresh_token', '', 'CLIENT_CREDENTIALS']) {
        assertOAuth(await ask({ grant_type }, basicOf(client)), 400, 'unsupported_grant_type');
      }
      for (const type of ['application/json', 'text/plain', 'multipart/form-data']) {
        const body = type === 'application/json' ? JSON.stringify(grant) : 'grant_type=client_credentials';
        const called = await send(`${sarf.apiUrl}/oauth2/token`, 'POST', body, {
          'content-type': type,
          ...basicOf(client),
        });
        assertOAuth(called, 400, 'invalid_request');
      }
      const bodiless = await sendRaw(sarf.apiUrl, { method: 'POST', path: '/oauth2/token', headers: basicOf(client) });
      assertOAuth(bodiless, 400, 'invalid_request');
    });

    test('a scope that is none, and one that the client does not have', async () => {
      for (const scope of ['everything', 'payouts:read everything', 'API', 'payouts:Read', '__proto__']) {
        assertOAuth(await ask({ ...grant, scope }, basicOf(client)), 400, 'invalid_scope');
      }
      const poor = await createClient(sarf.deps, sarf.sandbox.applicationId, 'poor', ['payouts:read']);
      const called = await ask({ ...grant, scope: 'payouts:read payouts:write' }, basicOf(poor));
      assertOAuth(called, 400, 'invalid_scope');
    });

    test('a form that is too large', async () => {
      assertRefused(await ask({ ...grant, scope: 'x'.repeat(10_000) }, basicOf(client)), 'BODY_TOO_LARGE');
    });
  });

  describe('knows its own tokens', () => {
    /** A token as we would have signed it, but for what is changed. */
    const forge = async (
      claims: JWTPayload = {},
      header: Record<string, string> = {},
      key?: CryptoKey | Uint8Array,
    ) => {
      const own = only(
        await sarf.sql<{ id: string; sealedPrivateJwk: string }[]>`
          select id, sealed_private_jwk from signing_keys where superseded_at is null`,
      );
      const jwk = JSON.parse(unseal(sarf.deps.secretKey, 'signing key', own.sealedPrivateJwk));
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({
        iss: sarf.apiUrl,
        aud: sarf.apiUrl,
        sub: client.clientId,
        iat: now,
        nbf: now,
        exp: now + 600,
        scope: allScopes,
        application_id: sarf.sandbox.applicationId,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: own.id, ...header })
        .sign(key ?? (await importJWK(jwk, 'RS256')));
    };
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

    test('and takes one whose every part is right', async () => {
      assert.equal((await read(await forge())).status, 200);
    });

    test('and refuses one with a claim that is wrong', async () => {
      const now = Math.floor(Date.now() / 1000);
      const wrong: JWTPayload[] = [
        { iss: 'https://elsewhere.example' },
        { iss: undefined },
        { aud: 'https://elsewhere.example' },
        { aud: undefined },
        { exp: now - 1 },
        { exp: undefined },
        { nbf: now + 600 },
        { sub: undefined },
        { application_id: undefined },
        { application_id: [sarf.sandbox.applicationId] },
        { scope: undefined },
        { scope: 'payouts:read' },
      ];
      for (const claims of wrong) {
        const called = await read(await forge(claims));
        assert.equal(called.status, 401, JSON.stringify(claims));
        assertRefused(called, 'UNAUTHORIZED');
      }
      const expired = assertRefused(await read(await forge({ exp: now - 1 })), 'UNAUTHORIZED');
      assert.match(expired.message, /expired/);
      assertRefused(await read(await forge({ scope: [] })), 'INCORRECT_ACCESS_LEVEL');
      assertRefused(await read(await forge({ scope: ['everything', 5, null] })), 'INCORRECT_ACCESS_LEVEL');
    });

    test('and refuses one that somebody else signed, or nobody', async () => {
      const stranger = await generateKeyPair('RS256', { extractable: true });
      const kid = decodeProtectedHeader(await tokenOf()).kid ?? '';
      const [, payload = '', signature = ''] = (await forge()).split('.');
      const publicJwk = (await jwks()).keys[0];
      const publicPem = createPublicKey({ key: publicJwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
      const symmetric = (secret: Buffer): Promise<string> => forge({}, { alg: 'HS256' }, secret);
      const wrong = [
        await forge({}, {}, stranger.privateKey),
        await forge({}, { kid: 'unknown' }, stranger.privateKey),
        await forge({}, { jwk: (await exportJWK(stranger.publicKey)) as string }, stranger.privateKey),
        await forge({}, { kid: '__proto__' }),
        await forge({}, { alg: 'PS256' }, (await generateKeyPair('PS256')).privateKey),
        await forge({}, { alg: 'ES256' }, (await generateKeyPair('ES256')).privateKey),
        await symmetric(Buffer.from(publicPem)),
        await symmetric(Buffer.from(JSON.stringify(publicJwk))),
        await symmetric(Buffer.alloc(32)),
        `${encode({ alg: 'none', typ: 'JWT', kid })}.${payload}.`,
        `${encode({ alg: 'none', typ: 'JWT', kid })}.${payload}.${signature}`,
        `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${payload}.`,
        `${encode({ alg: 'RS256', typ: 'JWT' })}.${payload}.${signature}`,
        `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode({ ...decodeJwt(await forge()), sub: NOBODY })}.${signature}`,
        `${encode(null)}.${payload}.${signature}`,
        '..',
        'x'.repeat(9000),
      ];
      for (const token of wrong) assertRefused(await read(token), 'UNAUTHORIZED');
    });

    test('and refuses one from the second in which it expires, also when it was taken before', async () => {
      const token = await forge({ exp: Math.floor(Date.now() / 1000) + 2 });
      assert.equal((await read(token)).status, 200);
      await until('the token expires', async () => (await read(token)).status === 401);
      assert.match((await read(token)).body.message, /expired/);
    });
  });

  describe('keeps up with changes, in every process', () => {
    test('a revoked client is out at once, and the others stay', async () => {
      const second = await sarf.join({ api: true });
      const readThere = (token: string): Promise<Called> =>
        send(`${second.apiUrl}${READ}`, 'GET', undefined, { authorization: `Bearer ${token}` });
      const leaving = await createClient(sarf.deps, sarf.sandbox.applicationId, 'leaving', allScopes);
      const token = await tokenOf({}, leaving);
      const unseen = await tokenOf({}, leaving);
      const staying = await tokenOf();
      for (const called of [await read(token), await readThere(token)]) assert.equal(called.status, 200);

      assert.equal(await revokeClient(sarf.deps, leaving.clientId), true);
      const refused = await ask(grant, basicOf(leaving));
      assert.deepEqual([refused.status, refused.body.error], [401, 'invalid_client']);
      await until('the token is refused here', async () => (await read(token)).status === 401);
      await until('the token is refused there', async () => (await readThere(token)).status === 401);
      for (const called of [await read(token), await read(unseen), await readThere(unseen)]) {
        assertRefused(called, 'UNAUTHORIZED');
      }
      for (const called of [await read(staying), await readThere(staying)]) assert.equal(called.status, 200);
      assert.equal(await revokeClient(sarf.deps, NOBODY), false);
      await second.stop();
    });

    test('a new key signs from then on, and tokens of the old one stay good', async () => {
      const second = await sarf.join({ api: true });
      const old = await tokenOf();
      const oldKid = decodeProtectedHeader(old).kid;
      const newKid = await rotateSigningKey(sarf.deps);
      assert.notEqual(newKid, oldKid);
      await until('the new key signs', async () => decodeProtectedHeader(await tokenOf()).kid === newKid);
      const fresh = await tokenOf();
      const set = await jwks();
      const kids = set.keys.map((key: { kid: string }) => key.kid).filter((kid: string) => kid !== 'receipts');
      assert.deepEqual(kids.toSorted(), [oldKid, newKid].toSorted());
      for (const token of [old, fresh]) {
        assert.equal((await read(token)).status, 200);
        await jwtVerify(token, createLocalJWKSet(set), { issuer: sarf.apiUrl });
        const there = { authorization: `Bearer ${token}` };
        await until(
          'the other process knows the key',
          async () => (await send(`${second.apiUrl}${READ}`, 'GET', undefined, there)).status === 200,
        );
      }
      await second.stop();
    });
  });
});
