import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pairsOf } from './compare.ts';

const entry = {
  id: 'e',
  statement_id: 's',
  payout_account_id: 'a',
  direction: 'credit',
  amount: 120.5,
  currency: 'AED',
  booked_at: '2026-03-02',
  value_at: null,
  bank_reference: 'B1',
  bank_code: null,
  references: ['INV-4711'],
  remittance: 'Rent March inv 4711',
  counterparty: { name: 'LAYLA MANSOUR', iban: null },
  matched: 0,
  unmatched: 120.5,
  status: 'suggested',
  matches: [],
  created_at: '2026-03-03T00:00:00Z',
} as const;

const payout = {
  id: 'p',
  amount: 120.5,
  currency: 'AED',
  reference: 'inv 4711',
  end_to_end_id: 'E2E1',
  bank_reference: null,
  created_at: '2026-03-01T22:00:00Z',
};

/** The sides of a suggestion, of which only what is compared matters. */
const compared = (more: object): Parameters<typeof pairsOf>[0] =>
  JSON.parse(JSON.stringify({ entry: { ...entry, ...more }, payment: null, payout }));

test('what both sides have is compared as a person reads it', () => {
  const pairs = pairsOf(compared({}));
  const same = Object.fromEntries(pairs.map(({ name, isSame }) => [name, isSame]));
  assert.deepEqual(same, { amount: true, reference: true, party: false, day: false });
  const reference = pairs.find(({ name }) => name === 'reference');
  assert.equal(reference?.entry, 'Rent March inv 4711 · INV-4711 · B1');
  assert.equal(reference?.expected, 'inv 4711');
});

test('what differs is not called the same, and what neither has is left out', () => {
  const pairs = pairsOf(compared({ amount: 120, references: [], remittance: 'salary', counterparty: null }));
  assert.deepEqual(
    pairs.map(({ name, isSame }) => [name, isSame]),
    [
      ['amount', false],
      ['reference', false],
      ['day', false],
    ],
  );
});
