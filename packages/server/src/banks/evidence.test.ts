import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { ChargeOutcome } from './collections.ts';
import { type Judgement, judge } from './evidence.ts';
import type { Submission } from './submission.ts';

const now = new Date('2026-01-01T00:00:00Z');
const kinds = ['accepted', 'pending', 'rejected', 'returned', 'unknown', 'not_known', 'not_sent', 'awaiting'] as const;
const states = [
  'awaiting_approval',
  'awaiting_authorisation',
  'queued',
  'submitting',
  'with_bank',
  'in_doubt',
  'completed',
  'failed',
  'returned',
  'rejected',
] as const;
type State = Submission['state'];
type Kind = ChargeOutcome['kind'];

const row = (state: State, more: Partial<Submission> = {}) => ({ state, attempts: 1, asks: 0, ...more });

const outcome = (kind: Kind, code: string | null = null): ChargeOutcome => ({
  endToEndId: 'E',
  kind,
  code,
  message: null,
  bankReference: 'REF',
  payer: null,
});

const at = (fresh = true) => ({ now, settlesWithinMs: 1000, fresh });
const text = (judgement: Judgement): string =>
  judgement.kind === 'move' ? judgement.steps.map((step) => step.to).join(' ') : judgement.kind;

// What each piece of news means in each state. A dash is "nothing": the news is old.
const table: Record<Kind, Record<State, string>> = {
  accepted: {
    queued: 'in_doubt completed',
    submitting: 'completed',
    with_bank: 'completed',
    in_doubt: 'completed',
    completed: 'none',
    returned: 'none',
    failed: 'contradiction',
    rejected: 'contradiction',
    awaiting_authorisation: 'completed',
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
    awaiting_authorisation: 'with_bank',
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
    awaiting_authorisation: 'failed',
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
    awaiting_authorisation: 'completed returned',
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
    awaiting_authorisation: 'wait',
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
    awaiting_authorisation: 'wait',
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
    awaiting_authorisation: 'wait',
    awaiting_approval: 'none',
  },
  awaiting: {
    queued: 'none',
    submitting: 'none',
    with_bank: 'none',
    in_doubt: 'none',
    completed: 'none',
    returned: 'none',
    failed: 'none',
    rejected: 'none',
    awaiting_authorisation: 'wait',
    awaiting_approval: 'none',
  },
};

describe('what a bank says, in every state', () => {
  for (const kind of kinds) {
    for (const state of states) {
      const attempts = state.startsWith('awaiting') ? 0 : 1;
      test(`${kind} while ${state}`, () => {
        assert.equal(text(judge(row(state, { attempts }), outcome(kind), at())), table[kind][state]);
      });
    }
  }
});

describe('what a bank says of what it said it had never seen', () => {
  for (const state of ['queued', 'awaiting_approval'] as const) {
    test(`counts while ${state}, after it was in doubt`, () => {
      const all = kinds.map((kind) => [kind, text(judge(row(state), outcome(kind), at()))]);
      assert.deepEqual(Object.fromEntries(all), {
        accepted: 'in_doubt completed',
        pending: 'in_doubt with_bank',
        rejected: 'in_doubt failed',
        returned: 'in_doubt completed returned',
        unknown: 'none',
        not_known: 'none',
        not_sent: 'none',
        awaiting: 'none',
      });
    });
  }
});

describe('silence', () => {
  for (const kind of ['unknown', 'not_known', 'not_sent', 'awaiting'] as const) {
    for (const state of states) {
      test(`${kind} decides nothing while ${state} for one that has moved since it was asked`, () => {
        assert.equal(text(judge(row(state), outcome(kind), at(false))), 'none');
      });
    }
  }

  test('no answer is never a failure, whatever the state', () => {
    for (const state of states) {
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
  test('ends with nothing due exactly when it is final, and frees the lease', () => {
    const codes = fc.constantFrom(null, 'AC04', 'AM05', 'ZZZZ');
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.constantFrom(...kinds),
        codes,
        fc.boolean(),
        (state, kind, code, fresh) => {
          const judgement = judge(row(state), outcome(kind, code), at(fresh));
          if (judgement.kind !== 'move') return;
          const last = judgement.steps.at(-1);
          assert.equal(last?.changes.dueAt === null, ['completed', 'failed', 'returned'].includes(last?.to ?? ''));
          assert.equal(last?.changes.leaseUntil, null);
        },
      ),
    );
  });
});
