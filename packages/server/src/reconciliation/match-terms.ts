/** A line of a statement of which something is not matched yet. */
export interface OpenEntry {
  readonly id: string;
  readonly accountId: string;
  readonly direction: 'credit' | 'debit';
  readonly currency: string;
  /** What is not matched yet, in minor units. */
  readonly openMinor: bigint;
  /** YYYY-MM-DD */
  readonly bookedOn: string;
  /** The bank says that money comes back. */
  readonly isReturn: boolean;
  /** All that the bank gave: end-to-end ids, instruction id, UETR, bank reference, batch id. */
  readonly references: readonly string[];
  /** Free texts in their order: remittance, additional information. A reference may run from one into the next. */
  readonly texts: readonly string[];
  readonly counterparty: Counterparty | null;
}

/** What should be on a statement one day: a payment in, a payout out, or a completed payout that may come back. */
export interface Expected {
  readonly id: string;
  readonly kind: 'payment' | 'payout' | 'return';
  readonly accountId: string;
  readonly direction: 'credit' | 'debit';
  readonly currency: string;
  /** What is not matched yet, in minor units. */
  readonly openMinor: bigint;
  /** The day it was made or paid, YYYY-MM-DD. */
  readonly expectedOn: string;
  readonly endToEndId: string | null;
  /** The bank's own; several have the same where it is that of a batch. */
  readonly bankReference: string | null;
  /** Our short reference, or the caller's. */
  readonly reference: string | null;
  readonly counterparty: Counterparty | null;
}

export interface Counterparty {
  readonly name: string | null;
  readonly iban: string | null;
}

/** An entry, or part of it, tied to what it proves, and why. */
export interface ProposedMatch {
  readonly entryId: string;
  readonly expectedId: string;
  readonly kind: Expected['kind'];
  readonly amountMinor: bigint;
  /** 1 an id, 2 a reference, 3 several at once, 4 the IBAN, 5 amount and name, 6 the amount differs. */
  readonly step: 1 | 2 | 3 | 4 | 5 | 6;
  /** 0 to 100; what is automatic has 75 or more. */
  readonly score: number;
  /** Plain sentences. */
  readonly reasons: readonly string[];
}

export interface MatchPolicy {
  /** Ids and references match by themselves; where this is false, all that would have is suggested. */
  readonly automatic: boolean;
  /** The counterparty's IBAN with the same amount matches by itself, too. */
  readonly automaticByIban: boolean;
  /** How many days before it is expected something may be booked. Equal ids need no window. */
  readonly windowDaysBefore: number;
  readonly windowDaysAfter: number;
  readonly returnWindowDaysAfter: number;
  /** Pairs that a person refused or undid, by `pairKey`: neither matched nor suggested again. */
  readonly refusedPairs?: ReadonlySet<string>;
}

export const defaultMatchPolicy: MatchPolicy = {
  automatic: true,
  automaticByIban: false,
  windowDaysBefore: 5,
  windowDaysAfter: 10,
  returnWindowDaysAfter: 60,
};

/** How `MatchPolicy.refusedPairs` names a pair. */
export function pairKey(entryId: string, expectedId: string): string {
  return `${entryId} ${expectedId}`;
}
