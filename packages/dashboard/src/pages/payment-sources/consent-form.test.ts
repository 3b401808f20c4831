import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consentRequestOf, emptyConsentForm } from './consent-form.ts';

test('only the limits that are filled in are asked for', () => {
  const request = consentRequestOf('c', { ...emptyConsentForm, one: '1,500.50', count: ' 3 ', all: '', period: '9' });
  assert.deepEqual(request, {
    customer_id: 'c',
    currency: 'AED',
    control_parameters: { max_individual_amount: 1500.5, max_cumulative_number_of_payments: 3 },
  });
});

test('a limit of a period goes with its period', () => {
  const { control_parameters: limits, reference } = consentRequestOf('c', {
    ...emptyConsentForm,
    periodType: 'Month',
    period: '200',
    reference: ' Rent ',
  });
  assert.deepEqual(limits, { period_type: 'Month', max_cumulative_amount_per_period: 200 });
  assert.equal(reference, 'Rent');
});
