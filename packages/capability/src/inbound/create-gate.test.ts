import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { template, variables } from '../../test/models.ts';
import type { Authentication } from '../capability.ts';
import { createGate } from './create-gate.ts';
import type { Caller, Gate, Passage } from './gate.ts';

const bound = variables({ 'env.TOKEN': 's3cret', USER: 'desk', PASSWORD: 'pa:ss "wörd"', BLANK: ' ', NOTHING: '' });
const at = { realm: 'desk', now: () => 1_000_000 };

const gate = (authentication: Authentication | null, options: Partial<Parameters<typeof createGate>[2]> = {}): Gate =>
  createGate(authentication, bound, { ...at, ...options });

const caller = (headers: Caller['headers'] = {}, url = '/', method = 'GET'): Caller => ({ method, url, headers });
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const challengeOf = (passage: Passage): string => (passage.ok ? '' : (passage.headers['www-authenticate'] ?? ''));

const bearer = (token: string): Authentication => ({ type: 'bearer', token: template(token) });
const apikey = (key: string, value: string, placement: 'header' | 'query' = 'header'): Authentication => {
  return { type: 'apikey', key: template(key), value: template(value), placement };
};
const basic = (username: string, password: string): Authentication => {
  return { type: 'basic', username: template(username), password: template(password) };
};

describe('gates', () => {
  const cases: readonly (readonly [string, Authentication | null, Caller, boolean])[] = [
    ['none is open', null, caller(), true],
    ['bearer with the token', bearer('{{env.TOKEN}}'), caller({ authorization: 'Bearer s3cret' }), true],
    [
      'bearer whatever the case of its name',
      bearer('{{env.TOKEN}}'),
      caller({ authorization: 'bearer  s3cret ' }),
      true,
    ],
    ['bearer with another token', bearer('{{env.TOKEN}}'), caller({ authorization: 'Bearer s3cre' }), false],
    ['bearer with a longer one', bearer('{{env.TOKEN}}'), caller({ authorization: 'Bearer s3crett' }), false],
    ['bearer without one', bearer('{{env.TOKEN}}'), caller({ authorization: 'Bearer ' }), false],
    ['bearer without a header', bearer('{{env.TOKEN}}'), caller(), false],
    ['bearer by another scheme', bearer('{{env.TOKEN}}'), caller({ authorization: 'Basic s3cret' }), false],
    ['a blank token lets nobody in', bearer('{{BLANK}}'), caller({ authorization: 'Bearer  ' }), false],
    ['an empty token lets nobody in', bearer('{{NOTHING}}'), caller({ authorization: 'Bearer ' }), false],
    ['a token that is not bound lets nobody in', bearer('{{OTHER}}'), caller({ authorization: 'Bearer ' }), false],
    ['a blank part of a token lets nobody in', bearer('x{{BLANK}}'), caller({ authorization: 'Bearer x' }), false],
    [
      'basic with both',
      basic('{{USER}}', '{{PASSWORD}}'),
      caller({ authorization: `Basic ${base64('desk:pa:ss "wörd"')}` }),
      true,
    ],
    [
      'basic with another password',
      basic('{{USER}}', '{{PASSWORD}}'),
      caller({ authorization: `Basic ${base64('desk:')}` }),
      false,
    ],
    [
      'basic with a blank password',
      basic('{{USER}}', '{{BLANK}}'),
      caller({ authorization: `Basic ${base64('desk: ')}` }),
      false,
    ],
    ['basic with nonsense', basic('{{USER}}', '{{PASSWORD}}'), caller({ authorization: 'Basic %%%' }), false],
    ['a key in a header', apikey('X-Key', '{{env.TOKEN}}'), caller({ 'x-key': 's3cret' }), true],
    ['another key', apikey('X-Key', '{{env.TOKEN}}'), caller({ 'x-key': 's3cret, s3cret' }), false],
    ['a key in the wrong place', apikey('X-Key', '{{env.TOKEN}}'), caller({}, '/?X-Key=s3cret'), false],
    ['a key in the query', apikey('key', '{{env.TOKEN}}', 'query'), caller({}, '/a?b=1&key=s3cret'), true],
    ['two keys in the query', apikey('key', '{{env.TOKEN}}', 'query'), caller({}, '/?key=s3cret&key=s3cret'), false],
    [
      'Authorization as a key',
      apikey('Authorization', 'Bearer {{env.TOKEN}}'),
      caller({ authorization: 'Bearer s3cret' }),
      true,
    ],
    ['a blank key', apikey('X-Key', '{{BLANK}}'), caller({ 'x-key': '' }), false],
    ['a blank name of a key', apikey('{{NOTHING}}', 'x'), caller({ '': 'x' }), false],
  ];
  for (const [what, authentication, from, isOpen] of cases) {
    it(`${what}: ${isOpen ? 'comes in' : '401'}`, async () => {
      const passage = await gate(authentication)(from);
      assert.equal(passage.ok, isOpen);
      if (passage.ok) return;
      assert.equal(passage.status, 401);
      assert.match(challengeOf(passage), /^(Bearer|Basic|ApiKey) realm="desk"/);
      assert.doesNotMatch(Buffer.from(passage.body).toString(), /s3cret/);
    });
  }

  it('ask for a token from outside where the file asks for nothing', async () => {
    const passage = await gate(null, { token: 't' })(caller());
    assert.equal(passage.ok, false);
    assert.equal((await gate(null, { token: 't' })(caller({ authorization: 'Bearer t' }))).ok, true);
    assert.equal((await gate(null, { token: ' ' })(caller({ authorization: 'Bearer  ' }))).ok, false);
    const own = gate(bearer('{{env.TOKEN}}'), { token: 't' });
    assert.equal((await own(caller({ authorization: 'Bearer t' }))).ok, false, 'what the file says counts');
  });

  it('know under which names credentials stand in the query', () => {
    assert.deepEqual(gate(apikey('key', '{{env.TOKEN}}', 'query')).queryNames, ['key']);
    assert.deepEqual(gate(apikey('key', '{{env.TOKEN}}')).queryNames, []);
  });

  it('cannot be made to write other headers by their realm', async () => {
    const passage = await gate(bearer('x'), { realm: 'a"\r\nx: y\\' })(caller());
    assert.equal(challengeOf(passage), 'Bearer realm="a\\"x: y\\\\"');
  });
});

describe('the gate of digest', () => {
  const digest: Authentication = { type: 'digest', username: template('{{USER}}'), password: template('{{PASSWORD}}') };
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const nonceOf = (passage: Passage): string => /nonce="([^"]+)"/.exec(challengeOf(passage))?.[1] ?? '';

  /** What a client sends that knows the password (RFC 7616 section 3.4.1). */
  function answer(nonce: string, more: Readonly<Record<string, string>> = {}): string {
    const fields = {
      username: 'desk',
      realm: 'desk',
      uri: '/a?b=1',
      nonce,
      nc: '00000001',
      cnonce: 'c',
      qop: 'auth',
      algorithm: 'SHA-256',
      ...more,
    };
    const password = more.password ?? 'pa:ss "wörd"';
    const secret = sha256(`${fields.username}:${fields.realm}:${password}`);
    const response = sha256(
      [secret, nonce, fields.nc, fields.cnonce, fields.qop, sha256(`GET:${fields.uri}`)].join(':'),
    );
    return `Digest ${Object.entries({ response, ...fields })
      .map(([name, value]) => `${name}="${value.replaceAll('"', '\\"')}"`)
      .join(', ')}`;
  }

  it('lets in who proves to know the password, and no replay', async () => {
    const open = gate(digest);
    const nonce = nonceOf(await open(caller()));
    const come = async (authorization: string): Promise<Passage> => open(caller({ authorization }, '/a?b=1'));
    assert.equal((await come(answer(nonce))).ok, true);
    const replayed = await come(answer(nonce));
    assert.match(challengeOf(replayed), /stale=true/);
    assert.equal((await come(answer(nonce, { nc: '00000002' }))).ok, true);
    assert.equal((await come(answer(nonce, { nc: '00000001' }))).ok, false);
  });

  const wrong: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['another password', { password: 'x' }],
    ['another user', { username: 'other' }],
    ['another path than asked for', { uri: '/other' }],
    ['another realm', { realm: 'other' }],
    ['MD5', { algorithm: 'MD5' }],
    ['no quality of protection', { qop: '' }],
    ['a count that is none', { nc: '1' }],
    ['no nonce of the client', { cnonce: '' }],
  ];
  for (const [what, fields] of wrong) {
    it(`refuses ${what}`, async () => {
      const open = gate(digest);
      const authorization = answer(nonceOf(await open(caller())), fields);
      assert.equal((await open(caller({ authorization }, '/a?b=1'))).ok, false);
    });
  }

  it('refuses nonces of others and old ones', async () => {
    let nowMs = 1_000_000;
    const open = gate(digest, { now: () => nowMs });
    const nonce = nonceOf(await open(caller()));
    const foreign = nonceOf(await gate(digest)(caller()));
    assert.equal((await open(caller({ authorization: answer(foreign) }, '/a?b=1'))).ok, false);
    nowMs += 300_001;
    const late = await open(caller({ authorization: answer(nonce) }, '/a?b=1'));
    assert.match(challengeOf(late), /stale=true/);
  });

  for (const header of [
    'Digest',
    'Digest ',
    'Digest a=',
    'Digest username="x',
    'Digest nc=1, nc=2',
    `Digest ${'a="b", '.repeat(2_000)}`,
  ]) {
    it(`refuses ${header.slice(0, 30)}`, async () => {
      assert.equal((await gate(digest)(caller({ authorization: header }))).ok, false);
    });
  }

  it('lets nobody in with a blank password', async () => {
    const blank = gate({ type: 'digest', username: template('{{USER}}'), password: template('{{NOTHING}}') });
    const authorization = answer(nonceOf(await blank(caller())), { password: '' });
    assert.equal((await blank(caller({ authorization }, '/a?b=1'))).ok, false);
  });
});
