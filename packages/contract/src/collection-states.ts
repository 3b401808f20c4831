/**
 * The states of consents, payment sources, payments and refunds, and the public status word of each. As with payouts, the
 * status follows from the state, so the two cannot disagree.
 */

/** A customer's permission to charge an account. */
export const consentStatusOf = {
  awaiting_authorisation: 'AWAITING_AUTHORISATION',
  authorised: 'AUTHORISED',
  rejected: 'REJECTED',
  suspended: 'SUSPENDED',
  revoked: 'REVOKED',
  expired: 'EXPIRED',
  consumed: 'CONSUMED',
} as const;

export type ConsentState = keyof typeof consentStatusOf;
export const consentStates = Object.keys(consentStatusOf).filter(isConsentState);

/** Is this text the name of a consent state? */
export function isConsentState(text: string): text is ConsentState {
  return Object.hasOwn(consentStatusOf, text);
}

export const sourceStatusOf = { active: 'ACTIVE', expired: 'EXPIRED', revoked: 'REVOKED' } as const;
export type SourceState = keyof typeof sourceStatusOf;

/** A payment of a customer. From `queued` on the states are those of a payout. */
export const paymentStatusOf = {
  awaiting_authorisation: 'AWAITING_AUTHORIZATION',
  queued: 'PENDING_WITH_BANK',
  submitting: 'PENDING_WITH_BANK',
  with_bank: 'PENDING_WITH_BANK',
  in_doubt: 'PENDING_WITH_BANK',
  completed: 'ACCEPTED_BY_BANK',
  failed: 'FAILED',
  returned: 'FAILED',
  rejected: 'FAILED',
} as const;

export type PaymentState = keyof typeof paymentStatusOf;
export const paymentStates = Object.keys(paymentStatusOf).filter(isPaymentState);
export const paymentStatuses = ['AWAITING_AUTHORIZATION', 'PENDING_WITH_BANK', 'ACCEPTED_BY_BANK', 'FAILED'] as const;

/** Is this text the name of a payment state? */
export function isPaymentState(text: string): text is PaymentState {
  return Object.hasOwn(paymentStatusOf, text);
}

/** Is the money of a payment proven to have arrived? `new` is a payment that nobody has looked at yet. */
export const reconciliationStatusOf = {
  new: 'OUTSTANDING',
  outstanding: 'OUTSTANDING',
  partial: 'PARTIAL',
  reconciled: 'RECONCILED',
  unreceived: 'UNRECEIVED',
} as const;

export type ReconciliationState = keyof typeof reconciliationStatusOf;
export const reconciliationStates = Object.keys(reconciliationStatusOf).filter(isReconciliationState);
export const reconciliationStatuses = ['OUTSTANDING', 'PARTIAL', 'RECONCILED', 'UNRECEIVED'] as const;

/** Is this text the name of a reconciliation state? */
export function isReconciliationState(text: string): text is ReconciliationState {
  return Object.hasOwn(reconciliationStatusOf, text);
}

export const refundStatusOf = {
  created: 'CREATED',
  confirmed: 'CONFIRMED',
  submitted: 'SUBMITTED',
  completed: 'COMPLETED',
  failed: 'FAILED',
  rejected: 'REJECTED',
} as const;

export type RefundState = keyof typeof refundStatusOf;
export const refundStates = Object.keys(refundStatusOf).filter(isRefundState);
export const refundStatuses = Object.values(refundStatusOf);

/** Is this text the name of a refund state? */
export function isRefundState(text: string): text is RefundState {
  return Object.hasOwn(refundStatusOf, text);
}
