import { list, only, type Sql, type Statement, type Tx } from '../foundation/database.ts';

export interface DeliveryRow {
  readonly applicationId: string;
  readonly id: string;
  readonly endpointId: string;
  readonly eventId: string;
  /** How many attempts have been made. */
  readonly attempts: number;
  readonly firstAttemptAt: Date | null;
}

/** What a worker has to know of an endpoint to send to it. */
export interface TargetRow {
  readonly applicationId: string;
  readonly id: string;
  readonly url: string;
  readonly dialect: 'sarf' | 'lean';
  readonly retrySeconds: readonly number[];
  readonly giveUpSeconds: number;
  readonly failures: number;
  readonly sealedSecret: string;
  readonly sealedPreviousSecret: string | null;
  readonly previousSecretUntil: Date | null;
}

export interface EndpointKey {
  readonly applicationId: string;
  readonly endpointId: string;
}

/**
 * Makes the deliveries of events that endpoints have not been told of yet, up to a position, at most `limit` events an
 * endpoint. Endpoints that another worker is at are left to it.
 * @returns how many events were looked at, and how many deliveries were made
 */
export async function insertDeliveries(
  sql: Sql,
  { upTo, limit, now }: { readonly upTo: bigint; readonly limit: number; readonly now: Date },
): Promise<{ seen: number; made: number }> {
  return only(
    await sql<{ seen: number; made: number }[]>`
      with behind as materialized (
        select application_id, id, told_to, types, dialect from endpoints
        where state = 'enabled' and told_to < ${upTo} order by application_id, id for no key update skip locked
      ), part as materialized (
        select b.application_id, b.id as endpoint_id, e.id as event_id, e.type, e.object_id, e.sequence, e.position,
          e.type <> 'ping' and (b.types is null or e.type = any(b.types))
            and (b.dialect = 'sarf' or e.object_type = 'payout') as wanted
        from behind b cross join lateral (
          select * from events e
          where e.application_id = b.application_id and e.position > b.told_to and e.position <= ${upTo}
          order by e.position limit ${limit}
        ) e
      ), made as (
        insert into deliveries (application_id, id, endpoint_id, event_id, event_type, object_id, sequence, position, state,
          due_at, created_at)
        -- The id begins as the event's does, with its time, so that newest first is an order of ids.
        select application_id, overlay(md5(endpoint_id::text || event_id::text)
          placing left(replace(event_id::text, '-', ''), 16) || '8' from 1)::uuid, endpoint_id, event_id, type,
          object_id, sequence, position, 'pending', ${now}::timestamptz, ${now}::timestamptz
        from part where wanted
        on conflict (application_id, endpoint_id, event_id) do nothing
        returning 1
      ), told as (
        update endpoints e set told_to = (
          select case when count(*) < ${limit} then ${upTo}::bigint else max(p.position) end
          from part p where p.application_id = e.application_id and p.endpoint_id = e.id
        )
        from behind b where e.application_id = b.application_id and e.id = b.id
      )
      select (select count(*)::integer from part) as seen, (select count(*)::integer from made) as made`,
  );
}

/** How many more deliveries a worker can take for an endpoint that it is sending to. */
export interface Room extends EndpointKey {
  readonly free: number;
}

/**
 * Takes due deliveries for a worker, at most `slots` an endpoint, fewer where the worker is at some of it already, and one
 * where the endpoint has been failing. Of an ordered endpoint only the first one of each object that is still to come.
 * What is taken is due again when the lease is over, so what a lost worker had is taken up by another.
 */
export function claimDeliveries(
  sql: Sql,
  claim: { readonly busy: readonly Room[]; readonly slots: number; readonly now: Date; readonly leaseUntil: Date },
): Promise<DeliveryRow[]> {
  const { busy, slots, now, leaseUntil } = claim;
  return sql<DeliveryRow[]>`
    with ready as materialized (
      select e.application_id, e.id, e.ordered,
        case when e.failures >= 5 then least(1, coalesce(b.free - ${slots}::integer + 1, 1))
          else coalesce(b.free, ${slots}::integer) end as free
      from endpoints e
      left join unnest(
        ${list(busy.map((b) => b.applicationId))}::uuid[], ${list(busy.map((b) => b.endpointId))}::uuid[],
        ${list(busy.map((b) => b.free))}::integer[]) b (application_id, id, free)
        on b.application_id = e.application_id and b.id = e.id
      where e.state = 'enabled' and (e.paused_until is null or e.paused_until <= ${now})
    ), due as materialized (
      select d.application_id, d.id from ready r cross join lateral (
        select d.application_id, d.id from deliveries d
        where d.application_id = r.application_id and d.endpoint_id = r.id and d.state = 'pending'
          and d.due_at <= ${now}
          and (not r.ordered or not exists (
            select from deliveries f
            where f.application_id = d.application_id and f.endpoint_id = d.endpoint_id and f.object_id = d.object_id
              and f.sequence < d.sequence and f.state = 'pending'))
        order by d.due_at, d.position limit greatest(r.free, 0) for no key update skip locked
      ) d
    )
    update deliveries d set due_at = ${leaseUntil} from due
    where d.application_id = due.application_id and d.id = due.id
    returning d.application_id, d.id, d.endpoint_id, d.event_id, d.attempts, d.first_attempt_at`;
}

export function selectTargets(sql: Sql, keys: readonly EndpointKey[]): Promise<TargetRow[]> {
  return sql<TargetRow[]>`
    select e.application_id, e.id, e.url, e.dialect, e.retry_seconds, e.give_up_seconds, e.failures, e.sealed_secret,
      e.sealed_previous_secret, e.previous_secret_until
    from (select distinct * from unnest(
      ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.endpointId))}::uuid[])
      u (application_id, id)) k
    join endpoints e on e.application_id = k.application_id and e.id = k.id`;
}

/** What became of one attempt. */
export interface Result {
  readonly delivery: DeliveryRow;
  readonly state: 'pending' | 'delivered' | 'failed';
  /** When the next attempt is due; null when there is none. */
  readonly dueAt: Date | null;
  readonly at: Date;
  readonly durationMs: number;
  readonly httpCode: number | null;
  readonly error: string | null;
  readonly answer: string | null;
}

/**
 * Writes down attempts. One whose delivery was taken over by another worker meanwhile, when its lease was over, or was
 * replayed, changes nothing.
 */
export function saveResults(tx: Tx, results: readonly Result[], now: Date): Statement {
  const of = <T>(pick: (result: Result) => T): T[] => results.map(pick);
  return tx`
    with r as materialized (
      select * from unnest(
        ${list(of((r) => r.delivery.applicationId))}::uuid[], ${list(of((r) => r.delivery.id))}::uuid[],
        ${list(of((r) => r.delivery.attempts))}::integer[], ${list(of((r) => r.state))}::text[],
        ${list(of((r) => r.dueAt))}::timestamptz[], ${list(of((r) => r.at))}::timestamptz[],
        ${list(of((r) => r.durationMs))}::integer[], ${list(of((r) => r.httpCode))}::integer[],
        ${list(of((r) => r.error))}::text[], ${list(of((r) => r.answer))}::text[])
        r (application_id, id, attempts, state, due_at, at, duration_ms, http_code, error, answer)
    ), saved as (
      update deliveries d set state = r.state, attempts = d.attempts + 1, due_at = r.due_at,
        first_attempt_at = coalesce(d.first_attempt_at, r.at),
        finished_at = case when r.state = 'pending' then null else ${now}::timestamptz end
      from r
      where d.application_id = r.application_id and d.id = r.id and d.attempts = r.attempts and d.state = 'pending'
      returning d.application_id, d.id, d.attempts
    )
    insert into delivery_attempts (application_id, delivery_id, number, at, duration_ms, http_code, error, answer)
    select s.application_id, s.id, s.attempts, r.at, r.duration_ms, r.http_code, r.error, r.answer
    from saved s join r on r.application_id = s.application_id and r.id = s.id`;
}

/** The failures in a row of these endpoints, locked so that two workers do not count over each other. */
export function lockFailures(
  tx: Tx,
  keys: readonly EndpointKey[],
): Promise<{ applicationId: string; id: string; failures: number }[]> {
  return tx<{ applicationId: string; id: string; failures: number }[]>`
    select e.application_id, e.id, e.failures from endpoints e
    join (select distinct * from unnest(
      ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.endpointId))}::uuid[])
      u (application_id, id)) k on k.application_id = e.application_id and k.id = e.id
    order by e.application_id, e.id for no key update of e`;
}

/** How an endpoint has fared, after some attempts. */
export interface Health extends EndpointKey {
  readonly failures: number;
  readonly pausedUntil: Date | null;
  /** It answered that it will never take anything again. */
  readonly gone: boolean;
}

export function updateHealth(tx: Tx, healths: readonly Health[], now: Date): Statement {
  return tx`
    update endpoints e set failures = h.failures, paused_until = h.paused_until,
      updated_at = case when h.gone then ${now}::timestamptz else e.updated_at end,
      state = case when h.gone then 'disabled' else e.state end,
      disabled_reason = case when h.gone then 'GONE' else e.disabled_reason end
    from unnest(
      ${list(healths.map((h) => h.applicationId))}::uuid[], ${list(healths.map((h) => h.endpointId))}::uuid[],
      ${list(healths.map((h) => h.failures))}::integer[], ${list(healths.map((h) => h.pausedUntil))}::timestamptz[],
      ${list(healths.map((h) => h.gone))}::boolean[]) h (application_id, id, failures, paused_until, gone)
    where e.application_id = h.application_id and e.id = h.id`;
}

/** Forgets a part of the deliveries that are done with and whose ids are below this one; gives how many. */
export async function deleteDeliveriesBelow(sql: Sql, id: string, limit: number): Promise<number> {
  const { count } = await sql`
    delete from deliveries d using (
      select o.application_id, o.id from applications a cross join lateral (
        select application_id, id from deliveries
        where application_id = a.id and id < ${id} and state <> 'pending' order by id limit ${limit}
      ) o
    ) old
    where d.application_id = old.application_id and d.id = old.id`;
  return count;
}
