import { list, type Sql, type Tx } from '../foundation/database.ts';
import type { CountedIn } from './agent-limit-rules.ts';

export interface ClientKey {
  readonly applicationId: string;
  readonly clientId: string;
}

/** A client with its limits, as they stand in the database. */
export interface LimitsRow extends ClientKey {
  readonly isStopped: boolean;
  readonly isLimited: boolean;
  readonly readOnly: boolean;
  readonly needsApproval: boolean;
  readonly maxCountPerHour: number | null;
  readonly allowedDestinations: string[] | null;
  /** By currency: the most for one, and the most a day, as texts, because JSON has no large integers. */
  readonly amounts: [currency: string, perPayout: string | null, perDay: string | null][];
  readonly spent: [currency: string, minor: string][];
  readonly count: number;
}

const clientsOf = (sql: Sql | Tx, keys: readonly ClientKey[]) => sql`
  (select distinct * from unnest(
    ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.clientId))}::uuid[])
    u (application_id, client_id)) k`;

/**
 * The clients and their limits, in one statement. For a client without limits, which most are, it is a look at two
 * primary keys.
 */
export function selectLimits(
  sql: Sql | Tx,
  keys: readonly ClientKey[],
  { day, hour }: CountedIn,
): Promise<LimitsRow[]> {
  return sql<LimitsRow[]>`
    select c.application_id, c.id as client_id, c.stopped_at is not null as is_stopped,
      l.client_id is not null as is_limited, coalesce(l.read_only, false) as read_only,
      coalesce(l.needs_approval, false) as needs_approval, l.max_count_per_hour,
      case when l.only_allowed_destinations then array(
        select d.destination_id::text from client_destinations d
        where d.application_id = l.application_id and d.client_id = l.client_id order by d.destination_id
      ) end as allowed_destinations,
      case when l.client_id is null then '[]' else coalesce((
        select json_agg(json_build_array(a.currency, a.max_per_payout_minor::text, a.max_per_day_minor::text)
          order by a.currency)
        from client_amount_limits a where a.application_id = l.application_id and a.client_id = l.client_id
      ), '[]') end as amounts,
      case when l.client_id is null then '[]' else coalesce((
        select json_agg(json_build_array(s.currency, s.spent_minor::text)) from client_days s
        where s.application_id = l.application_id and s.client_id = l.client_id and s.day = ${day}::date
      ), '[]') end as spent,
      case when l.client_id is null then 0 else coalesce((
        select h.count from client_hours h
        where h.application_id = l.application_id and h.client_id = l.client_id and h.hour = ${hour}::timestamptz
      ), 0) end as count
    from ${clientsOf(sql, keys)}
    join clients c on c.application_id = k.application_id and c.id = k.client_id
    left join client_limits l on l.application_id = c.application_id and l.client_id = c.id`;
}

// Beside the locks on details of payouts, which are of one number, these are of two.
const CLIENT_LOCKS = 7_240_003;

/**
 * Lets nobody who changes what these clients may do believe, until the end of the transaction, that it has taken effect
 * everywhere. In ascending order, so that two batches and two such changes cannot wait for each other in a ring.
 */
export async function holdClients(tx: Tx, clientIds: readonly string[]): Promise<void> {
  await tx`
    select pg_advisory_xact_lock_shared(${CLIENT_LOCKS}::integer, h) from (
      select distinct hashtext(u.id) as h from unnest(${list(clientIds)}::text[]) u (id) order by h
    ) ordered`;
}

/** Waits until every transaction has ended that held the client before. */
export async function awaitHolders(tx: Tx, clientId: string, patienceMs: number): Promise<void> {
  await tx`select set_config('lock_timeout', ${String(patienceMs)}, true)`;
  await tx`select pg_advisory_xact_lock(${CLIENT_LOCKS}::integer, hashtext(${clientId}))`;
}

/** Something that a client asks for, or (null) may ask for in no currency that is known. */
export interface AskedLine extends ClientKey {
  readonly currency: string | null;
}

/**
 * Locks what the limited ones of these clients asked for in this day and hour, or makes it zero and locks it, in one
 * order. What is read after it stays as it is until the end of the transaction.
 */
export async function lockCounters(tx: Tx, lines: readonly AskedLine[], { day, hour }: CountedIn): Promise<void> {
  await Promise.all([
    tx`
    insert into client_days as d (application_id, client_id, currency, day, spent_minor, limit_minor)
    select distinct l.application_id, l.client_id, u.currency, ${day}::date, 0, 9223372036854775807
    from unnest(
      ${list(lines.map((line) => line.applicationId))}::uuid[], ${list(lines.map((line) => line.clientId))}::uuid[],
      ${list(lines.map((line) => line.currency))}::text[]) u (application_id, client_id, currency)
    join client_limits l on l.application_id = u.application_id and l.client_id = u.client_id
    where u.currency is not null
    order by l.application_id, l.client_id, u.currency
    on conflict (application_id, client_id, currency, day) do update set spent_minor = d.spent_minor`,
    tx`
    insert into client_hours as h (application_id, client_id, hour, count, limit_count)
    select l.application_id, l.client_id, ${hour}::timestamptz, 0, 2147483647
    from ${clientsOf(tx, lines)}
    join client_limits l on l.application_id = k.application_id and l.client_id = k.client_id
    order by l.application_id, l.client_id
    on conflict (application_id, client_id, hour) do update set count = h.count`,
  ]);
}

export interface SpentLine extends ClientKey {
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly limitMinor: bigint;
}

export interface CountLine extends ClientKey {
  readonly count: number;
  readonly limitCount: number;
}

/**
 * Adds to what clients asked for, and notes the limit that holds; the database refuses (23514) what exceeds it. Each
 * line once, and in the order of their keys, so that two batches cannot wait for each other in a ring.
 */
export async function addToCounters(
  tx: Tx,
  { spent, counts }: { readonly spent: readonly SpentLine[]; readonly counts: readonly CountLine[] },
  { day, hour }: CountedIn,
): Promise<void> {
  await Promise.all([
    tx`
    insert into client_days as d (application_id, client_id, currency, day, spent_minor, limit_minor)
    select u.application_id, u.client_id, u.currency, ${day}::date, u.spent_minor, u.limit_minor
    from unnest(
      ${list(spent.map((line) => line.applicationId))}::uuid[], ${list(spent.map((line) => line.clientId))}::uuid[],
      ${list(spent.map((line) => line.currency))}::text[], ${list(spent.map((line) => line.amountMinor))}::bigint[],
      ${list(spent.map((line) => line.limitMinor))}::bigint[])
      u (application_id, client_id, currency, spent_minor, limit_minor)
    order by u.application_id, u.client_id, u.currency
    on conflict (application_id, client_id, currency, day)
      do update set spent_minor = d.spent_minor + excluded.spent_minor, limit_minor = excluded.limit_minor`,
    tx`
    insert into client_hours as h (application_id, client_id, hour, count, limit_count)
    select u.application_id, u.client_id, ${hour}::timestamptz, u.count, u.limit_count
    from unnest(
      ${list(counts.map((line) => line.applicationId))}::uuid[], ${list(counts.map((line) => line.clientId))}::uuid[],
      ${list(counts.map((line) => line.count))}::integer[], ${list(counts.map((line) => line.limitCount))}::integer[])
      u (application_id, client_id, count, limit_count)
    order by u.application_id, u.client_id
    on conflict (application_id, client_id, hour)
      do update set count = h.count + excluded.count, limit_count = excluded.limit_count`,
  ]);
}
