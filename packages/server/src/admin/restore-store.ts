import { only, type Sql } from '../foundation/database.ts';

export interface Contents {
  readonly payouts: number;
  /** When the newest of them was made; null when there is none. */
  readonly newestAt: Date | null;
  readonly payments: number;
  readonly refunds: number;
}

/** What is in a restored database. */
export async function selectContents(sql: Sql): Promise<Contents> {
  return only(
    await sql<Contents[]>`
      select count(*)::integer as payouts, max(created_at) as newest_at,
        (select count(*)::integer from payments) as payments, (select count(*)::integer from refunds) as refunds
      from payouts`,
  );
}
