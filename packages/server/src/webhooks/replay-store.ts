import { list, only, type Tx } from '../foundation/database.ts';

interface Key {
  readonly applicationId: string;
  readonly id: string;
}

/** Which part of the line of events an endpoint is sent again. */
export interface ReplaySpan {
  readonly applicationId: string;
  readonly endpointId: string;
  /** Ids of events: after the first, which is not among them, and below the second. */
  readonly after: string;
  readonly below: string;
  readonly from: Date;
  readonly to: Date;
  readonly types: readonly string[];
}

/**
 * Makes the deliveries of a part of the events due now, at most `limit` of them: those that were never made, those that
 * are finished, and those whose next attempt is due later than `soon`. What is due by then is left alone: a worker may
 * be at it. So is what somebody else is changing: it is on its way, too, and nobody waits for anybody. The endpoint must
 * be locked by the caller, so that nobody else makes deliveries for it.
 * @returns how many events that were, and the id of the last one
 */
export async function replayPart(
  tx: Tx,
  span: ReplaySpan,
  { limit, now, soon }: { readonly limit: number; readonly now: Date; readonly soon: Date },
): Promise<{ events: number; last: string | null }> {
  const { applicationId, endpointId } = span;
  return only(
    await tx<{ events: number; last: string | null }[]>`
      with part as materialized (
        select id, type, object_id, sequence, position from events
        where application_id = ${applicationId} and id > ${span.after} and id < ${span.below}
          and created_at >= ${span.from} and created_at < ${span.to}
          and position <= (select told_to from endpoints where application_id = ${applicationId} and id = ${endpointId})
          and type = any(${list(span.types)}::text[])
        order by id limit ${limit}
      ), made as (
        insert into deliveries (application_id, id, endpoint_id, event_id, event_type, object_id, sequence, position,
          state, due_at, created_at)
        select ${applicationId}::uuid, ${idOf(tx, endpointId)}, ${endpointId}::uuid, e.id, e.type, e.object_id,
          e.sequence, e.position, 'pending', ${now}::timestamptz, ${now}::timestamptz
        -- With its limit this is one look for each event; without, young tables are read from end to end for each.
        from part e left join lateral (
          select true as is_there from deliveries d
          where d.application_id = ${applicationId} and d.endpoint_id = ${endpointId} and d.event_id = e.id limit 1
        ) d on true
        where d.is_there is null
      ), again as materialized (
        select d.application_id, d.id from part e cross join lateral (
          select application_id, id from deliveries d
          where d.application_id = ${applicationId} and d.endpoint_id = ${endpointId} and d.event_id = e.id
            and (d.state <> 'pending' or d.due_at > ${soon}) for no key update skip locked
        ) d
      ), replayed as (
        update deliveries d set ${pendingAt(tx, now)} from again
        where d.application_id = again.application_id and d.id = again.id
      )
      select (select count(*)::integer from part) as events, (select id from part order by id desc limit 1) as last`,
  );
}

/** Makes a delivery due now, unless it is due before `soon` anyway. */
export async function replayOne(tx: Tx, key: Key, now: Date, soon: Date): Promise<void> {
  await tx`
    update deliveries set ${pendingAt(tx, now)}
    where application_id = ${key.applicationId} and id = ${key.id} and (state <> 'pending' or due_at > ${soon})`;
}

// The time after which it is given up begins anew. Its attempts are counted on: each keeps its number.
const pendingAt = (tx: Tx, now: Date) =>
  tx`state = 'pending', due_at = ${now}::timestamptz, finished_at = null, first_attempt_at = null`;

/** The highest sequence among the events of an object; 0 when it has none. */
export async function selectLastSequence(tx: Tx, { applicationId, id }: Key): Promise<number> {
  const rows = await tx<{ sequence: number }[]>`
    select coalesce(max(sequence), 0) as sequence from events
    where application_id = ${applicationId} and object_id = ${id}`;
  return only(rows).sequence;
}

/** Makes the delivery of one of an endpoint's own events to itself, and gives its id. */
export async function insertOwnDelivery(tx: Tx, endpoint: Key, sequence: number, now: Date): Promise<string> {
  const { applicationId, id } = endpoint;
  const rows = await tx<{ id: string }[]>`
    insert into deliveries (application_id, id, endpoint_id, event_id, event_type, object_id, sequence, position, state,
      due_at, created_at)
    select e.application_id, ${idOf(tx, id)}, e.object_id, e.id, e.type, e.object_id, e.sequence, e.position, 'pending',
      ${now}::timestamptz, ${now}::timestamptz
    from events e where e.application_id = ${applicationId} and e.object_id = ${id} and e.sequence = ${sequence}
    returning id`;
  return only(rows).id;
}

/** The id of the delivery of an event `e`, as they are all made: it begins as the event's does. */
const idOf = (tx: Tx, endpointId: string) => tx`
  overlay(md5(${endpointId}::uuid::text || e.id::text)
    placing left(replace(e.id::text, '-', ''), 16) || '8' from 1)::uuid`;
