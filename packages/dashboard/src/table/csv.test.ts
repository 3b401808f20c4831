import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvLine } from './csv.ts';

test('commas, quotes and line ends stay within their cell', () => {
  assert.equal(csvLine(['a', 'b, "c"', 'd\ne']), 'a,"b, ""c""","d\ne"\r\n');
});

test('nothing is taken for a formula, and numbers stay numbers', () => {
  assert.equal(csvLine(['=1+1', '@x', '-1.50', '-x', '+4']), "'=1+1,'@x,-1.50,'-x,'+4\r\n");
});
