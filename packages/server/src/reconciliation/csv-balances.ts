/** What balances after each row tell: the statement's own balances, or where they stop to make sense. */
export interface RunningBalances {
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly warning: string | null;
}

const none = { openingMinor: null, closingMinor: null };

/**
 * Follows the balances that a table has after each row, oldest row first or newest first: which of the two it is shows
 * in the balances themselves.
 */
export class BalanceChain {
  #rows = 0;
  #first: { readonly amountMinor: bigint; readonly balanceMinor: bigint } | null = null;
  #last: { readonly amountMinor: bigint; readonly balanceMinor: bigint } | null = null;
  #missing = false;
  // The line of the first row that does not follow from its neighbour.
  #oldestFirstBreaks: number | null = null;
  #newestFirstBreaks: number | null = null;

  /** A row: its signed amount, and the account's balance after it, if the row has it. */
  add(amountMinor: bigint, balanceMinor: bigint | null, line: number): void {
    this.#rows += 1;
    if (balanceMinor === null) {
      this.#missing = true;
      return;
    }
    const last = this.#last;
    if (last !== null) {
      if (last.balanceMinor + amountMinor !== balanceMinor) this.#oldestFirstBreaks ??= line;
      if (balanceMinor + last.amountMinor !== last.balanceMinor) this.#newestFirstBreaks ??= line;
    }
    this.#last = { amountMinor, balanceMinor };
    this.#first ??= this.#last;
  }

  end(): RunningBalances {
    const [first, last] = [this.#first, this.#last];
    if (first === null || last === null) return { ...none, warning: null };
    if (this.#missing) return { ...none, warning: 'Not every row has a balance, so they were not looked at.' };
    if (this.#oldestFirstBreaks === null) {
      return { openingMinor: first.balanceMinor - first.amountMinor, closingMinor: last.balanceMinor, warning: null };
    }
    if (this.#newestFirstBreaks === null) {
      return { openingMinor: last.balanceMinor - last.amountMinor, closingMinor: first.balanceMinor, warning: null };
    }
    const line = Math.max(this.#oldestFirstBreaks, this.#newestFirstBreaks);
    return { ...none, warning: `The balance of the row in line ${line} does not follow from the row before it.` };
  }
}
