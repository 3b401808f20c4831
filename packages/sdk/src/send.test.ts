import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfterMs } from './send.ts';

test('Retry-After is read as seconds and as a time; what is neither says nothing', () => {
  const now = new Date('2026-05-04T09:12:44Z');
  const readings = [
    null,
    '',
    '0',
    '7',
    '120',
    'Mon, 04 May 2026 09:13:14 GMT',
    'Mon, 04 May 2026 09:12:00 GMT',
    'soon',
    '-1',
  ];
  assert.deepEqual(
    readings.map((header) => retryAfterMs(header, now)),
    [0, 0, 0, 7_000, 120_000, 30_000, 0, 0, 0],
  );
});
