import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyForm, isOwn, readAmount, requestOf, typedAmount } from './refund-form.ts';
import { readRefundSearch } from './refund-search.ts';

const payment = { id: 'p', currency: 'AED' };
const filled = { ...emptyForm, amount: '40.50', reason: 'CUSTOMER_REQUEST' };

test('amounts are read in the digits of either language, and guesses are not made', () => {
  assert.deepEqual(
    ['40.5', ' 1,250.75 ', '1,250,000', '٤٠٫٥', '١٬٢٥٠'].map(readAmount),
    [40.5, 1250.75, 1250000, 40.5, 1250],
  );
  assert.deepEqual(
    ['', 'forty', '-1', '1e3', '40,50', '1.2.3', '.5'].map(readAmount),
    Array.from({ length: 7 }, () => undefined),
  );
});

test('all of it is typed with the decimals of the currency', () => {
  assert.deepEqual(
    [typedAmount(1250, 'AED'), typedAmount(1.5, 'KWD'), typedAmount(900, 'JPY')],
    ['1250.00', '1.500', '900'],
  );
});

test('a form is a request once amount and reason are there; what was left empty is not sent', () => {
  assert.equal(requestOf(emptyForm, payment), undefined);
  assert.equal(requestOf({ ...filled, reason: '' }, payment), undefined);
  const request = { payment_id: 'p', amount: 40.5, currency: 'AED', reason_code: 'CUSTOMER_REQUEST' };
  assert.deepEqual(requestOf({ ...filled, description: ' ' }, payment), request);
  assert.deepEqual(requestOf({ ...filled, reference: ' REF-1 ' }, payment), {
    ...request,
    external_reference: 'REF-1',
  });
});

test('a refund is own whatever the case in which its party is written', () => {
  assert.equal(isOwn({ created_by: 'member:Maker@sarf.test' }, 'member:maker@sarf.test'), true);
  assert.equal(isOwn({ created_by: 'client:1' }, 'member:maker@sarf.test'), false);
});

test('a URL that was typed by hand keeps what makes sense', () => {
  const { status, from } = readRefundSearch({ status: 'CREATED', from: 'yesterday' });
  assert.deepEqual([status, from], ['CREATED', undefined]);
});
