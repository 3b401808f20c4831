import { type PayoutStatus, payoutStatuses } from '@sarf/contract';
import type { FeedEvent } from '../events/feed.ts';
import { eventText } from '../events/present.ts';
import { assert } from '../foundation/refuse.ts';

/** How deliveries are written and signed. */
export type Dialect = 'sarf' | 'lean';

/**
 * The raw body of a delivery, the same on each attempt; undefined where the dialect does not know such events.
 * @param firstAttemptAt what the dialect `lean` gives as the time
 */
export function bodyOf(dialect: Dialect, event: FeedEvent, firstAttemptAt: Date): string | undefined {
  // A ping is a test of the line. It has no counterpart in the other dialect and is written the same in both.
  return dialect === 'sarf' || event.type === 'ping' ? eventText(event) : leanText(event, firstAttemptAt);
}

function leanText(event: FeedEvent, firstAttemptAt: Date): string | undefined {
  if (!event.type.startsWith('payout.')) return undefined;
  const isNew = event.type === 'payout.created';
  return JSON.stringify({
    type: isNew ? 'payment.created' : 'payment.updated',
    message: isNew ? 'A payment object has been created.' : 'A payment object has been updated.',
    payload: leanPayment(fieldsOf(JSON.parse(event.payload))),
    event_id: event.id,
    timestamp: firstAttemptAt.toISOString(),
  });
}

const leanStatusOf: Record<PayoutStatus, string> = {
  PENDING: 'PENDING_WITH_BANK',
  SUBMITTED: 'PENDING_WITH_BANK',
  COMPLETED: 'ACCEPTED_BY_BANK',
  FAILED: 'FAILED',
  REJECTED: 'FAILED',
};

/** A payout as Lean shows a payment. */
function leanPayment(payout: Record<string, unknown>): Record<string, unknown> {
  const known = payoutStatuses.find((word) => word === payout.status);
  assert(known, 'the payload of an event of a payout has its status');
  const status = leanStatusOf[known];
  // A payout that waits or is in doubt may have a reason as well, and has not failed.
  const reason = status === 'FAILED' ? fieldsOf(payout.reason) : {};
  return {
    id: payout.id,
    customer_id: null,
    intent_id: payout.payment_intent_id ?? null,
    status,
    amount: payout.amount,
    currency: payout.currency,
    payment_destination_id: payout.destination_id ?? null,
    bank_transaction_reference: payout.bank_reference ?? null,
    failure_reason: reason.message ?? null,
    failure_code: reason.code ?? null,
  };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
