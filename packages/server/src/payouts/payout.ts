import type { PayoutState } from '@sarf/contract';
import type { Progress } from '../banks/submission.ts';
import type { Stateful } from '../lifecycle/define.ts';

/** A payout as it stands in the database, with what its account adds. */
export interface PayoutRow extends Stateful<PayoutState>, Progress {
  readonly payoutAccountId: string;
  readonly destinationId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string | null;
  readonly reference: string | null;
  readonly idempotencyKey: string | null;
  readonly endToEndId: string;
  readonly createdAt: Date;
  /** The party that asked for it, where another one has to approve it; else null. */
  readonly askedBy: string | null;
  /** The party that approved or rejected it, or null. */
  readonly decidedBy: string | null;
  /** The refund that it carries out, or null. */
  readonly refundId: string | null;
  /** What statement entries prove of it: that it went out, and that it came back. */
  readonly matchedMinor: bigint;
  readonly returnedMinor: bigint;
  readonly paidOutAccountId: string;
  readonly connector: string;
  readonly debtorIban: string;
}
