import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenAt } from './chain.ts';

const line = (sequence: number, hash: string, previous: string) => ({ sequence, hash, previous_hash: previous });

test('a line that does not carry the hash of the one before is found', () => {
  assert.equal(brokenAt([line(3, 'c', 'b'), line(2, 'b', 'a'), line(1, 'a', '0')]), undefined);
  assert.equal(brokenAt([line(3, 'c', 'b'), line(2, 'x', 'a'), line(1, 'a', '0')]), 3);
});

test('lines that do not follow each other say nothing', () => {
  assert.equal(brokenAt([line(9, 'i', 'h'), line(2, 'b', 'a')]), undefined);
  assert.equal(brokenAt([]), undefined);
});
