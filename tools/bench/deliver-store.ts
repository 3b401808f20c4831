import { only, type Sql } from '../../packages/server/src/foundation/database.ts';

/** The newest place in the line of events. */
export async function lastPosition(sql: Sql): Promise<bigint> {
  const rows = await sql<{ position: bigint }[]>`select coalesce(max(position), 0) as position from events`;
  return only(rows).position;
}

/** The ids of all events after a place in the line. */
export async function selectEventIds(sql: Sql, after: bigint): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`select id from events where position > ${after}`;
  return rows.map(({ id }) => id);
}

/** Lets payouts wait until tomorrow, so that a worker has nothing to do but to deliver. */
export async function postponePayouts(sql: Sql): Promise<void> {
  await sql`update payouts set due_at = due_at + interval '1 day' where due_at is not null`;
  await sql`vacuum payouts`;
}
