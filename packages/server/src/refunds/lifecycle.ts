import { type RefundState, refundEventOf } from '@sarf/contract';
import type { Edge, Lifecycle } from '../lifecycle/define.ts';
import { presentEvent } from './present.ts';
import type { RefundRow } from './refund.ts';
import { insertRefunds, updateRefunds } from './store.ts';

// No ledger steps: the money is moved by the payout, which has them.
const edge = (from: RefundState | 'new', to: RefundState): Edge<RefundState> => ({ from, to, ledger: null });

/** What may happen to a refund. From `confirmed` on it follows its payout. */
export const refundEdges: readonly Edge<RefundState>[] = [
  edge('new', 'created'),
  edge('created', 'confirmed'),
  edge('created', 'rejected'),
  edge('confirmed', 'submitted'),
  edge('confirmed', 'completed'),
  edge('confirmed', 'failed'),
  edge('submitted', 'completed'),
  edge('submitted', 'failed'),
  // The bank sent the money back.
  edge('completed', 'failed'),
];

export const refundLifecycle: Lifecycle<RefundState, RefundRow> = {
  objectType: 'refund',
  edges: refundEdges,
  insert: insertRefunds,
  update: updateRefunds,
  eventType: (row) => refundEventOf[row.state],
  present: presentEvent,
};
