/**
 * A bank connection. Everything a bank can say is data: an outcome. "No answer" is an outcome of its own, never
 * a failure. A connector never throws for what a bank does.
 */

import type { ChargeOutcome, Collections, ConsentNews } from './collections.ts';
import type { Statements } from './statements.ts';

/** One order to pay, in the form every bank connection understands. */
export interface Instruction {
  readonly endToEndId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly debtorIban: string;
  readonly creditor: {
    readonly name: string;
    readonly iban: string | null;
    readonly accountNumber: string | null;
    readonly bankCode: string | null;
    readonly country: string;
  };
  /** A short text for the beneficiary, or null. */
  readonly remittance: string | null;
}

export interface Outcome {
  readonly endToEndId: string;
  /**
   * accepted: the money arrived, says the bank · pending: the bank has it · rejected: the bank refused it ·
   * returned: it was completed and came back · unknown: no answer that can be relied on · not_known: the bank
   * says it has never seen the id (only an answer to a question) · not_sent: it certainly never left us.
   */
  readonly kind: 'accepted' | 'pending' | 'rejected' | 'returned' | 'unknown' | 'not_known' | 'not_sent';
  /** ISO 20022 reason code, where the bank gave one. */
  readonly code: string | null;
  /** What the bank or the connection said, in words. */
  readonly message: string | null;
  readonly bankReference: string | null;
}

export interface Capabilities {
  /** How many instructions one call takes. */
  readonly instructionsMax: number;
  /** After this time a call without an answer is given up; what it carried is then in doubt. */
  readonly timeoutMs: number;
  /**
   * How long after the end of a call that was not answered the bank may still be working on it. Before that time
   * "never seen" proves nothing, so nobody asks.
   */
  readonly settlesWithinMs: number;
}

/** What a bank's callback is judged by: the body as it was sent, and the headers. */
export interface Callback {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawBody: string;
  readonly now: Date;
}

/** What a bank tells by itself. */
export interface News {
  /** Of payouts. */
  readonly outcomes: readonly Outcome[];
  /** Of charges and checkouts. */
  readonly charges: readonly ChargeOutcome[];
  readonly consents: readonly ConsentNews[];
}

/** What the bank's own books say of one end-to-end id that it has received. */
export interface BookLine {
  readonly endToEndId: string;
  /** What was ordered: money out of an account of ours, or, by a charge or a checkout, out of a payer's. */
  readonly order: 'payout' | 'charge';
  readonly kind: ChargeOutcome['kind'];
  /** How often the account was debited for it. */
  readonly timesBooked: number;
  /** Null where the bank could not read the amount. */
  readonly amountMinor: bigint | null;
  readonly currency: string;
  readonly debtorIban: string;
  /** Null where the creditor has no IBAN. */
  readonly creditorIban: string | null;
}

/** A part of the bank's books, in the order in which it received what is in them. */
export interface BooksPage {
  readonly lines: readonly BookLine[];
  /** Where the next part begins; null when this was the last one. */
  readonly next: string | null;
}

export interface BankBalance {
  readonly iban: string;
  readonly currency: string;
  readonly balanceMinor: bigint;
}

/** One of our own accounts, for a bank that opens accounts when it is asked to. */
export interface NewBankAccount {
  readonly iban: string;
  readonly currency: string;
  /** What is on it at the beginning. */
  readonly openingMinor: bigint;
}

export interface Connector {
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Why this bank could not carry out the instruction, or null: asked before anything is submitted. */
  validate(instruction: Instruction): { readonly code: string; readonly message: string } | null;
  /** Hands instructions to the bank: one outcome each, in their order. */
  submit(instructions: readonly Instruction[]): Promise<Outcome[]>;
  /** Asks the bank what became of instructions: one outcome each, in their order. */
  statusOf(endToEndIds: readonly string[]): Promise<Outcome[]>;
  /** Reads what the bank tells by itself; undefined when its signature does not prove the bank. */
  readCallback(callback: Callback): News | undefined;
  /** Collecting from customers' accounts, where this bank does that. */
  readonly collections?: Collections;
  /** Fetching statements, where this bank offers them. */
  readonly statements?: Statements;
  /**
   * Reads the bank's own books for an audit, part by part; null begins. Undefined when the bank does not answer.
   * A bank that shows no books has neither this nor `readBalances`.
   */
  readBooks?(after: string | null): Promise<BooksPage | undefined>;
  /** Reads what is on the accounts at the bank. Undefined when the bank does not answer. */
  readBalances?(): Promise<readonly BankBalance[] | undefined>;
  /**
   * Opens an account at a bank that is made up, and so opens any; one that is there stays as it is. Null, or in a
   * sentence why it is not open.
   */
  openAccount?(account: NewBankAccount): Promise<string | null>;
}

/** The connectors of this installation, by name. */
export type Banks = ReadonlyMap<string, Connector>;

/** The same outcome for many ids: what is said of a call that was not answered item by item. */
export function sameOutcome(endToEndIds: readonly string[], kind: Outcome['kind'], message: string): Outcome[] {
  return endToEndIds.map((endToEndId) => ({ endToEndId, kind, code: null, message, bankReference: null }));
}
