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

/** An account of which statements are due, and how far they have been fetched. */
export interface Mark extends AccountKey {
  readonly iban: string;
  readonly connector: string;
  /** The number of the last statement that was fetched; null when none was. */
  readonly bankSequence: string | null;
}

/** Gives every account that has no mark one that is due. */
export async function addMarks(sql: Sql): Promise<void> {
  await sql`
    insert into statement_marks (application_id, payout_account_id, due_at)
    select application_id, id, clock_timestamp() from payout_accounts
    on conflict (application_id, payout_account_id) do nothing`;
}

/** Takes an account that is due, for so long: one that nobody else has, or whose worker was not heard of in time. */
export async function claimMark(sql: Sql, leaseMs: number): Promise<Mark | undefined> {
  const [mark] = await sql<Mark[]>`
    with due as materialized (
      select application_id, payout_account_id from statement_marks
      where due_at <= clock_timestamp() and (lease_until is null or lease_until <= clock_timestamp())
      order by due_at limit 1 for no key update skip locked
    ), claimed as (
      update statement_marks m set lease_until = clock_timestamp() + make_interval(secs => ${leaseMs / 1000})
      from due d where m.application_id = d.application_id and m.payout_account_id = d.payout_account_id
      returning m.application_id, m.payout_account_id, m.bank_sequence
    )
    select c.application_id, c.payout_account_id, c.bank_sequence, a.iban, a.connector from claimed c
    join payout_accounts a on a.application_id = c.application_id and a.id = c.payout_account_id`;
  return mark;
}

/** Notes that everything up to this statement was read. */
export async function moveMark(sql: Sql, { applicationId, payoutAccountId }: AccountKey, to: string): Promise<void> {
  await sql`
    update statement_marks set bank_sequence = ${to}
    where application_id = ${applicationId} and payout_account_id = ${payoutAccountId}`;
}

/** Frees an account, which is due again after some time. */
export async function freeMark(
  sql: Sql,
  { applicationId, payoutAccountId }: AccountKey,
  afterMs: number,
): Promise<void> {
  await sql`
    update statement_marks set lease_until = null, due_at = clock_timestamp() + make_interval(secs => ${afterMs / 1000})
    where application_id = ${applicationId} and payout_account_id = ${payoutAccountId}`;
}
