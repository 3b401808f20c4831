import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formOf, requestOf } from './limits-form.ts';

const limits = {
  limited: true,
  read_only: false,
  needs_approval: true,
  max_count_per_hour: 5,
  count_this_hour: 2,
  hour_ends_at: '2026-11-21T20:00:00Z',
  day_ends_at: '2026-11-22T00:00:00Z',
  allowed_destinations: ['d'],
  amounts: [
    { currency: 'AED', max_amount_per_payout: 100.5, max_total_per_day: null, spent_today: 10, left_today: null },
  ],
};

test('what is shown and not changed is asked for again as it was', () => {
  assert.deepEqual(requestOf(formOf(limits)), {
    read_only: false,
    needs_approval: true,
    max_count_per_hour: 5,
    allowed_destinations: ['d'],
    amounts: [{ currency: 'AED', max_amount_per_payout: 100.5, max_total_per_day: null }],
  });
});

test('what is no number, or a currency twice, is no request', () => {
  const form = formOf(limits);
  const row = { id: 'new', currency: 'usd', perPayout: '1,000.50', perDay: '' };
  assert.equal(requestOf({ ...form, perHour: 'five' }), undefined);
  assert.equal(requestOf({ ...form, perHour: '-1' }), undefined);
  assert.equal(requestOf({ ...form, amounts: [row, { ...row, currency: 'USD' }] }), undefined);
  assert.equal(requestOf({ ...form, amounts: [{ ...row, currency: '' }] }), undefined);
  assert.deepEqual(requestOf({ ...form, perHour: '', amounts: [row] })?.amounts, [
    { currency: 'USD', max_amount_per_payout: 1000.5, max_total_per_day: null },
  ]);
});
