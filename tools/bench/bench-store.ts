import type { Sql } from '../../packages/server/src/foundation/database.ts';
import { only } from '../../packages/server/src/foundation/database.ts';

export async function createDatabase(sql: Sql, name: string): Promise<void> {
  await sql`create database ${sql(name)}`;
}

export async function dropDatabase(sql: Sql, name: string): Promise<void> {
  await sql`drop database if exists ${sql(name)} with (force)`;
}

/** Writes down what is dirty, so that a phase does not pay for the phase before it. */
export async function checkpoint(sql: Sql): Promise<void> {
  await sql`checkpoint`;
}

/** Takes away the triggers that check and add up, so that the baseline and the raw limit do not pay for them. */
export async function dropTriggers(sql: Sql): Promise<void> {
  await sql`drop trigger apply_ledger_transfers on ledger_transfers`;
  await sql`drop trigger only_added on ledger_transfers`;
  await sql`drop trigger totals_follow_transfers on ledger_accounts`;
  await sql`drop trigger only_added on history`;
  await sql`drop trigger refuse_unknown_move on history`;
  await sql`drop trigger never_changed on events`;
  await sql`drop trigger refuse_unfounded_birth on payouts`;
  await sql`drop trigger refuse_unrecorded_move on payouts`;
  await sql`drop trigger never_deleted on payouts`;
}

/** How many payouts are not completed yet. */
export async function countOpen(sql: Sql): Promise<number> {
  const { open } = only(
    await sql<{ open: number }[]>`
    select count(*)::integer as open from payouts where due_at is not null`,
  );
  return open;
}

/** When the first payout was taken up by a worker, by the history. */
export async function firstTakenUp(sql: Sql): Promise<Date> {
  const { at } = only(await sql<{ at: Date }[]>`select min(at) as at from history where to_state = 'submitting'`);
  return at;
}

/** Ids of payouts, spread evenly over all of them. */
export async function samplePayoutIds(sql: Sql, count: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from (select id, row_number() over (order by id) as number, count(*) over () as total from payouts) n
    where number % greatest(1, total / ${count}) = 0 limit ${count}`;
  return rows.map(({ id }) => id);
}

/** The id that has this many newer ones before it in the list. */
export async function payoutIdAt(sql: Sql, newer: number): Promise<string> {
  const { id } = only(await sql<{ id: string }[]>`select id from payouts order by id desc offset ${newer} limit 1`);
  return id;
}

export async function countPayouts(sql: Sql): Promise<number> {
  const { count } = only(await sql<{ count: number }[]>`select count(*)::integer as count from payouts`);
  return count;
}
