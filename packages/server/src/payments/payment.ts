import type { PaymentState, ReconciliationState } from '@sarf/contract';
import type { Progress } from '../banks/submission.ts';
import { withVersion } from '../foundation/id.ts';
import type { Stateful } from '../lifecycle/define.ts';

export interface Key {
  readonly applicationId: string;
  readonly id: string;
}

/** A payment of a customer as it stands in the database, with the IBAN of the account that it goes to. */
export interface PaymentRow extends Stateful<PaymentState>, Progress {
  /** Charged under a consent, paid by the customer at a checkout, or collected by another system. */
  readonly kind: 'charge' | 'checkout' | 'record';
  readonly payoutAccountId: string;
  readonly creditorIban: string;
  /** The name of the bank connection that it goes through. */
  readonly connector: string;
  readonly customerId: string | null;
  /** A charge has all three; the period is null where its consent knows none. */
  readonly consentId: string | null;
  readonly paymentSourceId: string | null;
  /** The first day of the period of the consent that it counts for, YYYY-MM-DD. */
  readonly consentPeriod: string | null;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** Travels with the money: ours, or the caller's where another system collected it. */
  readonly reference: string;
  readonly description: string | null;
  readonly externalReference: string | null;
  readonly idempotencyKey: string | null;
  /** Null for what no bank of ours was told of. */
  readonly endToEndId: string | null;
  readonly returnUrl: string | null;
  /** Until when the customer can pay at the checkout. */
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
  /** Name and IBAN of who paid, sealed, once they are known. */
  readonly sealedPayer: string | null;
  readonly paidAt: Date | null;
  readonly checkoutUrl: string | null;
  /** Is the money proven to have arrived? A lifecycle of its own. */
  readonly reconciliationState: ReconciliationState;
  readonly reconciliationSequence: number;
  readonly reconciledAt: Date | null;
  /** What was proven when its reconciliation last moved. */
  readonly reconciledMinor: bigint;
  /** What is proven to have arrived. */
  readonly matchedMinor: bigint;
  /** What refunds that are not final set aside, and what went back. */
  readonly refundPendingMinor: bigint;
  readonly refundedMinor: bigint;
}

/** A payment that a bank carries out, and speaks of by its end-to-end id. */
export interface BankPayment extends PaymentRow {
  readonly endToEndId: string;
}

/** What a payment begins with, where it does not say otherwise. */
export const newPayment = {
  customerId: null,
  consentId: null,
  paymentSourceId: null,
  consentPeriod: null,
  description: null,
  externalReference: null,
  idempotencyKey: null,
  endToEndId: null,
  returnUrl: null,
  expiresAt: null,
  sealedPayer: null,
  paidAt: null,
  checkoutUrl: null,
  sequence: 1,
  bankReference: null,
  reasonCode: null,
  reasonMessage: null,
  dueAt: null,
  leaseUntil: null,
  attempts: 0,
  asks: 0,
  reconciliationState: 'new',
  reconciliationSequence: 0,
  reconciledAt: null,
  reconciledMinor: 0n,
  matchedMinor: 0n,
  refundPendingMinor: 0n,
  refundedMinor: 0n,
} as const;

/** The id under which the reconciliation of a payment has its history and its events. */
export const reconciliationIdOf = (paymentId: string): string => withVersion(paymentId, '9');
