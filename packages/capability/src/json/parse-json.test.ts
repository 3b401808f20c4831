import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isJsonObject, isRawNumber, memberOf, textOf } from './json.ts';
import { parseJson, tryParseJson } from './parse-json.ts';

const digits = (max: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${max}}$`));
const numberText = fc
  .tuple(fc.constantFrom('', '-'), fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.option(digits(25)), fc.option(digits(2)))
  .map(([sign, whole, fraction, exponent]) => {
    return `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`;
  });

describe('reading and writing JSON', () => {
  test('every number comes out digit by digit as it came in', () => {
    fc.assert(
      fc.property(fc.array(numberText, { minLength: 1 }), fc.boolean(), (numbers, nested) => {
        const list = `[${numbers.join(',')}]`;
        const text = nested ? `{"a":${list},"b":${numbers[0]}}` : list;
        assert.equal(JSON.stringify(parseJson(text)), text);
      }),
    );
    for (const text of ['-0', '-0.0', '0.10', '[1.5,1.50]', '1e3', '-1E+2', '9007199254740993', '1234567890123456'])
      assert.equal(JSON.stringify(parseJson(` ${text} `)), text);
  });

  test('all other JSON is as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        assert.equal(JSON.stringify(parseJson(text)), JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  test('an object that looks like a raw number is an object', () => {
    const value = parseJson('{"rawJSON":"1"}');
    assert.equal(isRawNumber(value), false);
    assert.equal(isJsonObject(value), true);
    assert.equal(isRawNumber(parseJson('1.0')), true);
  });

  test('what every object inherits is not its member', () => {
    const value = parseJson('{"__proto__":{"a":1.0}}');
    assert.equal(memberOf(value, 'toString'), undefined);
    assert.equal(textOf(memberOf(value, '__proto__')), '{"a":1.0}');
  });

  test('reading a long text takes no longer than its length', () => {
    for (const part of ['1', '-0', '1.', ',1', ' '])
      assert.equal(typeof parseJson(JSON.stringify(`:${part.repeat(500_000)}x`)), 'string');
  });

  test('what is no JSON, or is nested without end, is undefined', () => {
    assert.equal(tryParseJson('{'), undefined);
    assert.equal(tryParseJson(''), undefined);
    assert.equal(tryParseJson(`1.0${'['.repeat(1_000_000)}`), undefined);
  });
});
