/** Texts of a statement are cut to so many characters, so that every column that keeps one can be sure of its length. */
export const textMax = 300;

/** One payment inside an entry. A bank may book many payments as one entry, or tell of no details at all. */
export interface EntryPart {
  /**
   * In the entry's direction and currency: below zero where the part runs against its entry (a fee inside a collected
   * credit), and zero where the bank does not say which share of the entry it has.
   */
  readonly amountMinor: bigint;
  readonly endToEndId: string | null;
  readonly instructionId: string | null;
  readonly uetr: string | null;
  readonly messageId: string | null;
  /** The block of payments that the bank booked together (PmtInfId). */
  readonly batchId: string | null;
  /** What the payer wrote: the free lines joined by a blank, and the structured references after them. */
  readonly remittance: string | null;
  /** Who is at the other end: the payer of a credit, the payee of a debit. */
  readonly counterparty: Counterparty | null;
  /** Why it came back: an ISO 20022 return reason such as AC04, or the bank's own. */
  readonly returnReason: string | null;
}

export interface Counterparty {
  readonly name: string | null;
  /** Without blanks, in upper case, as the bank gave it: its check digits were not looked at. */
  readonly iban: string | null;
}

/** One booked line of a statement. */
export interface StatementEntry {
  /** The direction of this very booking. A reversal has the direction of the reversal, not of what it reverses. */
  readonly direction: 'credit' | 'debit';
  /** Never below zero. Zero for a line that only tells something. */
  readonly amountMinor: bigint;
  readonly currency: string;
  /** YYYY-MM-DD, the bank's local date as it wrote it, never shifted into another time zone. */
  readonly bookedOn: string;
  /** YYYY-MM-DD; absent also where the bank wrote a day that no calendar has. */
  readonly valueOn: string | null;
  readonly reversal: boolean;
  /** The bank's own reference of the booking (AcctSvcrRef). */
  readonly bankReference: string | null;
  /** The number of the line (NtryRef); some banks use one twice. */
  readonly entryReference: string | null;
  /** The kind of booking, as in PMNT/ICDT/RRTN; the bank's own code where it has no other. */
  readonly bankCode: string | null;
  readonly info: string | null;
  /** At least one. */
  readonly parts: readonly EntryPart[];
}

/** What a statement says about itself. Balances are signed: below zero means overdrawn. */
export interface StatementHead {
  readonly accountIban: string | null;
  /** The account's number, where the bank does not name an IBAN. */
  readonly accountOther: string | null;
  readonly currency: string | null;
  readonly statementId: string | null;
  readonly sequence: string | null;
  /** YYYY-MM-DD. */
  readonly from: string | null;
  readonly to: string | null;
  /** The bank's own time, as it wrote it; it may have no time zone. */
  readonly createdAt: string | null;
  /** The bank says that it sends this statement once more. */
  readonly copy: boolean;
  readonly openingMinor: bigint | null;
  readonly openingOn: string | null;
  readonly closingMinor: bigint | null;
  readonly closingOn: string | null;
}

/** A statement as it is read, piece by piece: its head, then its entries some hundreds at a time, then its end. */
export type StatementPart =
  | { readonly kind: 'statement'; readonly head: StatementHead }
  | { readonly kind: 'entries'; readonly entries: readonly StatementEntry[] }
  | StatementEnd;

export interface StatementEnd {
  readonly kind: 'end';
  /** The head once more, with what the file told only after its first entry. */
  readonly head: StatementHead;
  /** Plain sentences on what does not add up or was left out. */
  readonly warnings: readonly string[];
  /** How many entries there were, and their sums by direction, of those in the statement's currency. */
  readonly entries: number;
  readonly creditMinor: bigint;
  readonly debitMinor: bigint;
}

/** How much is read at most. */
export interface ReadLimits {
  readonly bytesMax: number;
}

export const readLimits: ReadLimits = { bytesMax: 2 * 1024 ** 3 };
