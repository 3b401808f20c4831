import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type PayoutState, payoutStates } from '@sarf/contract';
import fc from 'fast-check';
import { payoutRow } from '../../test/payout-row.ts';
import { judge } from '../banks/evidence.ts';
import { edgeOf } from '../lifecycle/define.ts';
import { payoutEdges } from './lifecycle.ts';

const kinds = ['accepted', 'pending', 'rejected', 'returned', 'unknown', 'not_known', 'not_sent'] as const;

describe('the table of moves of a payout', () => {
  test('has every move that news of a bank can lead to', () => {
    const circumstances = { now: new Date(0), settlesWithinMs: 1000 };
    const anyOutcome = fc.record({
      endToEndId: fc.constant('E'),
      kind: fc.constantFrom(...kinds),
      code: fc.constantFrom(null, 'AC04', 'AM05', 'ZZZZ'),
      message: fc.constant(null),
      bankReference: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.constantFrom(...payoutStates), anyOutcome, fc.boolean(), (state, said, fresh) => {
        const judgement = judge(payoutRow({ state, attempts: 1 }), said, { ...circumstances, fresh });
        if (judgement.kind !== 'move') return;
        let from: PayoutState = state;
        for (const step of judgement.steps) {
          assert(edgeOf(payoutEdges, from, step.to), `${from} → ${step.to}`);
          from = step.to;
        }
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
