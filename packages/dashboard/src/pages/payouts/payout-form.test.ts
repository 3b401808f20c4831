import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyForm, requestOf } from './payout-form.ts';
import { readPayoutSearch } from './payout-search.ts';

const filled = { ...emptyForm, destinationId: 'd', amount: '1,250.50', currency: 'AED' };

test('a form is a request once destination, amount and currency are there', () => {
  assert.equal(requestOf(emptyForm), undefined);
  assert.equal(requestOf({ ...filled, amount: 'twelve' }), undefined);
  assert.equal(requestOf({ ...filled, currency: '' }), undefined);
  assert.deepEqual(requestOf(filled), { amount: 1250.5, currency: 'AED', destination_id: 'd' });
});

test('what was left empty is not sent', () => {
  const request = requestOf({ ...filled, reference: ' INV-1 ', description: '  ', allowDuplicate: true });
  assert.deepEqual(request, {
    amount: 1250.5,
    currency: 'AED',
    destination_id: 'd',
    reference: 'INV-1',
    allow_duplicate: true,
  });
});

test('a URL that was typed by hand keeps what makes sense', () => {
  const search = readPayoutSearch({
    status: 'PENDING',
    state: 'nonsense',
    reference: 42,
    amount_min: '-1',
    from: '2026-13-40',
  });
  const said = Object.entries(search).filter(([, value]) => value !== undefined);
  assert.deepEqual(said, [
    ['status', 'PENDING'],
    ['reference', '42'],
  ]);
});
