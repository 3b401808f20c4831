import type { PaymentRow } from '../payments/payment.ts';
import type { RefundRow } from './refund.ts';

/** One refund of a request, after its form was checked. */
export interface Asked {
  /** Made beforehand, so that a try whose answer was lost can be recognised. */
  readonly id: string;
  readonly paymentId: string;
  /** In major units of the payment's currency, as it was sent. */
  readonly amount: number;
  /** Null: the payment's. */
  readonly currency: string | null;
  readonly reasonCode: string;
  readonly description: string | null;
  readonly externalReference: string | null;
  readonly idempotencyKey: string | null;
  /** The account that the caller expects it to go to. */
  readonly iban: string | null;
  readonly city: string | null;
}

/** A request for refunds: all of them are made, or none. */
export interface RefundRequest {
  readonly applicationId: string;
  readonly clientId: string;
  /** Who asks, in the history of the refunds. */
  readonly actor: string;
  /** Was a list sent? Faults then name the place in it. */
  readonly isList: boolean;
  /** The key that stands for all of a list. */
  readonly listKey: string | null;
  readonly items: readonly Asked[];
}

/** What matters of a payment for its refunds. */
export type RefundedPayment = Pick<
  PaymentRow,
  | 'applicationId'
  | 'id'
  | 'currency'
  | 'reference'
  | 'payoutAccountId'
  | 'sealedPayer'
  | 'state'
  | 'reconciliationState'
  | 'matchedMinor'
  | 'refundPendingMinor'
  | 'refundedMinor'
>;

/** The key of one item of a list whose key came in the header. */
export const itemKeyOf = (listKey: string, index: number): string => `${listKey}#${index}`;

/** A refund that is to be made. */
export interface NewRefund {
  readonly asked: Asked;
  readonly payment: RefundedPayment;
  readonly amountMinor: bigint;
}

/** What one item of a request is answered with. */
export type ItemAnswer =
  | { readonly kind: 'make'; readonly refund: NewRefund }
  /** It was made before: under its key, or (`first`) by an earlier try of this very request. */
  | { readonly kind: 'replay'; readonly row: RefundRow; readonly first: boolean }
  /** The same key came earlier in this batch: the answer is that refund. */
  | { readonly kind: 'repeat'; readonly id: string };
