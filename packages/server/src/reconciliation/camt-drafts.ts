import { cutText } from './clean-text.ts';
import { textMax } from './statement.ts';

/** An amount as the file writes it; it is read when all of its entry is known. */
export interface MoneyText {
  readonly text: string;
  readonly currency: string | null;
}

/** One side of a payment, as far as it was read. */
export class PartyDraft {
  name: string | null = null;
  /** On whose behalf, where the bank tells that alone. */
  ultimateName: string | null = null;
  iban: string | null = null;
}

/** One payment inside an entry (TxDtls), as far as it was read. */
export class PartDraft {
  amount: MoneyText | null = null;
  transactionAmount: MoneyText | null = null;
  instructedAmount: MoneyText | null = null;
  direction: string | null = null;
  endToEndId: string | null = null;
  instructionId: string | null = null;
  uetr: string | null = null;
  messageId: string | null = null;
  batchId: string | null = null;
  bankReference: string | null = null;
  lines = '';
  references = '';
  info: string | null = null;
  readonly debtor = new PartyDraft();
  readonly creditor = new PartyDraft();
  returned = false;
  returnReason: string | null = null;
}

/** A code of the kind of booking: ISO's family tree, or the bank's own. */
class CodeDraft {
  domain: string | null = null;
  family: string | null = null;
  subFamily: string | null = null;
  own: string | null = null;

  get text(): string | null {
    if (this.domain === null) return this.own;
    return [this.domain, this.family, this.subFamily].filter((code) => code !== null).join('/');
  }
}

/** A line of the statement (Ntry), as far as it was read. */
export class EntryDraft {
  /** Where it begins. */
  readonly line: number;
  amount: MoneyText | null = null;
  direction: string | null = null;
  reversal = false;
  status: string | null = null;
  bookedText: string | null = null;
  valueText: string | null = null;
  bankReference: string | null = null;
  entryReference: string | null = null;
  readonly code = new CodeDraft();
  info: string | null = null;
  readonly parts: PartDraft[] = [];
  /** What the bank says of the block of details that is being read (Btch): a part by itself where no details follow. */
  block: PartDraft | null = null;
  partsBeforeBlock = 0;

  constructor(line: number) {
    this.line = line;
  }
}

/** A balance, as far as it was read. */
export class BalanceDraft {
  code: string | null = null;
  amount: MoneyText | null = null;
  direction: string | null = null;
  day: string | null = null;
}

/** What the bank counted itself (TxsSummry): texts of numbers and of amounts in the statement's currency. */
export class SummaryDraft {
  entries: string | null = null;
  credits: string | null = null;
  creditSum: string | null = null;
  debits: string | null = null;
  debitSum: string | null = null;
}

/** A statement (Stmt), as far as it was read. */
export class StatementDraft {
  accountIban: string | null = null;
  accountOther: string | null = null;
  accountCurrency: string | null = null;
  statementId: string | null = null;
  sequence: string | null = null;
  legalSequence: string | null = null;
  createdAt: string | null = null;
  from: string | null = null;
  to: string | null = null;
  copy = false;
  paged = false;
  /** The first of each kind. */
  readonly balances = new Map<string, BalanceDraft>();
  readonly summary = new SummaryDraft();
}

/** A text with one more piece after a blank, while there is room for it. */
export function joinText(text: string, piece: string | null): string {
  if (piece === null || text.length >= textMax) return text;
  return cutText(text === '' ? piece : `${text} ${piece}`, textMax);
}
