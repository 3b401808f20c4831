import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type PayoutState, payoutStates } from '@sarf/contract';
import fc from 'fast-check';
import { payoutRow as row } from '../../test/payout-row.ts';
import { judge } from '../banks/evidence.ts';
import { Refusal } from '../foundation/refuse.ts';
import { edgeOf } from '../lifecycle/define.ts';
import { DECIDED_BEFORE_RESTORE, minded, ruleOnVerdict, turnOfVerdict, type Verdict } from './approval-rules.ts';
import { payoutEdges } from './lifecycle.ts';
import type { PayoutRow } from './payout.ts';

const approve: Verdict = { decision: 'approve' };
const reject: Verdict = { decision: 'reject', reason: undefined };
const asked = { askedBy: 'member:omar' } as const;
const approved = { ...asked, decidedBy: 'member:aisha' } as const;
const rejected = { ...approved, state: 'rejected', reasonCode: 'REJECTED_BY_APPROVER' } as const;

const ruled = (more: Partial<PayoutRow>, verdict: Verdict, party = 'member:aisha'): string => {
  const ruling = ruleOnVerdict(row(more), verdict, party);
  return ruling instanceof Refusal ? ruling.code : ruling;
};

describe('a verdict on a payout', () => {
  test('moves what waits, by another party than the one that asked', () => {
    for (const verdict of [approve, reject]) {
      assert.equal(ruled({ ...asked, state: 'awaiting_approval' }, verdict), 'move');
      assert.equal(ruled({ ...asked, state: 'awaiting_approval' }, verdict, 'member:omar'), 'SECOND_PARTY_NEEDED');
    }
  });

  test('that was given before changes nothing, whatever became of the payout; another one is too late', () => {
    for (const state of payoutStates.filter((one) => one !== 'awaiting_approval')) {
      assert.equal(ruled({ ...approved, state }, approve), 'stay', state);
      assert.equal(ruled({ ...approved, state }, reject), 'INVALID_STATE', state);
    }
    assert.equal(ruled(rejected, reject, 'member:omar'), 'stay');
    assert.equal(ruled(rejected, approve), 'INVALID_STATE');
  });

  test('on what was cancelled, needs no approval, or is in doubt since a restore, is refused and says why', () => {
    const cases: [Partial<PayoutRow>, RegExp][] = [
      [{ ...asked, state: 'rejected', reasonCode: 'CANCELLED' }, /; this one is REJECTED \(rejected\)\.$/],
      [{ state: 'queued' }, /; this one needed none, and is PENDING \(queued\)\.$/],
      [{ ...asked, state: 'in_doubt' }, /the bank is asked first/],
    ];
    for (const [more, words] of cases) {
      for (const verdict of [approve, reject]) {
        const ruling = ruleOnVerdict(row(more), verdict, 'member:aisha');
        assert(ruling instanceof Refusal && ruling.code === 'INVALID_STATE');
        assert.match(ruling.message, words);
      }
    }
  });

  test('makes a move that the table has, and says by whom and why', () => {
    const at = new Date(7);
    const yes = turnOfVerdict(approve, 'member:aisha', at);
    assert.deepEqual([yes.to, yes.changes.decidedBy, yes.changes.dueAt], ['queued', 'member:aisha', at]);
    const no = turnOfVerdict({ decision: 'reject', reason: 'Twice' }, 'member:aisha', at);
    assert.deepEqual([no.to, no.changes.decidedBy, no.changes.dueAt], ['rejected', 'member:aisha', null]);
    assert.deepEqual(no.reason, { code: 'REJECTED_BY_APPROVER', message: 'Twice' });
    for (const { to } of [yes, no]) assert(edgeOf(payoutEdges, 'awaiting_approval', to));
  });
});

const anyOutcome = fc.record({
  endToEndId: fc.constant('E'),
  kind: fc.constantFrom(
    'accepted' as const,
    'pending' as const,
    'rejected' as const,
    'returned' as const,
    'unknown' as const,
    'not_known' as const,
    'not_sent' as const,
  ),
  code: fc.constantFrom(null, 'AC04', 'AM05'),
  message: fc.constant(null),
  bankReference: fc.constant(null),
});

describe('news of a payout that nobody has approved as far as we know', () => {
  const news = (more: Partial<PayoutRow>, check: (states: PayoutState[], last: PayoutRow) => void) =>
    fc.assert(
      fc.property(anyOutcome, fc.boolean(), (said, fresh) => {
        const from = row({ attempts: 1, ...more });
        const judgement = minded(from, judge(from, said, { now: new Date(0), settlesWithinMs: 1, fresh }));
        if (judgement.kind !== 'move') return;
        let now = from;
        for (const { to, changes } of judgement.steps) {
          assert(edgeOf(payoutEdges, now.state, to), `${now.state} → ${to}`);
          now = { ...now, ...changes, state: to };
        }
        check(
          judgement.steps.map(({ to }) => to),
          now,
        );
      }),
    );

  test('never releases it: what the bank has never seen waits as before', () => {
    for (const state of ['in_doubt', 'awaiting_approval'] as const) {
      news({ ...asked, state }, (states, last) => {
        assert(!states.includes('queued'));
        if (last.state === 'awaiting_approval') assert.deepEqual([last.decidedBy, last.dueAt], [null, null]);
        else assert.equal(last.decidedBy, DECIDED_BEFORE_RESTORE);
      });
    }
  });

  test('leaves alone who approved it, and what needs no approval', () => {
    news({ ...approved, state: 'in_doubt' }, (_, last) => assert.equal(last.decidedBy, 'member:aisha'));
    news({ state: 'in_doubt' }, (states, last) => {
      assert(!states.includes('awaiting_approval'));
      assert.equal(last.decidedBy, null);
    });
  });
});
