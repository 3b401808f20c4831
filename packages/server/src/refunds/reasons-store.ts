import { list, type Sql, type Tx } from '../foundation/database.ts';

export interface ReasonRow {
  readonly code: string;
  readonly description: string;
}

/** The reasons that an application has added, in the order in which it did. */
export function selectReasons(sql: Sql, applicationId: string): Promise<ReasonRow[]> {
  return sql<ReasonRow[]>`
    select code, description from refund_reasons where application_id = ${applicationId} order by created_at, code`;
}

/** Those of these reasons that their application has added. */
export function selectKnownReasons(
  tx: Tx,
  wanted: readonly { readonly applicationId: string; readonly code: string }[],
): Promise<{ applicationId: string; code: string }[]> {
  return tx<{ applicationId: string; code: string }[]>`
    select r.application_id, r.code
    from (select distinct * from unnest(
      ${list(wanted.map((w) => w.applicationId))}::uuid[], ${list(wanted.map((w) => w.code))}::text[])
      u (application_id, code)) k
    join refund_reasons r on r.application_id = k.application_id and r.code = k.code`;
}

export async function upsertReason(sql: Sql, applicationId: string, reason: ReasonRow, at: Date): Promise<void> {
  await sql`
    insert into refund_reasons (application_id, code, description, created_at)
    values (${applicationId}, ${reason.code}, ${reason.description}, ${at})
    on conflict (application_id, code) do update set description = excluded.description`;
}
