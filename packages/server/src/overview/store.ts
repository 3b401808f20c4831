import type { Sql } from '../foundation/database.ts';
import { firstIdAt } from '../foundation/id.ts';
import type { Alarm } from './alarm-rules.ts';

export interface DayRow {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly currency: string;
  readonly inMinor: bigint;
  readonly outMinor: bigint;
}

const DAY_MS = 24 * 3_600_000;
// A payout that completed lately was made some time before, and rarely longer than this.
const UNDER_WAY_MS = 14 * DAY_MS;

/**
 * What came in and went out since a day (UTC), by day and currency: what matches prove of payments, on the day on which
 * the bank booked it, and payouts on the day on which they completed.
 * @param since midnight UTC
 */
export function selectDays(sql: Sql, applicationId: string, since: Date): Promise<DayRow[]> {
  const firstId = firstIdAt(new Date(since.getTime() - UNDER_WAY_MS));
  return sql<DayRow[]>`
    select day::text as day, currency, coalesce(sum(amount_minor) filter (where is_in), 0)::bigint as in_minor,
      coalesce(sum(amount_minor) filter (where not is_in), 0)::bigint as out_minor
    from (
      select e.booked_on as day, m.currency, m.amount_minor, true as is_in
      from payout_accounts a
      join entries e on e.application_id = a.application_id and e.payout_account_id = a.id
        and e.booked_on >= (${since}::timestamptz at time zone 'UTC')::date
      join matches m on m.application_id = e.application_id and m.entry_id = e.id
      where a.application_id = ${applicationId} and e.direction = 'credit' and e.matched_minor > 0
        and m.kind = 'payment' and m.state = 'made'
      union all
      select (p.updated_at at time zone 'UTC')::date, p.currency, p.amount_minor, false
      from payouts p
      where p.application_id = ${applicationId} and p.id >= ${firstId} and p.state = 'completed'
        and p.updated_at >= ${since}
    ) moved
    group by day, currency order by day, currency`;
}

interface Waiting {
  readonly payoutsToApprove: bigint;
  readonly refundsToConfirm: bigint;
}

/** How many payouts and refunds wait for another party. Who asked and who decided is there for the index. */
export async function selectWaiting(sql: Sql, applicationId: string): Promise<Waiting | undefined> {
  const [row] = await sql<Waiting[]>`
    select
      (select count(*) from payouts where application_id = ${applicationId} and state = 'awaiting_approval'
        and asked_by is not null and decided_by is null) as payouts_to_approve,
      (select count(*) from refunds where application_id = ${applicationId} and state = 'created')
        as refunds_to_confirm`;
  return row;
}

/** Payouts, payments and refunds that have stood for long where nothing should stand for long, the oldest first. */
export function selectStanding(sql: Sql, applicationId: string, before: Date, limit: number): Promise<Alarm[]> {
  return sql<Alarm[]>`
    select kind, object_type, object_id, amount_minor, currency, since, null::integer as failures from (
      select 'in_doubt' as kind, 'payout' as object_type, id as object_id, amount_minor, currency, updated_at as since
      from payouts where application_id = ${applicationId} and state = 'in_doubt' and updated_at < ${before}
      union all
      select 'in_doubt', 'payment', id, amount_minor, currency, updated_at
      from payments where application_id = ${applicationId} and state = 'in_doubt' and updated_at < ${before}
      union all
      select 'stuck', 'payout', id, amount_minor, currency, updated_at
      from payouts where application_id = ${applicationId} and due_at is not null
        and state in ('queued', 'submitting') and updated_at < ${before}
      union all
      select 'stuck', 'payment', id, amount_minor, currency, updated_at
      from payments where application_id = ${applicationId} and due_at is not null
        and state in ('queued', 'submitting') and updated_at < ${before}
      union all
      select 'stuck', 'refund', id, amount_minor, currency, updated_at
      from refunds where application_id = ${applicationId} and state = 'confirmed' and updated_at < ${before}
    ) standing
    order by since, object_id limit ${limit}`;
}

/** Debits of statements that nothing explains, the oldest first. */
export function selectUnknownDebits(sql: Sql, applicationId: string, limit: number): Promise<Alarm[]> {
  return sql<Alarm[]>`
    select 'unknown_debit' as kind, 'entry' as object_type, id as object_id, amount_minor, currency,
      unknown_at as since, null::integer as failures
    from entries where application_id = ${applicationId} and unknown_at is not null and matched_minor = 0
    order by unknown_at, id limit ${limit}`;
}

/** Webhook endpoints that failed so many times in a row, or are gone; since when they were last sent something in vain. */
export function selectFailingEndpoints(
  sql: Sql,
  applicationId: string,
  failures: number,
  limit: number,
): Promise<Alarm[]> {
  return sql<Alarm[]>`
    select 'failing_endpoint' as kind, 'endpoint' as object_type, e.id as object_id, null::bigint as amount_minor,
      null::text as currency, coalesce((
        select min(d.first_attempt_at) from deliveries d
        where d.application_id = e.application_id and d.endpoint_id = e.id and d.state = 'pending'
      ), e.updated_at) as since, case when e.state = 'enabled' then e.failures end as failures
    from endpoints e
    where e.application_id = ${applicationId}
      and ((e.state = 'enabled' and e.failures >= ${failures}) or e.disabled_reason = 'GONE')
    order by since, e.id limit ${limit}`;
}
