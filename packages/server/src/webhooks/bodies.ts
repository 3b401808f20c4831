import { type PayoutStatus, payoutStatuses, reconciliationEvent } from '@sarf/contract';
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
  const said = leanWords(event);
  return said && JSON.stringify({ ...said, event_id: event.id, timestamp: firstAttemptAt.toISOString() });
}

// Payouts and payments of customers go by the same types; whoever listens tells them apart by the intent.
function leanWords({ type, payload }: FeedEvent) {
  const object = fieldsOf(JSON.parse(payload));
  if (type === reconciliationEvent.payment) {
    const message = "A payment's reconciliation status has been updated.";
    return { type, message, payload: leanReconciliation(object) };
  }
  const [kind, happened] = type.split('.');
  if (kind !== 'payout' && kind !== 'payment') return undefined;
  const word = happened === 'created' ? 'created' : 'updated';
  return {
    type: `payment.${word}`,
    message: `A payment object has been ${word}.`,
    payload: kind === 'payout' ? leanPayout(object) : leanPayment(object),
  };
}

const leanStatusOf: Record<PayoutStatus, string> = {
  PENDING: 'PENDING_WITH_BANK',
  SUBMITTED: 'PENDING_WITH_BANK',
  COMPLETED: 'ACCEPTED_BY_BANK',
  FAILED: 'FAILED',
  REJECTED: 'FAILED',
};

/** A payout as Lean shows a payment. */
function leanPayout(payout: Record<string, unknown>): Record<string, unknown> {
  const known = payoutStatuses.find((word) => word === payout.status);
  assert(known, 'the payload of an event of a payout has its status');
  return leanFields(payout, leanStatusOf[known], payout.destination_id);
}

/** A payment of a customer; its status words are the same. What it goes to is an account of the application. */
function leanPayment(payment: Record<string, unknown>): Record<string, unknown> {
  return leanFields(payment, payment.status, payment.payout_account_id);
}

function leanFields(object: Record<string, unknown>, status: unknown, destinationId: unknown): Record<string, unknown> {
  // What waits or is in doubt may have a reason as well, and has not failed.
  const reason = status === 'FAILED' ? fieldsOf(object.reason) : {};
  return {
    id: object.id,
    customer_id: object.customer_id ?? null,
    intent_id: object.payment_intent_id ?? null,
    status,
    amount: object.amount,
    currency: object.currency,
    payment_destination_id: destinationId ?? null,
    bank_transaction_reference: object.bank_reference ?? null,
    failure_reason: reason.message ?? null,
    failure_code: reason.code ?? null,
  };
}

function leanReconciliation(payment: Record<string, unknown>): Record<string, unknown> {
  const { id, customer_id, payment_intent_id: intent_id, reconciliation } = payment;
  return { id, customer_id, intent_id, reconciliation };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
