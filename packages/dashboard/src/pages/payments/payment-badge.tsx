import type { PaymentState, reconciliationStatuses } from '@sarf/contract/collection-states';
import type { Payment } from '@sarf/sdk';
import { Badge, type BadgeLook } from '../../parts/badge.tsx';
import { useWords } from '../../words/language.ts';
import { paymentStateWords, paymentStatusWords, reconciliationWords } from './words.ts';

type ReconciliationStatus = (typeof reconciliationStatuses)[number];

const reconciliationLooks: Readonly<Record<ReconciliationStatus, BadgeLook>> = {
  OUTSTANDING: 'wait',
  PARTIAL: 'note',
  RECONCILED: 'good',
  UNRECEIVED: 'bad',
};

const statusLooks: Readonly<Record<Payment['status'], BadgeLook>> = {
  AWAITING_AUTHORIZATION: 'wait',
  PENDING_WITH_BANK: 'note',
  ACCEPTED_BY_BANK: 'good',
  FAILED: 'bad',
};

const stateLooks: Readonly<Record<PaymentState, BadgeLook>> = {
  awaiting_authorisation: 'wait',
  queued: 'note',
  submitting: 'note',
  with_bank: 'note',
  in_doubt: 'doubt',
  completed: 'good',
  failed: 'bad',
  returned: 'back',
  rejected: 'off',
};

/** Is the money of a payment proven to have arrived? */
export function ReconciliationBadge({ status }: { readonly status: ReconciliationStatus }) {
  return <Badge look={reconciliationLooks[status]}>{useWords(reconciliationWords)[status]}</Badge>;
}

export function PaymentStatusBadge({ status }: { readonly status: Payment['status'] }) {
  return <Badge look={statusLooks[status]}>{useWords(paymentStatusWords)[status]}</Badge>;
}

export function PaymentStateBadge({ state }: { readonly state: PaymentState }) {
  return <Badge look={stateLooks[state]}>{useWords(paymentStateWords)[state]}</Badge>;
}
