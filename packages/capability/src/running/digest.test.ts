import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answerChallenge, readChallenge } from './digest.ts';

// The example of RFC 7616, section 3.9.1.
const nonce = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v';
const opaque = 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS';
const offer = (algorithm: string) =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="${nonce}", opaque="${opaque}"`;
const request = {
  method: 'GET',
  uri: '/dir/index.html',
  username: 'Mufasa',
  password: 'Circle of Life',
  count: 1,
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
};

describe('digest', () => {
  for (const [algorithm, response] of [
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ] as const) {
    test(`answers the example of the RFC with ${algorithm}`, () => {
      const challenge = readChallenge(offer(algorithm));
      assert.deepEqual(challenge, { realm: 'http-auth@example.org', nonce, opaque, algorithm });
      const answer = answerChallenge(challenge, request);
      assert.match(answer, new RegExp(`response="${response}"`));
      assert.match(answer, /nc=00000001, .*qop=auth, /);
    });
  }

  test('takes the better of several challenges', () => {
    assert.equal(
      readChallenge(`Negotiate, ${offer('MD5')}, ${offer('SHA-256')}, Basic realm="x"`)?.algorithm,
      'SHA-256',
    );
    assert.equal(readChallenge(`Basic realm="a, Digest realm=b", ${offer('MD5')}`)?.algorithm, 'MD5');
  });

  test('leaves what it cannot meet', () => {
    for (const header of ['', 'Basic realm="x"', offer('SHA-512-256'), 'Digest realm="x", nonce="y", qop="auth-int"']) {
      assert.equal(readChallenge(header), null, header);
    }
  });
});
