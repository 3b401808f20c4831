import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayAfter, daysOf, monthsUntil } from './days.ts';

test('a day is followed by the next, over months, years and leap days', () => {
  assert.equal(dayAfter('2026-01-31'), '2026-02-01');
  assert.equal(dayAfter('2026-12-31'), '2027-01-01');
  assert.equal(dayAfter('2028-02-28'), '2028-02-29');
});

test('months are counted back, whatever day it is', () => {
  assert.deepEqual(monthsUntil('2026-03-31', 4), ['2026-03', '2026-02', '2026-01', '2025-12']);
});

test('a month has its days, and none that is still to come', () => {
  assert.deepEqual(daysOf('2026-02', '2026-03-10'), { from: '2026-02-01', to: '2026-02-28' });
  assert.deepEqual(daysOf('2026-03', '2026-03-10'), { from: '2026-03-01', to: '2026-03-10' });
  assert.deepEqual(daysOf('2026-03', '2026-03-31'), { from: '2026-03-01', to: '2026-03-31' });
});
