import type { PayoutState } from './payout-states.ts';

/** The event that tells of a payout entering a state. */
export const payoutEventOf: Record<PayoutState | 'created', string> = {
  created: 'payout.created',
  awaiting_approval: 'payout.awaiting_approval',
  queued: 'payout.queued',
  submitting: 'payout.submitting',
  with_bank: 'payout.submitted',
  in_doubt: 'payout.in_doubt',
  completed: 'payout.completed',
  failed: 'payout.failed',
  returned: 'payout.returned',
  rejected: 'payout.rejected',
};

/** The event that tells of a new destination. */
export const DESTINATION_CREATED = 'destination.created';
