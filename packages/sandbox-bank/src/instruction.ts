import type { ReasonCode } from './reasons.ts';

/** Who set an instruction off: its debtor, a creditor with the consent of the debtor, or a payer at a checkout. */
export type Kind = 'payout' | 'charge' | 'checkout';

/** An instruction as a client sends it. The amount stays a text until the account says its currency. */
export interface Instruction {
  kind: Kind;
  endToEndId: string;
  /** The consent under which a charge is made; null for all others. */
  consentId: string | null;
  amount: string;
  currency: string;
  debtorIban: string;
  creditor: Creditor;
  remittance: string | null;
}

/** An instruction, and why it must be refused whatever its account says; null when nothing is against it. */
export interface Order {
  instruction: Instruction;
  refusal: ReasonCode | null;
}

/** Whom an instruction pays: by IBAN, or by account number and bank code. */
export interface Creditor {
  name: string;
  iban: string | null;
  accountNumber: string | null;
  bankCode: string | null;
}

/** One side of a payment, as the other side is told of it. */
export interface Party {
  name: string;
  iban: string;
}

/** What the bank says of an instruction: ISO 20022 codes, RTRN for returned, NOTFOUND for never answered. */
export type Status = 'ACSP' | 'ACSC' | 'RJCT' | 'RTRN' | 'NOTFOUND';

/** The answer about one end-to-end id. */
export interface Answer {
  endToEndId: string;
  status: Status;
  reasonCode: string | null;
  bankReference: string | null;
}

/** Everything the bank remembers of one end-to-end id; times in milliseconds of bank time. */
export interface InstructionRecord extends Answer {
  seq: number;
  kind: Kind;
  consentId: string | null;
  amountMinor: bigint | null;
  currency: string;
  debtorIban: string;
  creditor: Creditor;
  remittance: string | null;
  timesReceived: number;
  timesBooked: number;
  receivedAt: number;
  settledAt: number | null;
  returnedAt: number | null;
}

/** The bank's own reference of the nth booking of an instruction; null when it was never booked. */
export function bankReference(seq: number, nth: number): string | null {
  return nth === 0 ? null : `SB${String(seq).padStart(10, '0')}-${nth}`;
}

/** Narrows a text from the database to a kind. */
export function isKind(text: string): text is Kind {
  return text === 'payout' || text === 'charge' || text === 'checkout';
}

/** Narrows a text from the database to a status. */
export function isStatus(text: string): text is Status {
  return text === 'ACSP' || text === 'ACSC' || text === 'RJCT' || text === 'RTRN' || text === 'NOTFOUND';
}
