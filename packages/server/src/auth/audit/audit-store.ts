import { only, type Sql, type Tx } from '../../foundation/database.ts';
import type { AuditLine } from './line-rules.ts';

// Beside the other locks of two numbers.
const CHAIN_LOCKS = 7_240_004;

/** Waits for whoever is adding a line to this chain; held until the end of the transaction. */
export async function lockChain(tx: Tx, applicationId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(${CHAIN_LOCKS}::integer, hashtext(${applicationId}))`;
}

/** The last line of a chain, and the name of a client. */
export async function selectEnd(
  tx: Tx,
  applicationId: string,
  clientId: string | null,
): Promise<{ sequence: bigint | null; hash: string | null; clientName: string | null }> {
  return only(
    await tx<{ sequence: bigint | null; hash: string | null; clientName: string | null }[]>`
      select l.sequence, l.hash, c.name as client_name
      from (select 1) one
      left join lateral (
        select sequence, hash from audit_lines where application_id = ${applicationId} order by sequence desc limit 1
      ) l on true
      left join clients c on c.application_id = ${applicationId} and c.id = ${clientId}::uuid`,
  );
}

export async function insertLine(tx: Tx, line: AuditLine): Promise<void> {
  await tx`
    insert into audit_lines (application_id, sequence, at, actor, actor_name, action, outcome, object_type, object_id,
      before, after, ip, user_agent, request_id, previous_hash, hash)
    values (${line.applicationId}, ${line.sequence}, ${line.at}, ${line.actor}, ${line.actorName}, ${line.action},
      ${line.outcome}, ${line.objectType}, ${line.objectId}, ${line.before}, ${line.after}, ${line.ip},
      ${line.userAgent}, ${line.requestId}, ${line.previousHash}, ${line.hash})`;
}

const columns = (sql: Sql | Tx) => sql`
  application_id, sequence, at, actor, actor_name, action, outcome, object_type, object_id, before, after, ip,
  user_agent, request_id, previous_hash, hash`;

/** Lines of a chain from its beginning on, after a sequence. */
export function selectOnwards(
  sql: Sql | Tx,
  applicationId: string,
  after: bigint,
  limit: number,
): Promise<AuditLine[]> {
  return sql<AuditLine[]>`
    select ${columns(sql)} from audit_lines
    where application_id = ${applicationId} and sequence > ${after} order by sequence limit ${limit}`;
}

/** What lines to look for; undefined: any. */
export interface AuditFilter {
  /** The sequence of the last line of the page before. */
  readonly after?: bigint;
  readonly actor?: string;
  readonly action?: string;
  readonly objectId?: string;
  readonly from?: Date;
  readonly to?: Date;
}

/** Lines of a chain, newest first. */
export function selectLines(
  sql: Sql | Tx,
  applicationId: string,
  filter: AuditFilter,
  limit: number,
): Promise<AuditLine[]> {
  const { after, actor, action, objectId, from, to } = filter;
  return sql<AuditLine[]>`
    select ${columns(sql)} from audit_lines
    where application_id = ${applicationId}
      ${after === undefined ? sql`` : sql`and sequence < ${after}`}
      ${actor === undefined ? sql`` : sql`and actor = ${actor}`}
      ${action === undefined ? sql`` : sql`and action = ${action}`}
      ${objectId === undefined ? sql`` : sql`and object_id = ${objectId}`}
      ${from === undefined ? sql`` : sql`and at >= ${from}`}
      ${to === undefined ? sql`` : sql`and at < ${to}`}
    order by sequence desc limit ${limit}`;
}

/** How often somebody asked for something since a time. */
export async function countAsked(
  sql: Sql | Tx,
  { applicationId, actor }: { readonly applicationId: string; readonly actor: string },
  action: string,
  since: Date,
): Promise<number> {
  return only(
    await sql<{ count: number }[]>`
      select count(*)::integer as count from audit_lines
      where application_id = ${applicationId} and actor = ${actor} and action = ${action} and outcome = 'asked'
        and at >= ${since}`,
  ).count;
}

/** The applications that have a chain. */
export async function selectChains(sql: Sql | Tx): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select a.id from applications a where exists (select 1 from audit_lines l where l.application_id = a.id)
    order by a.id`;
  return rows.map(({ id }) => id);
}
