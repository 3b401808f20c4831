import { amountToText } from '../foundation/money.ts';
import { isStorable } from './read-amount.ts';
import type { StatementEnd, StatementEntry, StatementHead } from './statement.ts';
import { unreadable } from './unreadable.ts';

/** What was found of some entries and is told at the end, with their number. */
export type Finding =
  | 'details do not sum up'
  | 'details without amounts'
  | 'value date unreadable'
  | 'other currency'
  | 'page of several';

/** What the bank says that it counted. */
export interface BankCount {
  readonly what: 'entries' | 'credits' | 'debits';
  readonly count: number | null;
  readonly sumMinor: bigint | null;
}

/** Adds up the entries of one statement as they are read. */
export class StatementSums {
  readonly currency: string | null;
  entries = 0;
  credits = 0;
  debits = 0;
  creditMinor = 0n;
  debitMinor = 0n;
  readonly #findings = new Map<Finding, number>();
  readonly #notBooked = new Map<string, number>();

  constructor(currency: string | null) {
    this.currency = currency;
  }

  /** Refuses with UNREADABLE_STATEMENT, at the line that the entry is in, sums larger than any there are. */
  add(entry: StatementEntry, line: number): void {
    this.entries += 1;
    if (entry.direction === 'credit') this.credits += 1;
    else this.debits += 1;
    if (entry.currency !== this.currency) this.note('other currency');
    else if (entry.direction === 'credit') this.creditMinor += entry.amountMinor;
    else this.debitMinor += entry.amountMinor;
    if (isStorable(this.creditMinor) && isStorable(this.debitMinor)) return;
    throw unreadable('The amounts of the entries add up to more money than there is.', { line });
  }

  note(finding: Finding): void {
    this.#findings.set(finding, (this.#findings.get(finding) ?? 0) + 1);
  }

  /** Counts an entry that is left out because the bank has not booked it, by the bank's word for that. */
  leaveOut(status: string): void {
    // A file may have as many words as it has entries.
    const word = this.#notBooked.size < 10 || this.#notBooked.has(status) ? status : 'others';
    this.#notBooked.set(word, (this.#notBooked.get(word) ?? 0) + 1);
  }

  /** The end of the statement: sums, and sentences on what does not add up. */
  end(head: StatementHead, counts: readonly BankCount[], others: readonly string[] = []): StatementEnd {
    return {
      kind: 'end',
      head,
      warnings: [...this.#balanceWarnings(head), ...this.#countWarnings(counts), ...this.#findingWarnings(), ...others],
      entries: this.entries,
      creditMinor: this.creditMinor,
      debitMinor: this.debitMinor,
    };
  }

  #balanceWarnings({ openingMinor, closingMinor }: StatementHead): string[] {
    if (openingMinor === null || closingMinor === null) return [];
    const madeMinor = openingMinor + this.creditMinor - this.debitMinor;
    if (madeMinor === closingMinor) return [];
    const difference = this.#told(madeMinor > closingMinor ? madeMinor - closingMinor : closingMinor - madeMinor);
    return [
      `The opening balance ${this.#told(openingMinor)} and the entries make ${this.#told(madeMinor)}, but the closing ` +
        `balance is ${this.#told(closingMinor)}: the difference is ${difference}.`,
    ];
  }

  #countWarnings(counts: readonly BankCount[]): string[] {
    return counts.flatMap(({ what, count, sumMinor }) => {
      const ours = { entries: this.entries, credits: this.credits, debits: this.debits }[what];
      const oursMinor = { entries: null, credits: this.creditMinor, debits: this.debitMinor }[what];
      const warnings: string[] = [];
      if (count !== null && count !== ours) warnings.push(`The bank counts ${count} ${what}, and there are ${ours}.`);
      if (sumMinor !== null && oursMinor !== null && sumMinor !== oursMinor) {
        warnings.push(`The bank's sum of ${what} is ${this.#told(sumMinor)}, and they make ${this.#told(oursMinor)}.`);
      }
      return warnings;
    });
  }

  #findingWarnings(): string[] {
    const warnings = [...this.#findings].map(([finding, count]) => findingSentence(finding, count));
    const notBooked = [...this.#notBooked.values()].reduce((sum, count) => sum + count, 0);
    if (notBooked === 0) return warnings;
    const words = [...this.#notBooked].map(([word, count]) => `${word} ${count}`).join(', ');
    const were = notBooked === 1 ? '1 entry is not booked and was' : `${notBooked} entries are not booked and were`;
    return [...warnings, `${were} left out (${words}).`];
  }

  #told(minor: bigint): string {
    return this.currency === null ? String(minor) : `${amountToText(minor, this.currency)} ${this.currency}`;
  }
}

function findingSentence(finding: Finding, count: number): string {
  const entries = count === 1 ? '1 entry' : `${count} entries`;
  switch (finding) {
    case 'details do not sum up':
      return `The details of ${entries} do not sum up to what was booked.`;
    case 'details without amounts':
      return `The details of ${entries} do not tell all their amounts; those are taken as zero.`;
    case 'value date unreadable':
      return `The value date of ${entries} is no day of the calendar and was left out.`;
    case 'other currency':
      return `${entries} ${count === 1 ? 'is' : 'are'} in another currency than the account, and in no sum.`;
    case 'page of several':
      return 'This is one page of several; the other pages are statements by themselves.';
  }
}
