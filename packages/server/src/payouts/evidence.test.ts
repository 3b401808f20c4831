import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type PayoutState, payoutStates } from '@sarf/contract';
import fc from 'fast-check';
import { payoutRow } from '../../test/payout-row.ts';
import type { Outcome } from '../banks/connector.ts';
import { edgeOf } from '../lifecycle/define.ts';
import { type Judgement, judge } from './evidence.ts';
import { payoutEdges } from './lifecycle.ts';
import type { PayoutRow } from './payout.ts';

const now = new Date('2026-01-01T00:00:00Z');
const kinds = ['accepted', 'pending', 'rejected', 'returned', 'unknown', 'not_known', 'not_sent'] as const;

const row = (state: PayoutState, more: Partial<PayoutRow> = {}): PayoutRow =>
  payoutRow({ state, sequence: 3, attempts: 1, dueAt: now, ...more });

const outcome = (kind: Outcome['kind'], code: string | null = null): Outcome => ({
  endToEndId: 'E',
  kind,
  code,
  message: null,
  bankReference: 'REF',
});

const at = (fresh = true) => ({ now, settlesWithinMs: 1000, fresh });
const text = (judgement: Judgement): string =>
  judgement.kind === 'move' ? judgement.steps.map((step) => step.to).join(' ') : judgement.kind;

// What each piece of news means in each state. A dash is "nothing": the news is old.
const table: Record<Outcome['kind'], Partial<Record<PayoutState, string>>> = {
  accepted: {
    queued: 'in_doubt completed',
    submitting: 'completed',
    with_bank: 'completed',
    in_doubt: 'completed',
    completed: 'none',
    returned: 'none',
    failed: 'contradiction',
    rejected: 'contradiction',
    awaiting_approval: 'contradiction',
  },
  pending: {
    queued: 'in_doubt with_bank',
    submitting: 'with_bank',
    with_bank: 'wait',
    in_doubt: 'with_bank',
    completed: 'none',
    returned: 'none',
    failed: 'none',
    rejected: 'none',
    awaiting_approval: 'none',
  },
  rejected: {
    queued: 'in_doubt failed',
    submitting: 'failed',
    with_bank: 'failed',
    in_doubt: 'failed',
    completed: 'contradiction',
    returned: 'contradiction',
    failed: 'none',
    rejected: 'contradiction',
    awaiting_approval: 'contradiction',
  },
  returned: {
    queued: 'in_doubt completed returned',
    submitting: 'completed returned',
    with_bank: 'completed returned',
    in_doubt: 'completed returned',
    completed: 'returned',
    returned: 'none',
    failed: 'contradiction',
    rejected: 'contradiction',
    awaiting_approval: 'contradiction',
  },
  unknown: {
    queued: 'none',
    submitting: 'in_doubt',
    with_bank: 'wait',
    in_doubt: 'wait',
    completed: 'none',
    returned: 'none',
    failed: 'none',
    rejected: 'none',
    awaiting_approval: 'none',
  },
  not_known: {
    queued: 'none',
    submitting: 'in_doubt',
    with_bank: 'wait',
    in_doubt: 'queued',
    completed: 'none',
    returned: 'none',
    failed: 'none',
    rejected: 'none',
    awaiting_approval: 'none',
  },
  not_sent: {
    queued: 'none',
    submitting: 'queued',
    with_bank: 'wait',
    in_doubt: 'wait',
    completed: 'none',
    returned: 'none',
    failed: 'none',
    rejected: 'none',
    awaiting_approval: 'none',
  },
};

describe('what a bank says, in every state', () => {
  for (const kind of kinds) {
    for (const state of payoutStates) {
      const attempts = state === 'awaiting_approval' ? 0 : 1;
      test(`${kind} while ${state}`, () => {
        assert.equal(text(judge(row(state, { attempts }), outcome(kind), at())), table[kind][state]);
      });
    }
  }
});

describe('silence', () => {
  for (const kind of ['unknown', 'not_known', 'not_sent'] as const) {
    for (const state of payoutStates) {
      test(`${kind} decides nothing for a ${state} payout that has moved since it was asked`, () => {
        assert.equal(text(judge(row(state), outcome(kind), at(false))), 'none');
      });
    }
  }

  test('no answer is never a failure, whatever the state', () => {
    for (const state of payoutStates) {
      assert.doesNotMatch(text(judge(row(state), outcome('unknown'), at())), /failed|rejected|queued/);
    }
  });

  test('a refusal as a duplicate proves nothing: the original may have been paid', () => {
    for (const code of ['AM05', 'DUPL', 'DU01', 'DU05']) {
      assert.equal(text(judge(row('submitting'), outcome('rejected', code), at())), 'in_doubt');
      assert.equal(text(judge(row('with_bank'), outcome('rejected', code), at())), 'wait');
    }
  });

  test('the bank is not asked before it can have settled what it got', () => {
    const judgement = judge(row('submitting'), outcome('unknown'), at());
    assert(judgement.kind === 'move');
    assert.equal(judgement.steps[0]?.changes.dueAt?.getTime(), now.getTime() + 1000);
  });

  test('the pauses between questions grow and end at a quarter of an hour', () => {
    let last = 0;
    for (let asks = 0; asks < 20; asks += 1) {
      const judgement = judge(row('in_doubt', { asks }), outcome('unknown'), at());
      assert(judgement.kind === 'wait');
      const pause = judgement.dueAt.getTime() - now.getTime();
      assert(pause >= last && pause <= 900_000);
      last = pause;
    }
    assert.equal(last, 900_000);
  });
});

describe('every judgement', () => {
  test('walks on edges of the table only, and ends with nothing due exactly when it is final', () => {
    const anyOutcome = fc.record({
      kind: fc.constantFrom(...kinds),
      code: fc.constantFrom(null, 'AC04', 'AM05', 'ZZZZ'),
    });
    fc.assert(
      fc.property(fc.constantFrom(...payoutStates), anyOutcome, fc.boolean(), (state, said, fresh) => {
        const judgement = judge(row(state), outcome(said.kind, said.code), at(fresh));
        if (judgement.kind !== 'move') return;
        let from: PayoutState = state;
        for (const step of judgement.steps) {
          assert(edgeOf(payoutEdges, from, step.to), `${from} → ${step.to}`);
          from = step.to;
        }
        const final = ['completed', 'failed', 'returned'].includes(from);
        assert.equal(judgement.steps.at(-1)?.changes.dueAt === null, final);
        assert.equal(judgement.steps.at(-1)?.changes.leaseUntil, null);
      }),
    );
  });

  test('a final state is left by a return alone', () => {
    for (const edge of payoutEdges) {
      if (['completed', 'failed', 'returned', 'rejected'].includes(edge.from)) {
        assert.deepEqual([edge.from, edge.to], ['completed', 'returned']);
      }
    }
  });

  test('the ledger steps of every walk balance: held once, then posted or released once', () => {
    const walkOn = (state: PayoutState | 'new', held: number, settled: number, seen: readonly string[]): void => {
      for (const edge of payoutEdges.filter((one) => one.from === state)) {
        const key = `${edge.from}>${edge.to}`;
        if (seen.includes(key)) continue;
        const nowHeld = held + (edge.ledger === 'hold' ? 1 : 0);
        const nowSettled = settled + (edge.ledger === 'post' || edge.ledger === 'release' ? 1 : 0);
        assert.equal(nowHeld, 1, key);
        const final = ['completed', 'failed', 'rejected', 'returned'].includes(edge.to);
        assert.equal(nowSettled, final ? 1 : 0, key);
        walkOn(edge.to, nowHeld, nowSettled, [...seen, key]);
      }
    };
    walkOn('new', 0, 0, []);
  });
});
