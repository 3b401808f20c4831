import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitsOf, percentOf } from './limits.ts';

const use = {
  cumulative_number_of_payments: 3,
  cumulative_value_of_payments: 120.5,
  cumulative_number_of_payments_in_current_period: 1,
  cumulative_value_of_payments_in_current_period: 20,
};

test('only limits that there are count, each with its own use', () => {
  const limits = limitsOf({
    control_parameters: {
      max_individual_amount: 500,
      max_cumulative_number_of_payments: 10,
      max_cumulative_amount: null,
    },
    payment_consumption: use,
  });
  assert.deepEqual(limits, [
    { name: 'one', kind: 'amount', used: null, max: 500 },
    { name: 'count', kind: 'count', used: 3, max: 10 },
  ]);
});

test('limits of a period have the use of that period', () => {
  const limits = limitsOf({
    control_parameters: {
      period_type: 'Month',
      max_cumulative_amount: 1000,
      max_cumulative_amount_per_period: 80,
      max_cumulative_number_of_payments_per_period: 2,
    },
    payment_consumption: use,
  });
  assert.deepEqual(
    limits.map(({ name, used }) => [name, used]),
    [
      ['amount', 120.5],
      ['periodAmount', 20],
      ['periodCount', 1],
    ],
  );
});

test('a share is between nothing and all, and is all only when nothing is left', () => {
  assert.equal(percentOf(999, 1000), 99);
  assert.equal(percentOf(1000, 1000), 100);
  assert.equal(percentOf(1200, 1000), 100);
  assert.equal(percentOf(0, 1000), 0);
  assert.equal(percentOf(0, 0), 100);
});
