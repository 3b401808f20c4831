import type { PayoutState, PayoutStatus } from '@sarf/contract/payout-states';
import { Badge, type BadgeLook } from '../../parts/badge.tsx';
import { useWords } from '../../words/language.ts';
import { payoutStateWords, payoutStatusWords } from './words.ts';

const statusLooks: Readonly<Record<PayoutStatus, BadgeLook>> = {
  PENDING: 'wait',
  SUBMITTED: 'note',
  COMPLETED: 'good',
  FAILED: 'bad',
  REJECTED: 'off',
};

const stateLooks: Readonly<Record<PayoutState, BadgeLook>> = {
  awaiting_approval: 'wait',
  queued: 'note',
  submitting: 'note',
  with_bank: 'note',
  in_doubt: 'doubt',
  completed: 'good',
  failed: 'bad',
  returned: 'back',
  rejected: 'off',
};

interface StatusProps {
  readonly status: PayoutStatus;
  /** Of a payout that waits for somebody's decision, which its status alone does not tell. */
  readonly isWaiting?: boolean;
}

export function PayoutStatusBadge({ status, isWaiting = false }: StatusProps) {
  const words = useWords(payoutStatusWords);
  const states = useWords(payoutStateWords);
  return <Badge look={statusLooks[status]}>{isWaiting ? states.awaiting_approval : words[status]}</Badge>;
}

export function PayoutStateBadge({ state }: { readonly state: PayoutState }) {
  const words = useWords(payoutStateWords);
  return <Badge look={stateLooks[state]}>{words[state]}</Badge>;
}
