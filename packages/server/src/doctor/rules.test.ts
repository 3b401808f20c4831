import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PayoutState, payoutStates } from '@sarf/contract';
import type { BookLine } from '../banks/connector.ts';
import { payoutEdges } from '../payouts/lifecycle.ts';
import { contradictions, type PayoutLine, stepsByState } from './rules.ts';

test('the table of moves tells what each state must have in the ledger', () => {
  assert.deepEqual(Object.fromEntries(stepsByState(payoutEdges)), {
    awaiting_approval: 'hold',
    queued: 'hold',
    submitting: 'hold',
    with_bank: 'hold',
    in_doubt: 'hold',
    completed: 'hold post',
    failed: 'hold release',
    returned: 'hold post reverse',
    rejected: 'hold release',
  });
});

test('a table in which two ways to a state book differently is a bug', () => {
  const edges = [
    { from: 'new', to: 'made', ledger: 'hold' },
    { from: 'made', to: 'done', ledger: 'post' },
    { from: 'new', to: 'done', ledger: null },
  ] as const;
  assert.throws(() => stepsByState<'made' | 'done'>(edges), /every way to done books the same/);
});

const payout: PayoutLine = {
  id: 'p',
  state: 'completed',
  endToEndId: 'E',
  amountMinor: 1234n,
  currency: 'AED',
  debtorIban: 'AE070331234567890123456',
};
const line: BookLine = { ...payout, order: 'payout', kind: 'accepted', timesBooked: 1 };

/** What the bank may have of a payout in each state; anything else contradicts it. */
const fitting: Record<PayoutState, readonly string[]> = {
  awaiting_approval: [],
  queued: ['not_known/0', 'rejected/0'],
  submitting: ['not_known/0', 'rejected/0', 'pending/1', 'accepted/1', 'returned/1'],
  in_doubt: ['not_known/0', 'rejected/0', 'pending/1', 'accepted/1', 'returned/1'],
  with_bank: ['pending/1', 'accepted/1', 'returned/1'],
  completed: ['accepted/1'],
  failed: ['rejected/0'],
  returned: ['returned/1'],
  rejected: ['not_known/0', 'rejected/0'],
};
const kinds = ['not_known/0', 'rejected/0', 'pending/1', 'accepted/1', 'returned/1'] as const;
const lineOf = (text: (typeof kinds)[number]): BookLine => {
  const [kind, booked] = text.split('/') as [BookLine['kind'], string];
  return { ...line, kind, timesBooked: Number(booked) };
};

for (const state of payoutStates) {
  test(`what the bank may have of a payout that is ${state}`, () => {
    const fits = kinds.filter((kind) => contradictions({ ...payout, state }, lineOf(kind)).length === 0);
    assert.deepEqual(fits, fitting[state]);
  });
}

test('another amount, another currency and another account at the bank are each named', () => {
  assert.deepEqual(contradictions(payout, { ...line, amountMinor: 1235n }), [
    'is 12.34 AED, and at the bank it is 12.35 AED',
  ]);
  assert.deepEqual(contradictions(payout, { ...line, currency: 'KWD' }), [
    'is 12.34 AED, and at the bank it is 1.234 KWD',
  ]);
  assert.deepEqual(contradictions(payout, { ...line, amountMinor: null }), [
    'is 12.34 AED, and at the bank it is no amount AED',
  ]);
  assert.deepEqual(contradictions(payout, { ...line, debtorIban: 'AE879990000000000000001' }), [
    'is paid from …3456, and the bank took it from …0001',
  ]);
});

test('that it was booked twice is for another check to say', () => {
  assert.deepEqual(contradictions(payout, { ...line, timesBooked: 2 }), []);
});
