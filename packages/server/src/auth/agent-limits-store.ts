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
  /** By currency: the most for one, and the most a day, in minor units. */
  readonly amounts: [currency: string, perPayout: string | null, perDay: string | null][] | null;
  readonly spent: [currency: string, minor: string][] | null;
  readonly count: number | null;
}

/**
 * Clients and their limits, each of which may come once, in one statement that costs the many without limits little.
 * With `hold` nobody who changes what they may do believes, until the end of the transaction, that it has taken effect
 * everywhere.
 */
export function selectLimits(
  sql: Sql | Tx,
  keys: readonly ClientKey[],
  { day, hour }: CountedIn,
  { hold }: { readonly hold: boolean },
): Promise<LimitsRow[]> {
  return sql<LimitsRow[]>`
    select application_id, client_id, is_stopped, is_limited, read_only, needs_approval, max_count_per_hour,
      allowed_destinations, amounts, spent, count
    from read_limits(
      ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.clientId))}::uuid[],
      ${day}::date, ${hour}::timestamptz, ${hold}::boolean)`;
}

/** Waits until every transaction has ended that held the client before. */
export async function awaitHolders(tx: Tx, clientId: string, patienceMs: number): Promise<void> {
  await tx`select set_config('lock_timeout', ${String(patienceMs)}, true)`;
  // The number is that of read_limits. The locks on details of payouts are of one number, these are of two.
  await tx`select pg_advisory_xact_lock(7240003, hashtext(${clientId}::uuid::text))`;
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
    select distinct l.application_id, l.client_id, ${hour}::timestamptz, 0, 2147483647
    from unnest(
      ${list(lines.map((line) => line.applicationId))}::uuid[], ${list(lines.map((line) => line.clientId))}::uuid[])
      u (application_id, client_id)
    join client_limits l on l.application_id = u.application_id and l.client_id = u.client_id
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
