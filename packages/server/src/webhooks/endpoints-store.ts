import { list, type Sql, type Tx } from '../foundation/database.ts';

export interface EndpointRow {
  readonly applicationId: string;
  readonly id: string;
  readonly url: string;
  readonly description: string | null;
  /** Null: all types. */
  readonly types: readonly string[] | null;
  readonly dialect: 'sarf' | 'lean';
  readonly ordered: boolean;
  readonly retrySeconds: readonly number[];
  readonly giveUpSeconds: number;
  readonly state: 'enabled' | 'disabled';
  readonly disabledReason: 'REQUESTED' | 'GONE' | null;
  /** How many attempts in a row failed. */
  readonly failures: number;
  readonly pausedUntil: Date | null;
  readonly sealedSecret: string;
  readonly sealedPreviousSecret: string | null;
  readonly previousSecretUntil: Date | null;
  /** How far in the line of events deliveries have been made for it. */
  readonly toldTo: bigint;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface Key {
  readonly applicationId: string;
  readonly id: string;
}

const columns = (sql: Sql | Tx) => sql`
  application_id, id, url, description, types, dialect, ordered, retry_seconds, give_up_seconds, state,
  disabled_reason, failures, paused_until, sealed_secret, sealed_previous_secret, previous_secret_until, told_to,
  created_at, updated_at`;

/** Adds an endpoint, which hears of what happens from now on; nothing when its application has `max` of them already. */
export async function insertEndpoint(
  sql: Sql,
  row: Omit<EndpointRow, 'toldTo'>,
  max: number,
): Promise<EndpointRow | undefined> {
  const [added] = await sql<EndpointRow[]>`
    insert into endpoints (application_id, id, url, description, types, dialect, ordered, retry_seconds,
      give_up_seconds, state, sealed_secret, told_to, created_at, updated_at)
    select ${row.applicationId}, ${row.id}, ${row.url}, ${row.description}, ${row.types && list(row.types)}::text[],
      ${row.dialect}, ${row.ordered}, ${list(row.retrySeconds)}::integer[], ${row.giveUpSeconds}, ${row.state},
      ${row.sealedSecret}, events_complete_to(), ${row.createdAt}, ${row.updatedAt}
    where (select count(*) from endpoints where application_id = ${row.applicationId}) < ${max}
    returning ${columns(sql)}`;
  return added;
}

export function selectEndpoints(sql: Sql, applicationId: string): Promise<EndpointRow[]> {
  return sql<EndpointRow[]>`
    select ${columns(sql)} from endpoints where application_id = ${applicationId} order by id`;
}

export async function selectEndpoint(sql: Sql | Tx, { applicationId, id }: Key): Promise<EndpointRow | undefined> {
  const [row] = await sql<EndpointRow[]>`
    select ${columns(sql)} from endpoints where application_id = ${applicationId} and id = ${id}`;
  return row;
}

/** The same, locked: nobody else changes it before the end of the transaction. Deliveries may still be made for it. */
export async function lockEndpoint(tx: Tx, { applicationId, id }: Key): Promise<EndpointRow | undefined> {
  const [row] = await tx<EndpointRow[]>`
    select ${columns(tx)} from endpoints where application_id = ${applicationId} and id = ${id} for no key update`;
  return row;
}

/** Writes all of a locked endpoint that its owner can change. */
export async function updateEndpoint(tx: Tx, row: EndpointRow): Promise<void> {
  await tx`
    update endpoints set url = ${row.url}, description = ${row.description},
      types = ${row.types && list(row.types)}::text[], dialect = ${row.dialect}, ordered = ${row.ordered},
      retry_seconds = ${list(row.retrySeconds)}::integer[], give_up_seconds = ${row.giveUpSeconds},
      state = ${row.state}, disabled_reason = ${row.disabledReason}, failures = ${row.failures},
      paused_until = ${row.pausedUntil}, sealed_secret = ${row.sealedSecret},
      sealed_previous_secret = ${row.sealedPreviousSecret}, previous_secret_until = ${row.previousSecretUntil},
      updated_at = ${row.updatedAt}
    where application_id = ${row.applicationId} and id = ${row.id}`;
}

/** Deletes an endpoint and its deliveries; false when there is no such endpoint. */
export async function deleteEndpoint(sql: Sql, { applicationId, id }: Key): Promise<boolean> {
  const done = await sql`delete from endpoints where application_id = ${applicationId} and id = ${id}`;
  return done.count === 1;
}
