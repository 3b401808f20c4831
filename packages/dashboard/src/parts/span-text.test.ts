import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spanText } from './span-text.ts';

test('spans are told in the largest unit that fits, as each language counts', () => {
  assert.deepEqual(
    [172_800, 86_400, 7_200, 90, 300, 0].map((seconds) => spanText(seconds, 'en')),
    ['2 days', '1 day', '2 hours', '90 seconds', '5 minutes', '0 seconds'],
  );
  assert.match(spanText(259_200, 'ar'), /أيام/);
  assert.match(spanText(86_400 * 30, 'ar'), /30 يوم/);
});
