import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Json, JsonStep } from '../capability.ts';
import { parseJson } from '../json/parse-json.ts';
import { evaluatePath } from './evaluate-path.ts';

const ROOT: Json = parseJson('{"a":{"b":[{"c":1.10,"a":2},{"c":3}],"n":null},"__proto__":{"x":1},"c":0}');
const key = (name: string): JsonStep => ({ kind: 'key', key: name });
const at = (index: number): JsonStep => ({ kind: 'index', index });
const anywhere = (name: string): JsonStep => ({ kind: 'anywhere', key: name });
const all: JsonStep = { kind: 'all' };

describe('paths', () => {
  const cases: readonly (readonly [string, readonly JsonStep[], string | undefined])[] = [
    ['a member', [key('a'), key('n')], 'null'],
    ['what is not there', [key('a'), key('x'), key('y')], undefined],
    ['an element', [key('a'), key('b'), at(0), key('c')], '1.10'],
    ['an element beyond the end', [key('a'), key('b'), at(2)], undefined],
    ['an element of what is no list', [key('a'), at(0)], undefined],
    ['a member of a list', [key('a'), key('b'), key('c')], undefined],
    ['all elements', [key('a'), key('b'), all, key('c')], '[1.10,3]'],
    ['all members', [key('a'), all, all, key('c')], '[1.10,3]'],
    ['all of nothing', [key('x'), all], '[]'],
    ['a key anywhere, in the order of the document', [anywhere('c')], '[0,1.10,3]'],
    ['a key within itself', [anywhere('a'), key('a')], '[]'],
    ['what every object inherits', [key('a'), key('toString')], undefined],
    ['a member with a name of the language', [key('__proto__'), key('x')], '1'],
    ['inside of a number kept by its text', [key('a'), key('b'), at(0), key('c'), key('rawJSON')], undefined],
  ];
  for (const [name, path, expected] of cases) {
    test(name, () => assert.equal(JSON.stringify(evaluatePath(path, ROOT)), expected));
  }

  test('the whole is the very same value', () => assert.equal(evaluatePath([], ROOT), ROOT));

  test('an answer nested very deep is no trouble', () => {
    let deep: Json = { c: 1 };
    for (let turn = 0; turn < 100_000; turn += 1) deep = [deep];
    assert.deepEqual(evaluatePath([anywhere('c')], deep), [1]);
  });
});
