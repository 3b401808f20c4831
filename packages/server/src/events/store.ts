import { list, only, type Sql, type Statement, type Tx } from '../foundation/database.ts';

export interface EventRow {
  readonly applicationId: string;
  readonly objectId: string;
  /** Per object, from 1, without gaps. */
  readonly sequence: number;
  readonly id: string;
  readonly type: string;
  readonly objectType: string;
  readonly createdAt: Date;
  /** The object as its GET shows it, as JSON text. */
  readonly payload: string;
}

// Stands between payloads: no JSON text holds a raw control character, so none has to be escaped, which would take
// longer than all the rest.
const BETWEEN = '\u001e';

export function insertEvents(tx: Tx, events: readonly EventRow[]): Statement {
  return tx`
    insert into events (application_id, object_id, sequence, id, type, object_type, created_at, payload)
    select application_id, object_id, sequence, id, type, object_type, created_at, payload::json from unnest(
      ${list(events.map((e) => e.applicationId))}::uuid[], ${list(events.map((e) => e.objectId))}::uuid[],
      ${list(events.map((e) => e.sequence))}::integer[], ${list(events.map((e) => e.id))}::uuid[],
      ${list(events.map((e) => e.type))}::text[], ${list(events.map((e) => e.objectType))}::text[],
      ${list(events.map((e) => e.createdAt))}::timestamptz[],
      string_to_array(${events.map((e) => e.payload).join(BETWEEN)}::text, chr(30)))
      e (application_id, object_id, sequence, id, type, object_type, created_at, payload)`;
}

/** An event as it is told: with its place in the line of its application, and the event of its object before it. */
export interface FeedRow extends EventRow {
  readonly position: bigint;
  /** Null for the first one of an object, and where the one before is no longer kept. */
  readonly previousEventId: string | null;
}

const feed = (sql: Sql | Tx) => sql`
  select e.application_id, e.object_id, e.sequence, e.id, e.type, e.object_type, e.created_at, e.payload::text as payload,
    e.position, b.id as previous_event_id
  from events e left join events b
    on b.application_id = e.application_id and b.object_id = e.object_id and b.sequence = e.sequence - 1`;

/** Up to which position no event is missing any more. To be read in a statement before the events themselves. */
export async function selectCompleteTo(sql: Sql | Tx): Promise<bigint> {
  return only(await sql<{ position: bigint }[]>`select events_complete_to() as position`).position;
}

export interface FeedFilter {
  /** Only events after the first and up to the second of these positions. */
  readonly after: bigint;
  readonly upTo: bigint;
  readonly types: readonly string[] | undefined;
  readonly objectId: string | undefined;
  readonly from: Date | undefined;
  readonly to: Date | undefined;
}

/** Events of one application in the order of the line. */
export function selectFeed(
  sql: Sql | Tx,
  applicationId: string,
  filter: FeedFilter,
  limit: number,
): Promise<FeedRow[]> {
  const { types, objectId, from, to } = filter;
  return sql<FeedRow[]>`
    ${feed(sql)}
    where e.application_id = ${applicationId}
      and e.position > ${filter.after} and e.position <= ${filter.upTo}
      ${types === undefined ? sql`` : sql`and e.type = any(${list(types)}::text[])`}
      ${objectId === undefined ? sql`` : sql`and e.object_id = ${objectId}`}
      ${from === undefined ? sql`` : sql`and e.created_at >= ${from}`}
      ${to === undefined ? sql`` : sql`and e.created_at < ${to}`}
    -- Of one object both orders are the same, and its own is the order of an index.
    order by ${objectId === undefined ? sql`e.position` : sql`e.sequence`} limit ${limit}`;
}

/** Events by their ids, in no order; those that are no longer kept are left out. */
export function selectEventsByIds(
  sql: Sql | Tx,
  keys: readonly { readonly applicationId: string; readonly id: string }[],
): Promise<FeedRow[]> {
  return sql<FeedRow[]>`
    ${feed(sql)} join unnest(
      ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[]) k (application_id, id)
      on k.application_id = e.application_id and k.id = e.id`;
}

/** The position of the first event whose id is this one or above. Ids are ordered by time. */
export async function selectPositionFrom(sql: Sql, applicationId: string, id: string): Promise<bigint | undefined> {
  const [row] = await sql<{ position: bigint }[]>`
    select position from events where application_id = ${applicationId} and id >= ${id} order by id limit 1`;
  return row?.position;
}

/** Forgets a part of the events whose ids are below this one, which has the time in it; gives how many. */
export async function deleteEventsBelow(sql: Sql, id: string, limit: number): Promise<number> {
  const { count } = await sql`
    delete from events e using (
      select o.application_id, o.id from applications a cross join lateral (
        select application_id, id from events where application_id = a.id and id < ${id} order by id limit ${limit}
      ) o
    ) old
    where e.application_id = old.application_id and e.id = old.id`;
  return count;
}
