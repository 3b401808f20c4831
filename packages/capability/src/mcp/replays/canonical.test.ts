import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { tryParseJson } from '../../json/parse-json.ts';
import { canonicalText, keyOf } from './canonical.ts';

const canonical = (text: string): string => canonicalText(tryParseJson(text) ?? null);

/** JSON with numbers written in other ways, and keys in another order. */
function rewritten(value: unknown): string {
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e15) {
    return value % 10 === 0 && value !== 0 ? `${value / 10}.0e1` : `${value}.000`;
  }
  if (Array.isArray(value)) return `[${value.map(rewritten).join(' , ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toReversed();
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}: ${rewritten(member)}`).join(',\n')}}`;
}

describe('one text for what means the same', () => {
  test('numbers count by their value', () => {
    for (const text of ['1', '1.0', '1.00', '1e0', '10e-1', '0.1e1', '0.01E+2'])
      assert.equal(canonical(text), '1e0', text);
    for (const text of ['0', '0.0', '-0', '-0.00', '0e5']) assert.equal(canonical(text), '0', text);
    const different = [
      '1',
      '-1',
      '10',
      '0.1',
      '1.01',
      '12345678901234567890',
      '12345678901234567891',
      '"1"',
      'true',
      'null',
      '[1]',
    ];
    assert.equal(new Set(different.map(canonical)).size, different.length);
  });

  test('the order of keys and the way numbers are written do not matter', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        assert.equal(canonical(rewritten(value)), canonical(JSON.stringify(value)));
      }),
    );
  });

  test('different values have different texts, which are not told apart by tricks of quoting', () => {
    const plain = (value: unknown): string => JSON.stringify(JSON.parse(canonicalish(value)));
    const canonicalish = (value: unknown): string => JSON.stringify(sorted(value));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = plain(a) === plain(b);
        assert.equal(canonical(JSON.stringify(a)) === canonical(JSON.stringify(b)), same);
      }),
    );
    assert.notEqual(canonical('{"a":"1,\\"b\\":2"}'), canonical('{"a":"1","b":2}'));
    assert.notEqual(canonical('[[1],2]'), canonical('[[1,2]]'));
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value === 'number') return value === 0 ? 0 : value;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  // As a list within an object, so that it is no list.
  return { object: members.map(([key, member]) => [key, sorted(member)]) };
}

test('a key has the form of a UUID and depends on every part and on where one ends', () => {
  assert.match(keyOf('a'), /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  assert.equal(keyOf('a', 'b'), keyOf('a', 'b'));
  assert.equal(new Set([keyOf('a', 'b'), keyOf('ab'), keyOf('ab', ''), keyOf('', 'ab'), keyOf('b', 'a')]).size, 5);
});
