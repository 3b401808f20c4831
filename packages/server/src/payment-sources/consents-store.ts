import type { ConsentState } from '@sarf/contract';
import { list, type Sql, type Statement, type Tx } from '../foundation/database.ts';
import type { ConsentRow, Key } from './consent.ts';

const columns = (sql: Sql | Tx, on: string) => sql`
  c.application_id, c.id, c.customer_id, c.payout_account_id, a.iban as creditor_iban, c.connector, c.currency,
  c.reference, c.purpose, c.return_url, c.period_type, c.max_individual_minor, c.max_cumulative_minor,
  c.max_cumulative_count, c.max_period_minor, c.max_period_count, c.starts_at, c.expires_at, c.created_at, c.state,
  c.sequence, c.updated_at, c.authorisation_url, c.bank_identifier, c.due_at, c.lease_until, c.asks, c.used_minor,
  c.used_count, c.blocked_at, c.told_at, c.confirmed_at, c.revocation_reason, c.revocation_context,
  s.id as payment_source_id, s.iban_last4, s.sealed_account, ${on}::text as read_on,
  u.starts_on::text as last_period_on, coalesce(u.used_minor, 0) as last_period_minor,
  coalesce(u.used_count, 0) as last_period_count`;

const consents = (sql: Sql | Tx, on: string) => sql`
  consents c
  join payout_accounts a on a.application_id = c.application_id and a.id = c.payout_account_id
  left join payment_sources s on s.application_id = c.application_id and s.consent_id = c.id
  left join lateral (
    select p.starts_on, p.used_minor, p.used_count from consent_periods p
    where p.application_id = c.application_id and p.consent_id = c.id and p.starts_on <= ${on}::text::date
    order by p.starts_on desc limit 1
  ) u on true`;

const keysOf = (sql: Sql | Tx, keys: readonly Key[]) => sql`
  (select distinct * from unnest(
    ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[]) u (application_id, id))`;

/** Reads consents with what was used of them up to a day. */
export function selectConsents(sql: Sql | Tx, keys: readonly Key[], on: string): Promise<ConsentRow[]> {
  return sql<ConsentRow[]>`
    select ${columns(sql, on)} from ${keysOf(sql, keys)} k
    join ${consents(sql, on)} on c.application_id = k.application_id and c.id = k.id`;
}

export interface ConsentFilter {
  readonly after: string | undefined;
  readonly customerId: string | undefined;
  readonly state: ConsentState | undefined;
}

/** One page of an application's consents, newest first: ids are ordered by time. */
export function selectPage(
  sql: Sql,
  applicationId: string,
  { after, customerId, state }: ConsentFilter,
  on: string,
  limit: number,
): Promise<ConsentRow[]> {
  return sql<ConsentRow[]>`
    select ${columns(sql, on)} from ${consents(sql, on)}
    where c.application_id = ${applicationId}
    ${after === undefined ? sql`` : sql`and c.id < ${after}`}
    ${customerId === undefined ? sql`` : sql`and c.customer_id = ${customerId}`}
    ${state === undefined ? sql`` : sql`and c.state = ${state}`}
    order by c.id desc limit ${limit}`;
}

/**
 * Locks consents, in the order of their ids so that two callers cannot deadlock. What is to be known of them is read
 * after that, by a statement of its own: one that waits for a lock goes on with what it has read before.
 */
export async function lockConsentRows(tx: Tx, keys: readonly Key[]): Promise<void> {
  await tx`
    select c.id from ${keysOf(tx, keys)} k
    join consents c on c.application_id = k.application_id and c.id = k.id
    order by c.application_id, c.id for no key update of c`;
}

/** Locks the consents with these ids, of whatever application, as banks name them. */
export function lockByIds(tx: Tx, ids: readonly string[]): Promise<Key[]> {
  return tx<Key[]>`
    select c.application_id, c.id from consents c where c.id = any(${list(ids)}::uuid[])
    order by c.application_id, c.id for no key update of c`;
}

/**
 * Which of these consents may be charged now. Until the commit nobody can take that away from them. The lock is no
 * shared one: a charge that is rejected gives back what it took of its consent, and two that shared the lock and then
 * both wrote would wait for each other.
 */
export function lockInForce(tx: Tx, keys: readonly Key[]): Promise<Key[]> {
  return tx<Key[]>`
    with locked as materialized (
      select c.application_id, c.id, c.state, c.starts_at, c.expires_at from ${keysOf(tx, keys)} k
      join consents c on c.application_id = k.application_id and c.id = k.id
      order by c.application_id, c.id for no key update of c
    )
    select application_id, id from locked
    where state = 'authorised' and starts_at <= clock_timestamp() and expires_at > clock_timestamp()`;
}

/** Takes due consents for one worker: those that nobody else has, or whose worker has not been heard of in time. */
export function claimDue(tx: Tx, claim: { now: Date; leaseUntil: Date; limit: number }): Promise<Key[]> {
  return tx<Key[]>`
    with due as materialized (
      select application_id, id from consents
      where due_at <= ${claim.now} and (lease_until is null or lease_until <= ${claim.now})
      order by due_at limit ${claim.limit} for no key update skip locked
    )
    update consents c set lease_until = ${claim.leaseUntil} from due d
    where c.application_id = d.application_id and c.id = d.id
    returning c.application_id, c.id`;
}

/** Of these consents, those with a charge whose end is not known yet. Charges are written by the room above this one. */
export function selectBeingCharged(tx: Tx, keys: readonly Key[]): Promise<Key[]> {
  return tx<Key[]>`
    select k.application_id, k.id from ${keysOf(tx, keys)} k
    cross join lateral (
      select p.id from payments p
      where p.application_id = k.application_id and p.consent_id = k.id
        and p.state in ('queued', 'submitting', 'with_bank', 'in_doubt')
      limit 1
    ) p`;
}

export function insertConsents(tx: Tx, rows: readonly ConsentRow[]): Statement {
  return tx`
    insert into consents (application_id, id, customer_id, payout_account_id, connector, currency, reference, purpose,
      return_url, period_type, max_individual_minor, max_cumulative_minor, max_cumulative_count, max_period_minor,
      max_period_count, starts_at, expires_at, created_at, state, sequence, updated_at, due_at, lease_until)
    select * from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.customerId))}::uuid[], ${list(rows.map((r) => r.payoutAccountId))}::uuid[],
      ${list(rows.map((r) => r.connector))}::text[], ${list(rows.map((r) => r.currency))}::text[],
      ${list(rows.map((r) => r.reference))}::text[], ${list(rows.map((r) => r.purpose))}::text[],
      ${list(rows.map((r) => r.returnUrl))}::text[], ${list(rows.map((r) => r.periodType))}::text[],
      ${list(rows.map((r) => r.maxIndividualMinor))}::bigint[], ${list(rows.map((r) => r.maxCumulativeMinor))}::bigint[],
      ${list(rows.map((r) => r.maxCumulativeCount))}::integer[], ${list(rows.map((r) => r.maxPeriodMinor))}::bigint[],
      ${list(rows.map((r) => r.maxPeriodCount))}::integer[], ${list(rows.map((r) => r.startsAt))}::timestamptz[],
      ${list(rows.map((r) => r.expiresAt))}::timestamptz[], ${list(rows.map((r) => r.createdAt))}::timestamptz[],
      ${list(rows.map((r) => r.state))}::text[], ${list(rows.map((r) => r.sequence))}::integer[],
      ${list(rows.map((r) => r.updatedAt))}::timestamptz[], ${list(rows.map((r) => r.dueAt))}::timestamptz[],
      ${list(rows.map((r) => r.leaseUntil))}::timestamptz[])`;
}

/** Writes consents as they are now. A change of state is refused where it is not a recorded move. */
export function updateConsents(tx: Tx, rows: readonly ConsentRow[]): Statement {
  return tx`
    update consents c set state = n.state, sequence = n.sequence, updated_at = n.updated_at,
      authorisation_url = n.authorisation_url, bank_identifier = n.bank_identifier, due_at = n.due_at,
      lease_until = n.lease_until, asks = n.asks, blocked_at = n.blocked_at, told_at = n.told_at,
      confirmed_at = n.confirmed_at, revocation_reason = n.revocation_reason, revocation_context = n.revocation_context
    from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.state))}::text[], ${list(rows.map((r) => r.sequence))}::integer[],
      ${list(rows.map((r) => r.updatedAt))}::timestamptz[], ${list(rows.map((r) => r.authorisationUrl))}::text[],
      ${list(rows.map((r) => r.bankIdentifier))}::text[], ${list(rows.map((r) => r.dueAt))}::timestamptz[],
      ${list(rows.map((r) => r.leaseUntil))}::timestamptz[], ${list(rows.map((r) => r.asks))}::smallint[],
      ${list(rows.map((r) => r.blockedAt))}::timestamptz[], ${list(rows.map((r) => r.toldAt))}::timestamptz[],
      ${list(rows.map((r) => r.confirmedAt))}::timestamptz[], ${list(rows.map((r) => r.revocationReason))}::text[],
      ${list(rows.map((r) => r.revocationContext))}::text[])
      n (application_id, id, state, sequence, updated_at, authorisation_url, bank_identifier, due_at, lease_until, asks,
        blocked_at, told_at, confirmed_at, revocation_reason, revocation_context)
    where c.application_id = n.application_id and c.id = n.id`;
}
