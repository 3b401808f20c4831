import type { Stateful } from '../lifecycle/define.ts';

export interface Key {
  readonly applicationId: string;
  readonly id: string;
}

/** One of the application's accounts, as far as statements are concerned. */
export interface AccountKey {
  readonly applicationId: string;
  readonly payoutAccountId: string;
}

/** What an entry proves: that a payment came in, a payout went out, or a payout came back. */
export type MatchKind = 'payment' | 'payout' | 'return';

/** An entry, or a part of it, tied to what it proves. */
export interface MatchRow extends Stateful<'made' | 'undone'> {
  readonly kind: MatchKind;
  readonly entryId: string;
  /** The statement that first had the entry. */
  readonly statementId: string;
  readonly paymentId: string | null;
  readonly payoutId: string | null;
  readonly payoutAccountId: string;
  readonly receivedAccountId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** Does it bring money into the books? Not where the opening balance of the account has it already. */
  readonly books: boolean;
  readonly how: 'automatic' | 'manual';
  /** By which rule it was found; null when a person made it. */
  readonly step: number | null;
  readonly score: number | null;
  readonly reasons: readonly string[];
  readonly madeBy: string;
  readonly undoneBy: string | null;
  readonly undoReason: string | null;
  /** It proves more than the payment or payout was told by the bank. */
  readonly toTell: boolean;
  readonly createdAt: Date;
}
