import { only, type Sql, type Tx } from '../foundation/database.ts';
import type { AccountKey } from './match.ts';

/** Numbers a run over an account, so that of several at once the one that began last has the last word. */
export async function beginRun(sql: Sql, { applicationId, payoutAccountId }: AccountKey): Promise<bigint> {
  const { runs } = only(
    await sql<{ runs: bigint }[]>`
      insert into statement_marks (application_id, payout_account_id, due_at, runs)
      values (${applicationId}, ${payoutAccountId}, clock_timestamp(), 1)
      on conflict (application_id, payout_account_id) do update set runs = statement_marks.runs + 1
      returning runs`,
  );
  return runs;
}

/** Is this still the run that began last? Until the end of the transaction none begins. */
export async function isLastRun(tx: Tx, { applicationId, payoutAccountId }: AccountKey, run: bigint): Promise<boolean> {
  const [row] = await tx<{ runs: bigint }[]>`
    select runs from statement_marks
    where application_id = ${applicationId} and payout_account_id = ${payoutAccountId} for no key update`;
  return row?.runs === run;
}

/** Are exact matches of this application made without a person? */
export async function isExactAutomatic(sql: Sql, applicationId: string): Promise<boolean> {
  const [row] = await sql<{ reconcileExact: boolean }[]>`
    select reconcile_exact from applications where id = ${applicationId}`;
  return row?.reconcileExact ?? false;
}
