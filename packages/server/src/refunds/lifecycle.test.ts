import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PayoutState, RefundState } from '@sarf/contract';
import { edgeOf } from '../lifecycle/define.ts';
import { payoutEdges } from '../payouts/lifecycle.ts';
import { fateOf } from './follow-payouts.ts';
import { refundEdges } from './lifecycle.ts';

describe('the table of moves of a refund', () => {
  test('has every move that its payout can lead to, from its confirmation on', () => {
    const seen = new Set<string>();
    const follow = (payout: PayoutState, refund: RefundState): void => {
      if (seen.has(`${payout}/${refund}`)) return;
      seen.add(`${payout}/${refund}`);
      for (const { from, to } of payoutEdges) {
        if (from !== payout) continue;
        const fate = fateOf[to] ?? refund;
        assert(
          fate === refund || edgeOf(refundEdges, refund, fate),
          `${refund} → ${fate}, as the payout ${from} → ${to}`,
        );
        follow(to, fate);
      }
    };
    follow('queued', 'confirmed');
    // What ends a payout ends its refund, and nothing else does.
    for (const pair of ['completed/completed', 'failed/failed', 'returned/failed', 'rejected/failed'])
      assert(seen.has(pair));
    const ended = [...seen].filter((pair) => /^(completed|failed|returned|rejected)/.test(pair)).toSorted();
    assert.deepEqual(ended, ['completed/completed', 'failed/failed', 'rejected/failed', 'returned/failed']);
  });

  test('nothing leaves rejected and failed, and only a return leaves completed', () => {
    const leaving = refundEdges.filter(({ from }) => ['rejected', 'failed', 'completed'].includes(from));
    assert.deepEqual(leaving, [{ from: 'completed', to: 'failed', ledger: null }]);
  });
});
