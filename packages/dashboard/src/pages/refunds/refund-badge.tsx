import type { RefundState } from '@sarf/contract/collection-states';
import type { Refund } from '@sarf/sdk';
import { Badge, type BadgeLook } from '../../parts/badge.tsx';
import { useWords } from '../../words/language.ts';
import { refundStateWords } from './words.ts';

const looks: Readonly<Record<RefundState, BadgeLook>> = {
  created: 'wait',
  confirmed: 'note',
  submitted: 'note',
  completed: 'good',
  failed: 'bad',
  rejected: 'off',
};

const stateOf = {
  CREATED: 'created',
  CONFIRMED: 'confirmed',
  SUBMITTED: 'submitted',
  COMPLETED: 'completed',
  FAILED: 'failed',
  REJECTED: 'rejected',
} as const satisfies Record<Refund['status'], RefundState>;

export function RefundStateBadge({ state }: { readonly state: RefundState }) {
  return <Badge look={looks[state]}>{useWords(refundStateWords)[state]}</Badge>;
}

export function RefundStatusBadge({ status }: Pick<Refund, 'status'>) {
  return <RefundStateBadge state={stateOf[status]} />;
}

/** The words of the statuses, for choices. */
export function useRefundStatusText(): (status: Refund['status']) => string {
  const words = useWords(refundStateWords);
  return (status) => words[stateOf[status]];
}
