import { compactAccount, splitAccount } from './clean-text.ts';
import { BalanceChain } from './csv-balances.ts';
import { type TableEntry, type TableReading, tableEntryOf } from './csv-entry.ts';
import type { CsvRow } from './csv-rows.ts';
import { knownCurrency } from './read-amount.ts';
import type { StatementEntry, StatementHead, StatementPart } from './statement.ts';
import { StatementSums } from './statement-sums.ts';
import { shown, unreadable } from './unreadable.ts';

const ENTRIES_AT_ONCE = 250;

/** The account of a table that does not name it, by whoever hands the table in. */
export interface TableAccount {
  readonly iban: string | null;
  readonly currency: string | null;
}

/** The statement that the rows of a table are. */
export class TableStatement {
  readonly #given: TableAccount;
  readonly #balances = new BalanceChain();
  #account: string | null;
  #sums: StatementSums | undefined;
  #from: string | null = null;
  #to: string | null = null;
  #entries: StatementEntry[] = [];

  constructor(given: TableAccount) {
    this.#given = given;
    this.#account = given.iban === null ? null : compactAccount(given.iban);
  }

  /** Reads rows, and gives what is ready. */
  read(rows: readonly CsvRow[], reading: Omit<TableReading, 'currency'>): StatementPart[] {
    const ready: StatementPart[] = [];
    for (const row of rows) {
      const read = tableEntryOf(row, { ...reading, currency: this.#given.currency });
      this.#checkAccount(read, row.line);
      const sums = this.#begin(read.entry.currency, ready);
      sums.add(read.entry, row.line);
      if (read.entry.currency === sums.currency) {
        this.#balances.add(read.signedMinor, read.balanceMinor, row.line);
      }
      this.#entries.push(read.entry);
      this.#stretch(read.entry.bookedOn);
      if (this.#entries.length >= ENTRIES_AT_ONCE) ready.push(this.#takeEntries());
    }
    return ready;
  }

  /** The last entries and the end; of an empty table, its head before that. */
  end(): StatementPart[] {
    const ready: StatementPart[] = [];
    const sums = this.#begin(knownCurrency(this.#given.currency ?? ''), ready);
    if (this.#entries.length > 0) ready.push(this.#takeEntries());
    const { openingMinor, closingMinor, warning } = this.#balances.end();
    const head = { ...this.#headNow(sums.currency), from: this.#from, to: this.#to, openingMinor, closingMinor };
    return [...ready, sums.end(head, [], warning === null ? [] : [warning])];
  }

  /** All rows are of one account, and of the caller's, if the caller named one. */
  #checkAccount({ account }: TableEntry, line: number): void {
    if (account === null) return;
    const compact = compactAccount(account);
    this.#account ??= compact;
    if (compact === this.#account) return;
    throw unreadable(`Line ${line} is of the account "${shown(account)}", and not of the account before it.`, { line });
  }

  #begin(currency: string | null, ready: StatementPart[]): StatementSums {
    if (this.#sums !== undefined) return this.#sums;
    this.#sums = new StatementSums(currency);
    ready.push({ kind: 'statement', head: this.#headNow(currency) });
    return this.#sums;
  }

  #stretch(day: string): void {
    if (this.#from === null || day < this.#from) this.#from = day;
    if (this.#to === null || day > this.#to) this.#to = day;
  }

  #takeEntries(): StatementPart {
    const entries = this.#entries;
    this.#entries = [];
    return { kind: 'entries', entries };
  }

  #headNow(currency: string | null): StatementHead {
    const account = this.#account === null ? { accountIban: null, accountOther: null } : splitAccount(this.#account);
    return {
      ...account,
      currency,
      statementId: null,
      sequence: null,
      from: null,
      to: null,
      createdAt: null,
      copy: false,
      openingMinor: null,
      openingOn: null,
      closingMinor: null,
      closingOn: null,
    };
  }
}
