import type { RefundRow } from '../src/refunds/refund.ts';

/** A refund as the database gives it, for what decides without one. */
export function refundRow(changes: Partial<RefundRow> = {}): RefundRow {
  return {
    applicationId: 'app-1',
    id: 'refund-1',
    paymentId: 'payment-1',
    amountMinor: 1_000n,
    currency: 'AED',
    reasonCode: 'CUSTOMER_REQUEST',
    description: null,
    externalReference: null,
    idempotencyKey: null,
    city: null,
    createdBy: 'client:client-1',
    createdAt: new Date(0),
    decidedBy: null,
    payoutId: null,
    failureCode: null,
    failureMessage: null,
    state: 'created',
    sequence: 1,
    updatedAt: new Date(0),
    depositMinor: 10_000n,
    paymentReference: 'PAY000000001',
    payoutAccountId: 'account-1',
    sealedPayer: 'sealed',
    ...changes,
  };
}
