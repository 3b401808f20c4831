import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reconciliationStates } from '@sarf/contract';
import { nextReconciliation } from './reconcile-rules.ts';
import { reconciliationLifecycle } from './reconciliation-lifecycle.ts';

const AMOUNT = 100n;
const next = (reconciliationState: (typeof reconciliationStates)[number], matchedMinor: bigint, reconciledMinor = 0n) =>
  nextReconciliation({ reconciliationState, matchedMinor, reconciledMinor, amountMinor: AMOUNT });

test('what is proven in full is reconciled, wherever it came from', () => {
  for (const state of reconciliationStates) {
    assert.equal(next(state, AMOUNT), state === 'reconciled' ? undefined : 'reconciled', state);
  }
});

test('what is proven in part is partial, and news only when the part is another', () => {
  for (const state of reconciliationStates) assert.equal(next(state, 40n, 30n), 'partial', state);
  assert.equal(next('partial', 40n, 40n), undefined);
});

test('where nothing is proven any more it is outstanding again; what was given up stays given up', () => {
  const of = Object.fromEntries(reconciliationStates.map((state) => [state, next(state, 0n)]));
  assert.deepEqual(of, {
    new: undefined,
    outstanding: undefined,
    partial: 'outstanding',
    reconciled: 'outstanding',
    unreceived: undefined,
  });
});

test('every step that can come of it is in the table of moves', () => {
  for (const from of reconciliationStates) {
    for (const matched of [0n, 40n, AMOUNT]) {
      const to = next(from, matched, 30n);
      const known = reconciliationLifecycle.edges.some((edge) => edge.from === from && edge.to === to);
      assert.ok(to === undefined || known, `${from} to ${to}`);
    }
  }
});
