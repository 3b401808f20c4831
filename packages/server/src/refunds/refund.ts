import type { RefundState } from '@sarf/contract';
import type { Stateful } from '../lifecycle/define.ts';

export interface Key {
  readonly applicationId: string;
  readonly id: string;
}

/** A refund as it stands in the database, with what its payment adds. */
export interface RefundRow extends Stateful<RefundState> {
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly reasonCode: string;
  readonly description: string | null;
  readonly externalReference: string | null;
  readonly idempotencyKey: string | null;
  /** Where the customer lives, as the caller said. */
  readonly city: string | null;
  /** The party that asked for it, and the one that confirmed or rejected it: `member:...` or `client:...`. */
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly decidedBy: string | null;
  /** The payout that carries it out, once it is confirmed. */
  readonly payoutId: string | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  /** What is proven to have arrived of its payment. */
  readonly depositMinor: bigint;
  readonly paymentReference: string;
  /** The account that the payment came to, from which it goes back. */
  readonly payoutAccountId: string;
  /** Name and IBAN of who paid. */
  readonly sealedPayer: string | null;
}
