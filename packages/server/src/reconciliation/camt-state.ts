import { readDay } from './calendar.ts';
import { BalanceDraft, EntryDraft, PartDraft, StatementDraft, type SummaryDraft } from './camt-drafts.ts';
import { directionOf, entryOf } from './camt-entry.ts';
import { splitAccount } from './clean-text.ts';
import { knownCurrency, readAmount } from './read-amount.ts';
import type { StatementEntry, StatementHead, StatementPart } from './statement.ts';
import { type BankCount, StatementSums } from './statement-sums.ts';
import { unreadable } from './unreadable.ts';

// Entries are handed on so many at a time, or as many as have so many parts.
const ENTRIES_AT_ONCE = 250;
const PARTS_AT_ONCE = 1000;
// What one file may make us hold or have somebody save; far above what a bank sends.
const PARTS_MAX = 100_000;
const STATEMENTS_MAX = 10_000;

/** What was read of a camt.053 file and not handed on yet. Its places (camt-paths.ts) tell it what they find. */
export class CamtState {
  /** Where the file is being read. */
  lineNow: () => number = () => 1;
  /** The currency beside the amount that is being read. */
  currency: string | null = null;
  createdAt: string | null = null;
  paged = false;
  /** The name of the message that the file has instead of a statement. */
  otherMessage: string | null = null;
  statements = 0;
  statement = new StatementDraft();
  balance = new BalanceDraft();
  entry = new EntryDraft(1);
  block = new PartDraft();
  part = new PartDraft();
  #sums: StatementSums | undefined;
  #accountIban: string | null = null;
  #ready: StatementPart[] = [];
  #entries: StatementEntry[] = [];
  #parts = 0;

  /** Hands on what is ready. */
  take(): readonly StatementPart[] {
    const ready = this.#ready;
    if (ready.length > 0) this.#ready = [];
    return ready;
  }

  openStatement(): void {
    this.statements += 1;
    if (this.statements > STATEMENTS_MAX) this.#refuse(`The file has more than ${STATEMENTS_MAX} statements.`);
    this.statement = new StatementDraft();
    this.#sums = undefined;
  }

  openEntry(): void {
    this.entry = new EntryDraft(this.lineNow());
  }

  openDetails(): void {
    this.entry.block = null;
    this.entry.partsBeforeBlock = this.entry.parts.length;
  }

  openBlock(): void {
    this.block = new PartDraft();
    this.entry.block = this.block;
  }

  openPart(): void {
    this.part = new PartDraft();
  }

  closePart(): void {
    const { entry, part } = this;
    part.messageId ??= entry.block?.messageId ?? null;
    part.batchId ??= entry.block?.batchId ?? null;
    this.#addPart(part);
  }

  /** A block of which the bank tells no payments is a part by itself. */
  closeDetails(): void {
    const { parts, block, partsBeforeBlock } = this.entry;
    if (block !== null && parts.length === partsBeforeBlock) this.#addPart(block);
  }

  closeEntry(): void {
    const { entry } = this;
    const sums = this.#begin();
    if (entry.status !== null && entry.status !== 'BOOK') {
      sums.leaveOut(entry.status);
      return;
    }
    const read = entryOf(entry, { accountIban: this.#accountIban, sums });
    sums.add(read, entry.line);
    this.#entries.push(read);
    this.#parts += read.parts.length;
    if (this.#entries.length >= ENTRIES_AT_ONCE || this.#parts >= PARTS_AT_ONCE) this.#flush();
  }

  closeBalance(): void {
    const { balances } = this.statement;
    const { code } = this.balance;
    const isKept = code === 'OPBD' || code === 'PRCD' || code === 'CLBD';
    if (isKept && !balances.has(code)) balances.set(code, this.balance);
  }

  closeStatement(): void {
    const sums = this.#begin();
    this.#flush();
    if (this.paged || this.statement.paged) sums.note('page of several');
    const head = this.#head(sums.currency);
    const unread = [...this.statement.balances.values()].some((one) => balanceMinor(one, sums.currency) === null);
    const others = unread ? ['A balance of the statement could not be read and was left out.'] : [];
    this.#ready.push(sums.end(head, countsOf(this.statement.summary, sums.currency), others));
  }

  /** What the statement says of itself is known by its first entry. */
  #begin(): StatementSums {
    if (this.#sums !== undefined) return this.#sums;
    this.#sums = new StatementSums(this.#findCurrency());
    const head = this.#head(this.#sums.currency);
    this.#accountIban = head.accountIban;
    this.#ready.push({ kind: 'statement', head });
    return this.#sums;
  }

  #addPart(part: PartDraft): void {
    if (this.entry.parts.push(part) > PARTS_MAX) this.#refuse(`An entry has more than ${PARTS_MAX} payments.`);
  }

  #flush(): void {
    if (this.#entries.length > 0) this.#ready.push({ kind: 'entries', entries: this.#entries });
    this.#entries = [];
    this.#parts = 0;
  }

  /** The currency of the account, of a balance or of the first entry: whichever the file tells. */
  #findCurrency(): string | null {
    const { accountCurrency, balances } = this.statement;
    const told = [accountCurrency, ...[...balances.values()].map(({ amount }) => amount?.currency ?? null)];
    for (const text of [...told, this.entry.amount?.currency ?? null]) {
      const currency = text === null ? null : knownCurrency(text);
      if (currency !== null) return currency;
    }
    return null;
  }

  #head(currency: string | null): StatementHead {
    const { statement } = this;
    const opening = statement.balances.get('OPBD') ?? statement.balances.get('PRCD');
    const closing = statement.balances.get('CLBD');
    const created = statement.createdAt ?? this.createdAt;
    return {
      ...accountOf(statement),
      currency,
      statementId: statement.statementId,
      sequence: statement.sequence ?? statement.legalSequence,
      from: statement.from === null ? null : readDay(statement.from),
      to: statement.to === null ? null : readDay(statement.to),
      createdAt: created !== null && readDay(created) !== null && !Number.isNaN(Date.parse(created)) ? created : null,
      copy: statement.copy,
      openingMinor: balanceMinor(opening, currency),
      openingOn: balanceDay(opening),
      closingMinor: balanceMinor(closing, currency),
      closingOn: balanceDay(closing),
    };
  }

  #refuse(sentence: string): never {
    throw unreadable(sentence, { line: this.lineNow() });
  }
}

/** Some banks put an IBAN where other account numbers go. */
function accountOf({ accountIban, accountOther }: StatementDraft): Pick<StatementHead, 'accountIban' | 'accountOther'> {
  if (accountIban !== null || accountOther === null) return { accountIban, accountOther };
  return splitAccount(accountOther);
}

function balanceMinor(balance: BalanceDraft | undefined, currency: string | null): bigint | null {
  if (!balance?.amount || currency === null) return null;
  const { amount } = balance;
  if (amount.currency !== null && knownCurrency(amount.currency) !== currency) return null;
  const minor = readAmount(amount.text, currency);
  if (minor === undefined || minor < 0n) return null;
  return directionOf(balance.direction) === 'debit' ? -minor : minor;
}

function balanceDay(balance: BalanceDraft | undefined): string | null {
  return balance?.day ? readDay(balance.day) : null;
}

function countsOf(summary: SummaryDraft, currency: string | null): BankCount[] {
  const count = (text: string | null): number | null =>
    text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
  const sum = (text: string | null): bigint | null =>
    text === null || currency === null ? null : (readAmount(text, currency) ?? null);
  return [
    { what: 'entries', count: count(summary.entries), sumMinor: null },
    { what: 'credits', count: count(summary.credits), sumMinor: sum(summary.creditSum) },
    { what: 'debits', count: count(summary.debits), sumMinor: sum(summary.debitSum) },
  ];
}
