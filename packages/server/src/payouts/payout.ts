import type { PayoutState } from '@sarf/contract';
import type { Stateful } from '../lifecycle/define.ts';

/** A payout as it stands in the database, with what its account adds. */
export interface PayoutRow extends Stateful<PayoutState> {
  readonly paymentIntentId: string;
  readonly payoutAccountId: string;
  readonly destinationId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string | null;
  readonly reference: string | null;
  readonly idempotencyKey: string | null;
  readonly endToEndId: string;
  readonly createdAt: Date;
  readonly bankReference: string | null;
  readonly reasonCode: string | null;
  readonly reasonMessage: string | null;
  /** When a worker has something to do with it; null when nobody has. */
  readonly dueAt: Date | null;
  readonly leaseUntil: Date | null;
  readonly attempts: number;
  readonly asks: number;
  readonly paidOutAccountId: string;
  readonly connector: string;
  readonly debtorIban: string;
}
