/**
 * The states of a payout and the public status word of each (design: one internal state; the status follows
 * from it, so the two cannot disagree).
 */
export const payoutStatusOf = {
  awaiting_approval: 'PENDING',
  queued: 'PENDING',
  submitting: 'SUBMITTED',
  with_bank: 'SUBMITTED',
  in_doubt: 'SUBMITTED',
  completed: 'COMPLETED',
  failed: 'FAILED',
  returned: 'FAILED',
  rejected: 'REJECTED',
} as const;

export type PayoutState = keyof typeof payoutStatusOf;
export type PayoutStatus = (typeof payoutStatusOf)[PayoutState];

export const payoutStates = Object.keys(payoutStatusOf).filter(isPayoutState);
export const payoutStatuses = ['PENDING', 'SUBMITTED', 'COMPLETED', 'FAILED', 'REJECTED'] as const;

/** Is this text the name of a payout state? */
export function isPayoutState(text: string): text is PayoutState {
  return Object.hasOwn(payoutStatusOf, text);
}
