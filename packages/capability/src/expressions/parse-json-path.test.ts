import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { JsonPath } from '../capability.ts';
import { parseJsonPath } from './parse-json-path.ts';

const key = (name: string) => ({ kind: 'key', key: name }) as const;
const good: readonly (readonly [text: string, path: JsonPath])[] = [
  ['$', []],
  ['$.', []],
  [' $.a ', [key('a')]],
  ['$.a.b-c_d.é', [key('a'), key('b-c_d'), key('é')]],
  ["$['a b']", [key('a b')]],
  ['$["a.b"].c', [key('a.b'), key('c')]],
  ["$['it\\'s']", [key("it's")]],
  [
    '$[0][-1]',
    [
      { kind: 'index', index: 0 },
      { kind: 'index', index: -1 },
    ],
  ],
  ['$.a[*].b', [key('a'), { kind: 'all' }, key('b')]],
  ['$.*', [{ kind: 'all' }]],
  ['$..a', [{ kind: 'anywhere', key: 'a' }]],
  ["$.b..['a c'][0]", [key('b'), { kind: 'anywhere', key: 'a c' }, { kind: 'index', index: 0 }]],
];
const bad: readonly (readonly [text: string, fault: RegExp])[] = [
  ['', /begins with/],
  ['a.b', /begins with/],
  ['$a', /from "a" on/],
  ['$.a[?(@.b > 1)]', /filters/],
  ['$..[?(@.b)]', /filters/],
  ['$[0:2]', /slices/],
  ['$[0,1]', /unions/],
  ["$['a','b']", /unions/],
  ['$.a.length()', /functions/],
  ['$.a.', /from "\." on/],
  ['$.a[', /from "\[" on/],
  ['$...a', /from/],
  ['$..*', /from/],
  ['$.a b', /from " b" on/],
];

describe('paths into JSON', () => {
  for (const [text, path] of good) test(text, () => assert.deepEqual(parseJsonPath(text), path));
  for (const [text, fault] of bad) {
    test(`not ${text}`, () => {
      const result = parseJsonPath(text);
      assert.ok('fault' in result);
      assert.match(result.fault, fault);
    });
  }

  test('any text is a path or a fault', () => {
    const text = fc.array(fc.constantFrom('$', '.', '..', '[', ']', "'", '"', '*', '0', '-', 'a', '\\', '?', ':', ','));
    fc.assert(
      fc.property(text, (parts) => {
        const result = parseJsonPath(`$${parts.join('')}`);
        assert.ok('fault' in result || Array.isArray(result));
      }),
    );
  });
});
