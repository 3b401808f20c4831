import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { payoutStates, refundStates, refundStatusOf } from '@sarf/contract';
import { payoutRow } from '../../test/payout-row.ts';
import { refundRow } from '../../test/refund-row.ts';
import { explain } from '../payouts/explain.ts';
import { explainRefund } from './explain.ts';
import { fateOf } from './follow-payouts.ts';

describe('an explanation of a refund', () => {
  for (const state of refundStates) {
    test(`that is ${state} says why, who acts next, and what the customer may be told`, () => {
      const told = explainRefund(refundRow({ state }), null);
      assert.equal(told.status, refundStatusOf[state]);
      assert(told.why.length > 20 && told.next.what.length > 5);
      assert.match(told.customer_message, /^Your refund .*\.$/);
    });
  }

  test('says of money that moves what its payout says', () => {
    for (const state of payoutStates) {
      const payout = explain(payoutRow({ state, dueAt: new Date(5000) }));
      const refund = fateOf[state] ?? 'confirmed';
      const told = explainRefund(refundRow({ state: refund }), payout);
      assert.equal(told.money_moved, payout.money_moved, state);
      assert.deepEqual(told.payout, payout);
      if (refund === 'confirmed' || refund === 'submitted') assert.deepEqual(told.next, payout.next);
      // Whoever looks at a refund makes a new refund, not a new payout.
      else assert.doesNotMatch(told.next.what, /payout/);
    }
  });

  test('names the reason, and who acts on the code of the bank', () => {
    const failed = refundRow({ state: 'failed', failureCode: 'AC04', failureMessage: 'The account is closed.' });
    const payout = explain(payoutRow({ state: 'failed', reasonCode: 'AC04', reasonMessage: 'The account is closed.' }));
    const told = explainRefund(failed, payout);
    assert.match(told.why, /The account is closed\.$/);
    assert.equal(told.next.who, payout.next.who);
  });
});
