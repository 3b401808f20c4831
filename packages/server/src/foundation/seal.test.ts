import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { hashSecret, newSecret, sameText, seal, unseal } from './seal.ts';

const key = randomBytes(32);

test('what is sealed can be opened with the same key and purpose, and nothing shows through', () => {
  const sealed = seal(key, 'test', 'a secret text');
  assert.equal(unseal(key, 'test', sealed), 'a secret text');
  assert.doesNotMatch(Buffer.from(sealed, 'base64').toString('latin1'), /secret/);
  assert.notEqual(seal(key, 'test', 'a secret text'), sealed);
});

test('another key, another purpose or a changed byte do not open it', () => {
  const sealed = seal(key, 'test', 'text');
  assert.throws(() => unseal(randomBytes(32), 'test', sealed));
  assert.throws(() => unseal(key, 'other', sealed));
  const bytes = Buffer.from(sealed, 'base64');
  bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
  assert.throws(() => unseal(key, 'test', bytes.toString('base64')));
});

test('secrets are long, never the same, and kept as hashes', () => {
  const secret = newSecret();
  assert(secret.length >= 43);
  assert.notEqual(newSecret(), secret);
  assert.match(hashSecret(secret), /^[0-9a-f]{64}$/);
  assert(sameText('a', 'a'));
  assert(!sameText('a', 'b'));
  assert(!sameText('a', 'aa'));
});
