import { pause } from '../foundation/clock.ts';
import type { Sql, Tx } from '../foundation/database.ts';
import { amountToText } from '../foundation/money.ts';
import { askBank } from './ask-bank.ts';
import type { OpenBank, Patience } from './bank-checks.ts';
import type { Finding, Tally } from './finding.ts';
import { masked } from './rules.ts';
import { type AccountLine, selectAccounts } from './store.ts';

/**
 * Compares what is on our accounts with what the bank has on them. An account on which something is held is left out:
 * what is held may be booked at the bank already, or not yet.
 * @returns how many accounts were left out
 */
export async function compareBalances(
  sql: Sql | Tx,
  bank: OpenBank,
  patience: Patience,
  tally: Tally,
): Promise<number> {
  let doubts = await lookAtBalances(sql, bank);
  const { busy } = doubts;
  for (let look = 2; look <= patience.looks && doubts.findings.size > 0; look += 1) {
    await pause(patience.pauseMs);
    const again = await lookAtBalances(sql, bank);
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

async function lookAtBalances(sql: Sql | Tx, bank: OpenBank): Promise<Look> {
  const before = await selectAccounts(sql);
  const theirs = new Map((await askBank(bank.readBalances)).map((one) => [`${one.iban} ${one.currency}`, one]));
  const after = new Map((await selectAccounts(sql)).map((account) => [account.id, account]));
  const findings = new Map<string, Finding>();
  let busy = 0;
  for (const account of before.filter(({ connector }) => connector === bank.name)) {
    if (account.heldMinor > 0n || !isSame(account, after.get(account.id))) busy += 1;
    else {
      const found = compare(account, theirs.get(`${account.iban} ${account.currency}`)?.balanceMinor);
      if (found) findings.set(account.id, found);
    }
  }
  return { findings, busy };
}

const isSame = (one: AccountLine, other: AccountLine | undefined): boolean =>
  one.postedMinor === other?.postedMinor && one.heldMinor === other.heldMinor;

function compare({ id, iban, currency, postedMinor }: AccountLine, theirs: bigint | undefined): Finding | undefined {
  if (theirs === postedMinor) return undefined;
  const ours = `${amountToText(postedMinor, currency)} ${currency}`;
  if (theirs === undefined)
    return { id, what: `has ${ours}, and the bank has no account ${masked(iban)} in ${currency}` };
  return { id, what: `has ${ours}, and at the bank there is ${amountToText(theirs, currency)} ${currency}` };
}
