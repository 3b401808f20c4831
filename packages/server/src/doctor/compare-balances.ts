import { pause } from '../foundation/clock.ts';
import type { Sql, Tx } from '../foundation/database.ts';
import { amountToText } from '../foundation/money.ts';
import { askBank } from './ask-bank.ts';
import type { OpenBank, Patience } from './bank-checks.ts';
import { type AccountLine, type OtherLines, selectAccounts, selectOtherLines } from './bank-store.ts';
import type { Finding, Tally } from './finding.ts';
import { masked } from './rules.ts';

/**
 * Compares what is on our accounts with what the bank has on them:
 *
 *     balance at the bank = posted in the ledger
 *                         - what matches received
 *                         + charges and checkouts that are completed and were not returned
 *                         + what the bank booked besides our orders, credits less debits
 *
 * The ledger has payouts, and with them refunds, when they are completed, as the bank has; but what comes in it has when
 * an entry proves it, whoever brought the statement and whoever collected the money. So what was received is taken out
 * again, and what the bank says of charges and checkouts stands in its place: payments that another system collected
 * change nothing here. What the bank books without an order of ours is known as far as its statements were fetched. What
 * is in a statement that somebody sent may have been booked at this bank or elsewhere: either fits.
 *
 * An account on which something is under way is left out: it may be booked at the bank already, or not yet.
 * @param unheard accounts on which the bank has booked what we have not heard of
 * @returns how many accounts were left out
 */
export async function compareBalances(
  sql: Sql | Tx,
  bank: OpenBank,
  patience: Patience,
  tally: Tally,
  unheard: ReadonlySet<string>,
): Promise<number> {
  let doubts = await lookAtBalances(sql, bank, unheard);
  const { busy } = doubts;
  for (let look = 2; look <= patience.looks && doubts.findings.size > 0; look += 1) {
    await pause(patience.pauseMs);
    const again = await lookAtBalances(sql, bank, unheard);
    doubts = { ...again, findings: new Map([...again.findings].filter(([id]) => doubts.findings.has(id))) };
  }
  tally.add(...doubts.findings.values());
  return busy;
}

interface Look {
  /** By the id of the account. */
  readonly findings: ReadonlyMap<string, Finding>;
  readonly busy: number;
}

async function lookAtBalances(sql: Sql | Tx, bank: OpenBank, unheard: ReadonlySet<string>): Promise<Look> {
  const before = await selectAccounts(sql, bank.name);
  const others = new Map((await selectOtherLines(sql, bank.name)).map((one) => [one.id, one]));
  const theirs = new Map((await askBank(bank.readBalances)).map((one) => [`${one.iban} ${one.currency}`, one]));
  const after = new Map((await selectAccounts(sql, bank.name)).map((account) => [account.id, account]));
  const findings = new Map<string, Finding>();
  let busy = 0;
  for (const account of before) {
    const { id, iban, currency } = account;
    if (account.heldMinor > 0n || account.underWay > 0 || unheard.has(id) || !isSame(account, after.get(id))) busy += 1;
    else {
      const found = compare(account, others.get(id), theirs.get(`${iban} ${currency}`)?.balanceMinor);
      if (found) findings.set(id, found);
    }
  }
  return { findings, busy };
}

function isSame(one: AccountLine, other: AccountLine | undefined): boolean {
  return (
    one.postedMinor === other?.postedMinor &&
    one.heldMinor === other.heldMinor &&
    one.receivedMinor === other.receivedMinor &&
    one.chargedMinor === other.chargedMinor &&
    one.underWay === other.underWay
  );
}

function compare(
  account: AccountLine,
  others: OtherLines | undefined,
  theirs: bigint | undefined,
): Finding | undefined {
  const { id, iban, currency, postedMinor, receivedMinor, chargedMinor } = account;
  const { shownMinor = 0n, toldMinor = 0n } = others ?? {};
  const expected = postedMinor - receivedMinor + chargedMinor + shownMinor;
  if (theirs === expected || theirs === expected + toldMinor) return undefined;
  const ours = `${amountToText(expected, currency)} ${currency}`;
  if (theirs === undefined)
    return { id, what: `has ${ours}, and the bank has no account ${masked(iban)} in ${currency}` };
  return { id, what: `has ${ours}, and at the bank there is ${amountToText(theirs, currency)} ${currency}` };
}
