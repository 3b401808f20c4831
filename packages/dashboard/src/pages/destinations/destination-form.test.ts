import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyForm, requestOf } from './destination-form.ts';

test('an account is sent by its IBAN or by its number, never by both', () => {
  const both = {
    ...emptyForm,
    name: ' Layla Mansour ',
    iban: ' AE07 0331 2345 6789 0123 456 ',
    accountNumber: '123',
    bankCode: 'EBILAEAD',
    country: 'ae',
  };
  assert.deepEqual(requestOf(both), { beneficiary_name: 'Layla Mansour', iban: 'AE07 0331 2345 6789 0123 456' });
  assert.deepEqual(requestOf({ ...both, by: 'number' }), {
    beneficiary_name: 'Layla Mansour',
    account_number: '123',
    bank_code: 'EBILAEAD',
    country: 'AE',
  });
});

test('what was left empty is not sent, and the server says that it is missing', () => {
  const request = requestOf({ ...emptyForm, name: 'X', by: 'number', accountNumber: '1', currency: ' aed ' });
  assert.deepEqual(request, { beneficiary_name: 'X', account_number: '1', currency: 'AED' });
});
