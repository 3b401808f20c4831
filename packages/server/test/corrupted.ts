import assert from 'node:assert/strict';
import type { Examined } from '../src/doctor/finding.ts';
import type { Tx } from '../src/foundation/database.ts';
import { examineAll } from './audit.ts';
import type { RunningSarf } from './running-sarf.ts';

/** What is done to the books behind the back of every trigger, which checks must name it, and with which words. */
export interface Corruption {
  readonly name: string;
  readonly corrupt: (tx: Tx) => Promise<unknown>;
  /** These checks find something, and no other. */
  readonly checks: readonly string[];
  readonly says: RegExp;
}

/** Makes the totals fit the transfers again, so that only what the corruption itself is about is wrong. */
export const addUp = (tx: Tx) => tx`
  update ledger_accounts a set posted_debits = s.posted_debits, posted_credits = s.posted_credits,
    pending_debits = s.pending_debits, pending_credits = s.pending_credits
  from (
    select account.id, coalesce(sum(posted) filter (where debit = account.id), 0) as posted_debits,
      coalesce(sum(posted) filter (where credit = account.id), 0) as posted_credits,
      coalesce(sum(pending) filter (where debit = account.id), 0) as pending_debits,
      coalesce(sum(pending) filter (where credit = account.id), 0) as pending_credits
    from ledger_accounts account left join (
      select debit_account_id as debit, credit_account_id as credit,
        case when verb in ('hold', 'release') then 0 else amount_minor end as posted,
        case verb when 'hold' then amount_minor when 'post' then -amount_minor when 'release' then -amount_minor else 0
          end as pending
      from ledger_transfers
    ) t on account.id in (debit, credit) group by account.id
  ) s where s.id = a.id`;

export const thenAddUp = (corrupt: (tx: Tx) => Promise<unknown>) => async (tx: Tx) => {
  await corrupt(tx);
  await addUp(tx);
};

export const wrong = (checks: readonly Examined[]): Examined[] => checks.filter(({ result }) => result !== 'ok');
export const namesOf = (checks: readonly Examined[]): string[] => checks.map(({ name }) => name);
export const saidBy = (checks: readonly Examined[]): string =>
  checks.flatMap(({ findings }) => findings.map(({ id, what }) => `${id} ${what}`)).join('\n');

/** Corrupts the books in a transaction with all triggers off, gives what the doctor finds in it, and takes it back. */
export async function corrupted(sarf: RunningSarf, corrupt: (tx: Tx) => Promise<unknown>): Promise<Examined[]> {
  const takenBack = new Error('taken back');
  let found: Examined[] = [];
  const work = sarf.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await corrupt(tx);
    found = wrong(await examineAll(tx, sarf.bankUrl));
    throw takenBack;
  });
  await assert.rejects(work, takenBack);
  return found;
}

/** Corrupts the books and asserts that the doctor names it as it should, and nothing else. */
export async function assertNamed(sarf: RunningSarf, { corrupt, checks, says }: Corruption): Promise<void> {
  const found = await corrupted(sarf, corrupt);
  assert.deepEqual(namesOf(found), checks, saidBy(found));
  assert.match(saidBy(found), says);
  assert(found.every(({ result, remark }) => result === 'wrong' && remark));
}
