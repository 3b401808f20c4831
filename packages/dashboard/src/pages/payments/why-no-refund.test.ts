import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyNoRefund } from './why-no-refund.ts';

const reconciliation = {
  status: 'RECONCILED' as const,
  amount: 100,
  currency: 'AED',
  status_update_timestamp: null,
  evidence: [],
};
const payment = {
  status: 'ACCEPTED_BY_BANK' as const,
  payer: { name: 'Layla Mansour', iban: 'AE07…' },
  reconciliation,
  refunds: { refunded: 0, pending: 0, remaining: 100 },
};

test('a reconciled payment with something left can be refunded', () => {
  assert.equal(whyNoRefund(payment), undefined);
});

test('what is not proven to have arrived is not refunded', () => {
  const as = (status: 'OUTSTANDING' | 'PARTIAL' | 'UNRECEIVED') =>
    whyNoRefund({ ...payment, reconciliation: { ...reconciliation, status } });
  assert.deepEqual([as('OUTSTANDING'), as('PARTIAL'), as('UNRECEIVED')], ['outstanding', 'partial', 'unreceived']);
});

test('nothing goes back when the money was taken back, the payer is not known or all is spoken for', () => {
  assert.equal(whyNoRefund({ ...payment, status: 'FAILED' }), 'takenBack');
  assert.equal(whyNoRefund({ ...payment, payer: null }), 'noPayer');
  assert.equal(whyNoRefund({ ...payment, refunds: { refunded: 40, pending: 60, remaining: 0 } }), 'setAside');
  assert.equal(whyNoRefund({ ...payment, refunds: { refunded: 100, pending: 0, remaining: 0 } }), 'refunded');
});
