import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { payoutStates, payoutStatusOf } from '@sarf/contract';
import { payoutRow as row } from '../../test/payout-row.ts';
import { explain } from './explain.ts';

describe('an explanation', () => {
  for (const state of payoutStates) {
    test(`of a payout that is ${state} says why, who acts next, and what may be told`, () => {
      const told = explain(row({ state }));
      assert.equal(told.state, state);
      assert.equal(told.status, payoutStatusOf[state]);
      assert(told.why.length > 20 && told.next.what.length > 5);
      assert.match(told.beneficiary_message, /^[A-Z].*\.$/);
      assert.doesNotMatch(told.beneficiary_message, /balance|fraud|fund|sanction|doubt/i);
    });
  }

  test('never says that money did not move while a bank may be paying', () => {
    for (const state of ['submitting', 'with_bank', 'in_doubt'] as const) {
      assert.equal(explain(row({ state })).money_moved, 'unknown');
    }
    assert.equal(explain(row({ state: 'completed' })).money_moved, 'yes');
  });

  test('gives the bank code in plain words, and keeps compliance reasons from the beneficiary', () => {
    const closed = explain(row({ state: 'failed', reasonCode: 'AC04', reasonMessage: 'closed' }));
    assert.equal(closed.bank_code?.code, 'AC04');
    assert.match(closed.bank_code?.meaning ?? '', /closed/i);
    const fraud = explain(row({ state: 'failed', reasonCode: 'FRAD', reasonMessage: 'x' }));
    const unknown = explain(row({ state: 'failed', reasonCode: 'ZZ99', reasonMessage: 'x' }));
    assert.equal(fraud.beneficiary_message, unknown.beneficiary_message);
  });

  test('says who asked for what waits, how to decide of it, and who rejected it and why', () => {
    const waits = explain(row({ state: 'awaiting_approval', askedBy: 'member:omar' }));
    assert.match(waits.why, /^member:omar asked for it\. Another party/);
    assert.match(waits.next.what, /payments\/payout-1\/approve .*\/payments\/payout-1\/reject, as another party/);
    const by = { askedBy: 'member:omar', decidedBy: 'member:aisha' };
    const reason = { reasonCode: 'REJECTED_BY_APPROVER', reasonMessage: 'Too much' };
    const rejected = explain(row({ state: 'rejected', ...by, ...reason }));
    assert.match(rejected.why, /^member:aisha did not approve it.* Reason: Too much$/);
    // Approved by her, and cancelled by somebody.
    const cancelled = explain(row({ state: 'rejected', ...by, reasonCode: 'CANCELLED', reasonMessage: 'Cancelled' }));
    assert.doesNotMatch(cancelled.why, /aisha/);
  });

  test('says when it is due', () => {
    assert.equal(explain(row({ state: 'in_doubt', dueAt: new Date(5000) })).next.at, '1970-01-01T00:00:05.000Z');
    assert.equal(explain(row({ state: 'completed' })).next.at, null);
  });
});
