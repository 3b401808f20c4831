import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations, schemas } from '@sarf/contract';
import fc from 'fast-check';
import { assertAnswer, assertRefused, assertSomeRefusal, NOBODY, sendRaw } from './doors.ts';
import { type Called, type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const PAY = '/payouts/v1/payment';
const DESTINATIONS = '/payouts/v1/payment/destinations';
const IBAN = 'AE070331234567890123456';

describe('what comes from outside', () => {
  let sarf: RunningSarf;
  /** Bodies that are right, by the address that takes them. */
  let right: [string, Record<string, unknown>][];
  before(async () => {
    sarf = await startSarf({ worker: false });
    right = [
      [PAY, { amount: 10, currency: 'AED', destination_id: sarf.sandbox.destinationId }],
      [DESTINATIONS, { beneficiary_name: 'Amina Haddad', iban: IBAN }],
    ];
  });
  after(() => sarf.stop());

  const post = (path: string, body: unknown, headers?: Record<string, string>): Promise<Called> =>
    sarf.call('POST', path, body, headers);
  const raw = async (
    path: string,
    body: string | Buffer | undefined,
    headers: Record<string, string>,
  ): Promise<Called> =>
    sendRaw(sarf.apiUrl, {
      method: 'POST',
      path,
      headers: { authorization: `Bearer ${await sarf.token()}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });
  const json = { 'content-type': 'application/json' };

  test('a body that is not JSON', async () => {
    const texts = [
      '{',
      '}',
      '{"a":1',
      "{'a':1}",
      '{"a":1,}',
      '[1,]',
      'undefined',
      'NaN',
      '\u0000',
      '{"a":\u0001}',
      '\ufeff',
    ];
    texts.push(
      '{"amount":NaN}',
      '{"amount":Infinity}',
      '{"a":"\n"}',
      '{"a":"\\x41"}',
      '{"a":1}{"b":2}',
      '// 1\n{}',
      'a=b',
    );
    for (const [path] of right) {
      for (const text of texts) assertRefused(await post(path, text), 'INVALID_JSON');
      for (const bytes of [[0xff, 0xfe], [0x7b, 0x80, 0x7d], [0x00]]) {
        assertRefused(await raw(path, Buffer.from(bytes), json), 'INVALID_JSON');
      }
    }
  });

  test('a body that is JSON and no object', async () => {
    for (const [path] of right) {
      for (const text of ['[]', '[{}]', '"text"', '""', '5', 'true', '-0', '1e999']) {
        assertRefused(await post(path, text), 'INVALID_PARAMETERS', ['(body)']);
      }
    }
  });

  test('no body at all', async () => {
    const missing = new Map([
      [PAY, ['amount', 'currency', 'destination_id']],
      [DESTINATIONS, ['beneficiary_name', 'iban']],
    ]);
    for (const [path, names] of missing) {
      const empty = [
        await post(path, ''),
        await post(path, '{}'),
        await post(path, 'null'),
        await raw(path, undefined, { 'content-length': '0' }),
        await raw(path, '', { ...json, 'transfer-encoding': 'chunked' }),
      ];
      for (const called of empty) assertRefused(called, 'MISSING_PARAMETERS', names);
    }
  });

  test('a body of another type', async () => {
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/xml',
      'text/json',
      'application/jsonx',
    ];
    types.push('multipart/form-data; boundary=x', 'application/octet-stream', 'json', '', ';', 'application/json/x');
    for (const [path, body] of right) {
      for (const type of types) {
        const called = await raw(path, JSON.stringify(body), type === '' ? {} : { 'content-type': type });
        assertRefused(called, 'UNSUPPORTED_MEDIA_TYPE');
      }
      for (const type of ['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json;x=y']) {
        assert.equal((await raw(path, JSON.stringify(body), { 'content-type': type })).status, 201, type);
      }
    }
  });

  test('a body that is too large', async () => {
    for (const [path, body] of right) {
      const large = JSON.stringify({ ...body, description: 'x'.repeat(64 * 1024) });
      assertRefused(await post(path, large), 'BODY_TOO_LARGE');
      assertRefused(await raw(path, large, { ...json, 'transfer-encoding': 'chunked' }), 'BODY_TOO_LARGE');
      const padded = `${JSON.stringify(body)}${' '.repeat(63 * 1024)}`;
      assert.equal((await post(path, padded)).status, 201);
    }
  });

  test('an address or a query that no database takes', async () => {
    for (const operation of Object.values(operations)) {
      for (const word of operation.path.includes('/:') ? ['x%00', '%27--', '..%2f..', '%ed%a0%80'] : []) {
        assertSomeRefusal(await sarf.call(operation.method, operation.path.replaceAll(/:\w+/g, word)));
      }
      if (operation.method !== 'GET' || !('query' in operation)) continue;
      const path = operation.path.replaceAll(/:\w+/g, NOBODY);
      for (const name of Object.keys(operation.query.properties)) {
        for (const value of ['%00', 'x%00y', '%ed%a0%80', '%27%20or%201%3D1--', '%25', '1&x=__proto__']) {
          const called = await sarf.call('GET', `${path}?${name}=${value}`);
          if (called.status !== 200) assertSomeRefusal(called);
        }
      }
    }
  });

  test('a body that is deep', async () => {
    const depth = 10_000;
    const nests = [
      '['.repeat(depth) + ']'.repeat(depth),
      `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
      `{"amount":${'['.repeat(depth)}${']'.repeat(depth)}}`,
      `{"iban":${'{"iban":'.repeat(5000)}1${'}'.repeat(5000)}}`,
    ];
    for (const [path] of right) for (const text of nests) assertSomeRefusal(await post(path, text));
  });

  test('a field that is not of this request', async () => {
    for (const [path, body] of right) {
      assertRefused(await post(path, { ...body, memo: 'x', Amount: 1 }), 'INVALID_PARAMETERS', ['memo', 'Amount']);
      for (const name of ['', ' ', 'a.b', 'a/b', 'a~b', 'é', '<b>', 'toString', 'hasOwnProperty', '\u0000', '0']) {
        const called = await post(path, { ...body, [name]: 1 });
        assertRefused(called, 'INVALID_PARAMETERS', [name === '' ? '(body)' : name]);
      }
      const long = await post(path, { ...body, ['n'.repeat(5000)]: 1 });
      assert.ok(JSON.stringify(assertRefused(long, 'INVALID_PARAMETERS', ['n'.repeat(100)])).length < 2000);
    }
  });

  test('fields that would reach the inside of objects', async () => {
    for (const [path, body] of right) {
      const inner = JSON.stringify(body).slice(1);
      for (const name of ['__proto__', 'constructor', 'prototype']) {
        for (const value of ['{"amount":1}', '{"prototype":{"polluted":true}}', 'null', '1']) {
          assertSomeRefusal(await post(path, `{"${name}":${value},${inner}`));
        }
      }
      assertSomeRefusal(await post(path, `{"__proto__":${JSON.stringify(body)}}`));
    }
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
    assert.equal(({} as Record<string, unknown>).amount, undefined);
  });

  test('many wrong fields: the answer names them, and is not larger than it should be', async () => {
    for (const [path, body] of right) {
      const many = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`f${at}`, 1]));
      const called = await post(path, { ...body, ...many });
      assert.equal(called.body.status, 'INVALID_PARAMETERS');
      assert.ok(called.body.errors.length >= 20 && called.body.errors.length <= 100, `${called.body.errors.length}`);
    }
  });

  test('texts with control characters or with half a character, in every field', async () => {
    const bad = [
      'a\u0000b',
      '\u0000',
      'a\nb',
      'a\rb',
      'a\tb',
      'a\u001bb',
      'a\u007fb',
      'a\ud800',
      '\udfffa',
      '\udc00\ud800',
    ];
    const fields: [string, string][] = [
      [PAY, 'description'],
      [PAY, 'reference'],
      [PAY, 'idempotency_key'],
      [PAY, 'currency'],
      [PAY, 'destination_id'],
      [PAY, 'payout_account_id'],
      [DESTINATIONS, 'beneficiary_name'],
      [DESTINATIONS, 'iban'],
      [DESTINATIONS, 'account_number'],
      [DESTINATIONS, 'bank_code'],
      [DESTINATIONS, 'country'],
      [DESTINATIONS, 'currency'],
    ];
    for (const [path, name] of fields) {
      for (const text of bad) {
        const body = { ...right.find(([to]) => to === path)?.[1], [name]: text };
        const { errors } = assertRefused(await post(path, body), 'INVALID_PARAMETERS', [name]);
        assert.doesNotMatch(errors[0].message, /pattern/, 'it says what is wrong in words');
      }
    }
    // JSON may spell half a character out, where JSON.stringify would not.
    const halves = `{"amount":10,"currency":"AED","destination_id":"${sarf.sandbox.destinationId}","reference":"\\ud800"}`;
    assertRefused(await post(PAY, halves), 'INVALID_PARAMETERS', ['reference']);
  });

  test('texts of any other kind come back as they went in', async () => {
    const texts = [
      "'; drop table payouts; --",
      '$' + '{7*7}',
      '{{7*7}}',
      '<script>alert(1)</script>',
      '%00%0a',
      '\\u0000',
      '""',
    ];
    texts.push(
      'مرحبا',
      '𠮷👩‍👩‍👧‍👦',
      'a\u0301',
      '\u202eabc',
      '\u00a0',
      '\u2028\u2029',
      '\ufeffx',
      '\ufffd',
      '$1',
      "E'\\n'",
    );
    for (const text of texts) {
      const body = { ...right[0]?.[1], description: text, reference: text, idempotency_key: text };
      const payout = assertAnswer('createPayoutPayment', await post(PAY, body));
      const shown = (await sarf.call('GET', `/payouts/v1/${payout.id}`)).body;
      for (const name of ['description', 'reference', 'idempotency_key']) assert.equal(shown[name], text);
      const found = await sarf.call('GET', `/payouts/v1/payments?${new URLSearchParams({ reference: text })}`);
      assert.deepEqual(
        found.body.content.map((row: Json) => row.id),
        [payout.id],
      );
    }
  });

  test('texts as long as may be, and one longer, counted in characters', async () => {
    const limits: [string, string, number][] = [
      [PAY, 'description', 140],
      [PAY, 'reference', 64],
      [PAY, 'idempotency_key', 255],
      [DESTINATIONS, 'beneficiary_name', 140],
      [DESTINATIONS, 'account_number', 34],
      [DESTINATIONS, 'bank_code', 35],
    ];
    for (const [path, name, max] of limits) {
      const body = right.find(([to]) => to === path)?.[1];
      for (const letter of ['x', '𠮷']) {
        assert.equal((await post(path, { ...body, [name]: letter.repeat(max) })).status, 201, name);
        assertRefused(await post(path, { ...body, [name]: letter.repeat(max + 1) }), 'INVALID_PARAMETERS', [name]);
      }
      assertRefused(await post(path, { ...body, [name]: 'x'.repeat(60_000) }), 'INVALID_PARAMETERS', [name]);
      assertRefused(await post(path, { ...body, [name]: '' }), 'INVALID_PARAMETERS', [name]);
    }
  });

  test('an idempotency key in the header that is none', async () => {
    const body = right[0]?.[1];
    for (const key of ['', 'k'.repeat(256), 'a\tb']) {
      const called = await raw(PAY, JSON.stringify(body), { ...json, 'idempotency-key': key });
      assertRefused(called, 'INVALID_PARAMETERS', ['idempotency-key']);
    }
  });

  test('half a word in a JSON number or text never makes another payout', async () => {
    const { body } = await sarf.call('GET', '/payouts/v1/payments?page_size=1');
    const whole = JSON.stringify({ ...right[0]?.[1], reference: 'cut' });
    for (let at = 0; at < whole.length; at += 7) assertSomeRefusal(await post(PAY, whole.slice(0, at)));
    assert.deepEqual((await sarf.call('GET', '/payouts/v1/payments?page_size=1')).body, body);
  });

  test('anything at all: it is done or refused by name, and is never a bug', async () => {
    const fields = Object.values(schemas.namedSchemas).flatMap((schema) =>
      Object.keys((schema as unknown as Json).properties ?? {}),
    );
    const words = ['__proto__', 'constructor', '', 'AED', 'KWD', 'AE', IBAN, sarf.sandbox.destinationId, '2026-01-01'];
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.double(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...words),
    );
    const body = fc.dictionary(fc.oneof(fc.constantFrom(...fields), fc.string()), value, { maxKeys: 8 });
    const addresses = fc.constantFrom(...Object.values(operations).map(({ method, path }) => [method, path] as const));
    await fc.assert(
      fc.asyncProperty(
        addresses,
        body,
        value,
        fc.dictionary(fc.constantFrom(...fields), value),
        async (to, sent, id, query) => {
          const [method, path] = to;
          const filled = path.replace(/:\w+/, () => encodeURIComponent(wellFormed(id)) || 'x');
          const search = new URLSearchParams(
            Object.entries(query).map(([name, one]): [string, string] => [name, wellFormed(one)]),
          );
          const called = await sarf.call(
            method,
            `${filled}?${search}`,
            method === 'POST' || method === 'PATCH' ? sent : undefined,
          );
          if (called.status >= 300) assertSomeRefusal(called);
        },
      ),
      { numRuns: 600 },
    );
  });
});

/** Text that may stand in a URL. */
function wellFormed(value: unknown): string {
  return (typeof value === 'string' ? value : String(JSON.stringify(value))).toWellFormed();
}
