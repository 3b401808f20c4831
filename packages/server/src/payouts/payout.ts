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
  /** The refund that it carries out, or null. */
  readonly refundId: string | null;
  readonly paidOutAccountId: string;
  readonly connector: string;
  readonly debtorIban: string;
}

// A payout is made from exactly one intent, so the id of one tells the other: they differ in the version digit alone,
// 7 for the payout and 8 (RFC 9562, section 5.8) for its intent. Nothing is stored, and no two can be mixed up.
const VERSION = 14;

const withVersion = (id: string, version: string): string => id.slice(0, VERSION) + version + id.slice(VERSION + 1);

/** The id of the intent that a payout was made from. */
export const intentIdOf = (payoutId: string): string => withVersion(payoutId, '8');

/** The id of the payout that was made from an intent; undefined when the id is not an intent's. */
export const payoutIdOf = (intentId: string): string | undefined =>
  intentId[VERSION] === '8' ? withVersion(intentId, '7') : undefined;
