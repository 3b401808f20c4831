import type { PayoutRow } from '../src/payouts/payout.ts';

const epoch = new Date(0);

/** A payout for tests of pure decisions: a queued one, with whatever the test wants otherwise. */
export function payoutRow(more: Partial<PayoutRow> = {}): PayoutRow {
  return {
    applicationId: 'app-1',
    id: 'payout-1',
    payoutAccountId: 'account-1',
    paidOutAccountId: 'paid-out-1',
    connector: 'sandbox',
    debtorIban: 'AE070331234567890123456',
    destinationId: 'destination-1',
    amountMinor: 100n,
    currency: 'AED',
    description: null,
    reference: null,
    idempotencyKey: null,
    endToEndId: 'E2E1',
    refundId: null,
    askedBy: null,
    decidedBy: null,
    matchedMinor: 0n,
    returnedMinor: 0n,
    createdAt: epoch,
    updatedAt: epoch,
    state: 'queued',
    sequence: 1,
    bankReference: null,
    reasonCode: null,
    reasonMessage: null,
    dueAt: null,
    leaseUntil: null,
    attempts: 0,
    asks: 0,
    ...more,
  };
}
