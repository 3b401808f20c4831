import assert from 'node:assert/strict';
import { balanceMinor } from '../accounts.ts';
import type { Books } from '../books.ts';

/**
 * Makes a statement of what was booked on an account since its last one; none when that is nothing. It begins with what
 * the one before it ended with, and ends with the balance of the account.
 */
export function closeStatement(books: Books, iban: string): void {
  books.inOneTransaction(() => {
    const account = books.accounts.find(iban);
    const before = books.statements.last(iban);
    const afterEntry = before?.throughEntry ?? 0;
    const totals = books.entries.totalsAfter(iban, afterEntry);
    if (account === undefined || totals === undefined) return;
    const { throughId, fromAt, ...sums } = totals;
    const openingMinor = before?.closingMinor ?? account.openingMinor;
    const closingMinor = openingMinor + sums.creditedMinor - sums.debitedMinor;
    assert(closingMinor === balanceMinor(account), `the lines of ${iban} add up to its balance`);
    books.statements.add({
      iban,
      sequence: (before?.sequence ?? 0) + 1,
      holderName: account.holderName,
      afterEntry,
      throughEntry: throughId,
      openingMinor,
      closingMinor,
      ...sums,
      // What was due while the bank was down is booked under its own time, which can be before the last statement.
      fromAt: Math.min(before?.createdAt ?? fromAt, fromAt),
      createdAt: books.clock.now(),
    });
  });
}
