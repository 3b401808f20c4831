import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { didYouMean, quote } from './nearest.ts';

const keys = ['baseUri', 'namespace', 'resources', 'inputParameters', 'with'];

describe('the nearest known name', () => {
  const table: readonly (readonly [wrong: string, found: string | null])[] = [
    ['base_uri', 'baseUri'],
    ['baseURI', 'baseUri'],
    ['namespcae', 'namespace'],
    ['resource', 'resources'],
    ['inputParamters', 'inputParameters'],
    ['wiht', 'with'],
    ['x', null],
    ['colour', null],
    ['', null],
    ['n'.repeat(100_000), null],
  ];
  for (const [wrong, found] of table) {
    test(`${wrong.slice(0, 20)} is ${found}`, () => {
      assert.equal(didYouMean(wrong, keys), found === null ? '' : ` (did you mean "${found}"?)`);
    });
  }

  test('what is shown of a file has an end and no control characters', () => {
    assert.equal(quote('a\u001b[31m\u009b\u202eb'), '"a\\u001b[31m??b"');
    assert.ok(quote('x'.repeat(1000)).length < 100);
  });
});
