import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PaymentState, type PayoutState, paymentStates, payoutStates } from '@sarf/contract';
import type { BookLine } from '../banks/connector.ts';
import { payoutEdges } from '../payouts/lifecycle.ts';
import { matchLifecycle } from '../reconciliation/lifecycle.ts';
import { type BankProof, contradictions, isUnheard, type OrderLine, stepsByState } from './rules.ts';

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
  assert.deepEqual(Object.fromEntries(stepsByState(matchLifecycle.edges)), {
    made: 'receive',
    undone: 'receive unreceive',
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

const OURS = 'AE070331234567890123456';
const THEIRS = 'AE460090000000123456789';
const payout: OrderLine = {
  order: 'payout',
  id: 'p',
  state: 'completed',
  endToEndId: 'E',
  amountMinor: 1234n,
  currency: 'AED',
  payoutAccountId: 'a',
  ownIban: OURS,
};
const payment: OrderLine = { ...payout, order: 'charge' };
const shared = { endToEndId: 'E', amountMinor: 1234n, currency: 'AED', kind: 'accepted', timesBooked: 1 } as const;
const line: BookLine = { ...shared, order: 'payout', debtorIban: OURS, creditorIban: null };
const charged: BookLine = { ...shared, order: 'charge', debtorIban: THEIRS, creditorIban: OURS };

const anything = ['not_known/0', 'rejected/0', 'pending/1', 'accepted/1', 'returned/1'] as const;
/** What the bank may have of an order in each state; anything else contradicts it. */
const fitting: Record<PayoutState | PaymentState, readonly string[]> = {
  awaiting_approval: [],
  awaiting_authorisation: anything,
  queued: ['not_known/0', 'rejected/0'],
  submitting: anything,
  in_doubt: anything,
  with_bank: ['pending/1', 'accepted/1', 'returned/1'],
  completed: ['accepted/1'],
  failed: ['rejected/0'],
  returned: ['returned/1'],
  rejected: ['not_known/0', 'rejected/0'],
};
const as = (one: BookLine, text: (typeof anything)[number]): BookLine => {
  const [kind, booked] = text.split('/') as [BookLine['kind'], string];
  return { ...one, kind, timesBooked: Number(booked) };
};

for (const state of payoutStates) {
  test(`what the bank may have of a payout that is ${state}`, () => {
    const fits = anything.filter((text) => contradictions({ ...payout, state }, as(line, text)).length === 0);
    assert.deepEqual(fits, fitting[state]);
  });
}

for (const state of paymentStates) {
  test(`what the bank may have of a payment that is ${state}`, () => {
    const fits = anything.filter((text) => contradictions({ ...payment, state }, as(charged, text)).length === 0);
    assert.deepEqual(fits, fitting[state]);
  });
}

test('what the statements of the bank prove needs no order in its books', () => {
  const proof = (...words: ('moved' | 'returned')[]): BankProof => new Set(words);
  const said = (state: PayoutState, text: (typeof anything)[number], of: BankProof) =>
    contradictions({ ...payout, state }, as(line, text), of).length === 0;
  assert(said('completed', 'rejected/0', proof('moved')));
  assert(said('returned', 'accepted/1', proof('moved', 'returned')));
  assert(!said('completed', 'returned/1', proof('moved', 'returned')));
  assert(!said('returned', 'accepted/1', proof('moved')));
  assert(!said('failed', 'accepted/1', proof('moved')));
  assert(!said('with_bank', 'rejected/0', proof('moved')));
  assert.equal(contradictions({ ...payout, amountMinor: 1n }, line, proof('moved')).length, 1);
});

test('what a payer paid, and we have not heard of, is known by the booking', () => {
  const waiting: OrderLine = { ...payment, state: 'awaiting_authorisation' };
  assert(isUnheard(waiting, as(charged, 'pending/1')));
  assert(!isUnheard(waiting, as(charged, 'rejected/0')));
  assert(!isUnheard(payment, charged));
});

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
  assert.deepEqual(contradictions(payment, { ...charged, creditorIban: 'AE879990000000000000001' }), [
    'is paid into …3456, and the bank paid it into …0001',
  ]);
  assert.equal(contradictions(payment, { ...charged, debtorIban: OURS }).length, 0);
});

test('that it was booked twice is for another check to say', () => {
  assert.deepEqual(contradictions(payout, { ...line, timesBooked: 2 }), []);
});
