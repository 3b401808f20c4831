import { only, type Sql, type Tx } from '../foundation/database.ts';

export interface AttemptRow {
  readonly number: number;
  readonly at: Date;
  readonly durationMs: number;
  readonly httpCode: number | null;
  readonly error: string | null;
  readonly answer: string | null;
}

/** A delivery as it is shown, with its last attempt. */
export interface ShownDelivery {
  readonly applicationId: string;
  readonly id: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly objectId: string;
  readonly sequence: number;
  readonly state: 'pending' | 'delivered' | 'failed';
  readonly attempts: number;
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** Of the last attempt; null where there was none. */
  readonly at: Date | null;
  readonly durationMs: number | null;
  readonly httpCode: number | null;
  readonly error: string | null;
  readonly answer: string | null;
}

export interface Key {
  readonly applicationId: string;
  readonly id: string;
}

const shown = (sql: Sql | Tx) => sql`
  select d.application_id, d.id, d.endpoint_id, d.event_id, d.event_type, d.object_id, d.sequence, d.state, d.attempts,
    d.due_at, d.created_at, d.finished_at, a.at, a.duration_ms, a.http_code, a.error, a.answer
  from deliveries d left join delivery_attempts a
    on a.application_id = d.application_id and a.delivery_id = d.id and a.number = d.attempts`;

export async function selectDelivery(sql: Sql | Tx, { applicationId, id }: Key): Promise<ShownDelivery | undefined> {
  const [row] = await sql<ShownDelivery[]>`
    ${shown(sql)} where d.application_id = ${applicationId} and d.id = ${id}`;
  return row;
}

export function selectAttempts(sql: Sql, { applicationId, id }: Key): Promise<AttemptRow[]> {
  return sql<AttemptRow[]>`
    select number, at, duration_ms, http_code, error, answer from delivery_attempts
    where application_id = ${applicationId} and delivery_id = ${id} order by number`;
}

export interface DeliveryFilter {
  readonly after: string | undefined;
  readonly endpointId: string | undefined;
  readonly state: string | undefined;
  readonly eventId: string | undefined;
  readonly objectId: string | undefined;
  readonly eventType: string | undefined;
}

/** Deliveries of one application, those of the newest events first: the id of a delivery begins as its event's does. */
export function selectPage(
  sql: Sql,
  applicationId: string,
  filter: DeliveryFilter,
  limit: number,
): Promise<ShownDelivery[]> {
  const { after, endpointId, state, eventId, objectId, eventType } = filter;
  // With an endpoint the order of an index of its own; both orders are the same but for events of one millisecond.
  const before =
    endpointId === undefined
      ? sql`and d.id < ${after ?? null}`
      : sql`and d.event_id < coalesce((select event_id from deliveries
          where application_id = ${applicationId} and id = ${after ?? null}), ${after ?? null}::uuid)`;
  return sql<ShownDelivery[]>`
    ${shown(sql)}
    where d.application_id = ${applicationId}
      ${endpointId === undefined ? sql`` : sql`and d.endpoint_id = ${endpointId}`}
      ${state === undefined ? sql`` : sql`and d.state = ${state}`}
      ${eventId === undefined ? sql`` : sql`and d.event_id = ${eventId} ${idsOf(sql, eventId)}`}
      ${objectId === undefined ? sql`` : sql`and d.id in ${idsOfObject(sql, applicationId, objectId)}`}
      ${eventType === undefined ? sql`` : sql`and d.event_type = ${eventType}`}
      ${after === undefined ? sql`` : before}
    order by ${endpointId === undefined ? sql`d.id` : sql`d.event_id`} desc limit ${limit}`;
}

/** The range of ids that the deliveries of an event have. */
function idsOf(sql: Sql, eventId: string) {
  // 18 characters with their dashes: 64 bits.
  const start = eventId.slice(0, 18);
  return sql`and d.id between ${`${start}-0000-000000000000`} and ${`${start}-ffff-ffffffffffff`}`;
}

/** The deliveries of the events of an object, found by their ids as well. */
function idsOfObject(sql: Sql, applicationId: string, objectId: string) {
  return sql`(
    select o.id from events e join deliveries o on o.application_id = e.application_id and o.event_id = e.id
      and o.id between (left(e.id::text, 18) || '-0000-000000000000')::uuid
      and (left(e.id::text, 18) || '-ffff-ffffffffffff')::uuid
    where e.application_id = ${applicationId} and e.object_id = ${objectId})`;
}

export interface StatsRow {
  readonly pending: number;
  readonly delivered: number;
  readonly failed: number;
  readonly oldestPendingAt: Date | null;
  readonly attempts: number;
  readonly succeeded: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** Counts the deliveries of an endpoint, and its attempts since a time. */
export async function selectStats(sql: Sql, { applicationId, id }: Key, since: Date): Promise<StatsRow> {
  return only(
    await sql<StatsRow[]>`
      with own as materialized (
        select application_id, id, state, created_at, finished_at from deliveries
        where application_id = ${applicationId} and endpoint_id = ${id}
      ), recent as (
        -- Nothing is tried any more once it is finished.
        select a.duration_ms, a.error from own join delivery_attempts a
          on a.application_id = own.application_id and a.delivery_id = own.id and a.at >= ${since}
        where own.state = 'pending' or own.finished_at >= ${since}
      )
      select d.*, r.* from (
        select count(*) filter (where state = 'pending')::integer as pending,
          count(*) filter (where state = 'delivered')::integer as delivered,
          count(*) filter (where state = 'failed')::integer as failed,
          min(created_at) filter (where state = 'pending') as oldest_pending_at
        from own
      ) d, (
        select count(*)::integer as attempts, count(*) filter (where error is null)::integer as succeeded,
          percentile_disc(0.5) within group (order by duration_ms) as p50_ms,
          percentile_disc(0.95) within group (order by duration_ms) as p95_ms
        from recent
      ) r`,
  );
}
