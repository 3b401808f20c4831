import { openDatabase } from '../../packages/server/src/foundation/database.ts';

/** How often payouts went through something out of the ordinary, by what it was. */
export interface Episodes {
  /** Times a payout was in doubt, by the reason. */
  readonly doubts: ReadonlyMap<string, number>;
  /** Times a payout was submitted once more, because the bank had never seen it or nothing had been sent. */
  readonly again: number;
  /** Times a payout was handed to the bank. */
  readonly submissions: number;
}

/** Counts them in the histories. */
export async function countEpisodes(databaseUrl: string): Promise<Episodes> {
  const sql = openDatabase(databaseUrl, { connectionsMax: 1 });
  try {
    const rows = await sql<{ toState: string; fromState: string; reason: string; count: bigint }[]>`
      select from_state, to_state, coalesce(reason_code, '') as reason, count(*) as count from history
      where object_type = 'payout' group by from_state, to_state, reason_code`;
    const sum = (list: readonly { readonly count: bigint }[]): number =>
      list.reduce((total, { count }) => total + Number(count), 0);
    const doubts = new Map<string, number>();
    for (const { toState, reason, count } of rows) {
      if (toState === 'in_doubt') doubts.set(reason, (doubts.get(reason) ?? 0) + Number(count));
    }
    return {
      doubts,
      again: sum(rows.filter((row) => row.toState === 'queued' && row.fromState !== 'new')),
      submissions: sum(rows.filter((row) => row.toState === 'submitting')),
    };
  } finally {
    await sql.end({ timeout: 5 });
  }
}
