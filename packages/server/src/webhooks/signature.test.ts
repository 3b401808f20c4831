import assert from 'node:assert/strict';
import { createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import { describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { leanHeaders, newEndpointSecret, signingKeyOf, standardHeaders } from './signature.ts';

const id = '0192d3a4-7b1c-7def-8123-456789abcdef';
const body = '{"type":"payout.created","payload":{"name":"أمينة حداد","amount":10.50}}';
const signingKey = signingKeyOf(Buffer.alloc(32, 7));
const now = (): number => Math.floor(Date.now() / 1000);

const signaturesOf = (headers: Record<string, string>): string[] => (headers['webhook-signature'] ?? '').split(' ');

describe('a secret', () => {
  test('is 32 random bytes in base64 behind whsec_', () => {
    const secret = newEndpointSecret();
    assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
    assert.equal(Buffer.from(secret.slice(6), 'base64').length, 32);
    assert.notEqual(newEndpointSecret(), secret);
  });
});

describe('the headers of Standard Webhooks', () => {
  const secret = newEndpointSecret();
  const headersAt = (timestampSeconds: number, secrets = [secret]) =>
    standardHeaders({ id, timestampSeconds, body, secrets, signingKey });

  test('are accepted by the official library', () => {
    const headers = headersAt(now());
    assert.deepEqual(new Webhook(secret).verify(body, headers), JSON.parse(body));
    assert.deepEqual(Object.keys(headers), ['webhook-id', 'webhook-timestamp', 'webhook-signature']);
    assert.equal(headers['webhook-id'], id);
  });

  test('are accepted under the old secret and under the new one while both are valid', () => {
    const [older, newer] = [newEndpointSecret(), newEndpointSecret()];
    const headers = headersAt(now(), [newer, older]);
    assert.deepEqual(
      signaturesOf(headers).map((one) => one.split(',')[0]),
      ['v1', 'v1', 'v1a'],
    );
    for (const one of [newer, older]) assert.doesNotThrow(() => new Webhook(one).verify(body, headers));
    assert.throws(() => new Webhook(newEndpointSecret()).verify(body, headers), /No matching signature/);
  });

  test('are refused for another body, id or time', () => {
    const headers = headersAt(now());
    const webhook = new Webhook(secret);
    assert.throws(() => webhook.verify(body.replace('10.50', '99.50'), headers), /No matching signature/);
    assert.throws(() => webhook.verify(body, { ...headers, 'webhook-id': 'another' }), /No matching signature/);
    const later = { ...headers, 'webhook-timestamp': String(now() + 60) };
    assert.throws(() => webhook.verify(body, later), /No matching signature/);
    assert.throws(() => webhook.verify(body, headersAt(now() - 400)), /too old/);
  });

  test('sign what the library signs', () => {
    const at = 1_700_000_000;
    const expected = new Webhook(secret).sign(id, new Date(at * 1000), body);
    assert.equal(signaturesOf(headersAt(at))[0], expected);
  });

  test('can be checked with the public key alone', () => {
    const headers = headersAt(1_700_000_000);
    const signature = signaturesOf(headers).find((one) => one.startsWith('v1a,')) ?? '';
    const raw = Buffer.from(signingKey.publicKeyText.replace(/^whpk_/, ''), 'base64');
    assert.equal(raw.length, 32);
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') };
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    const isValid = (text: string) =>
      verify(null, Buffer.from(text), publicKey, Buffer.from(signature.slice(4), 'base64'));
    assert.equal(isValid(`${id}.1700000000.${body}`), true);
    assert.equal(isValid(`${id}.1700000001.${body}`), false);
  });

  test('are not made with a secret of another kind', () => {
    assert.throws(() => headersAt(now(), ['secret']), /bug/);
  });
});

describe('the key of an installation', () => {
  test('follows from its secret key', () => {
    const secretKey = randomBytes(32);
    assert.equal(signingKeyOf(secretKey).publicKeyText, signingKeyOf(Buffer.from(secretKey)).publicKeyText);
    assert.notEqual(signingKeyOf(randomBytes(32)).publicKeyText, signingKeyOf(secretKey).publicKeyText);
  });

  test('stays what it was: receivers have written it down', () => {
    assert.equal(signingKey.publicKeyText, 'whpk_1X77+rwg5ny0/jBuhqzutaldNm1SyxcIdt75yJp0iqQ=');
  });
});

describe('the header of the dialect lean', () => {
  test('is the HMAC over the raw body, under the text of the newest secret', () => {
    const [newer, older] = [newEndpointSecret(), newEndpointSecret()];
    const expected = createHmac('sha512', newer).update(body, 'utf8').digest('hex');
    assert.deepEqual(leanHeaders({ body, secrets: [newer, older] }), { 'lean-signature': `sha512=${expected}` });
    assert.match(expected, /^[0-9a-f]{128}$/);
  });

  test('needs a secret', () => {
    assert.throws(() => leanHeaders({ body, secrets: [] }), /bug/);
  });
});
