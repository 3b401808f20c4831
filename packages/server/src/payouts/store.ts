import type { PayoutState } from '@sarf/contract';
import type { Rescheduled } from '../banks/record-news.ts';
import { list, type Sql, type Statement, type Tx } from '../foundation/database.ts';
import type { PayoutRow } from './payout.ts';

/** What is read of a payout, and from where. */
export const columns = (sql: Sql | Tx) => sql`
  p.application_id, p.id, p.payout_account_id, p.destination_id, p.amount_minor, p.currency,
  p.description, p.reference, p.idempotency_key, p.end_to_end_id, p.created_at, p.refund_id, p.matched_minor,
  p.returned_minor, p.asked_by, p.decided_by, p.state, p.sequence,
  p.bank_reference, p.reason_code, p.reason_message, p.updated_at, p.due_at, p.lease_until, p.attempts, p.asks,
  a.paid_out_account_id, a.connector, a.iban as debtor_iban`;

export const payouts = (sql: Sql | Tx) => sql`
  payouts p join payout_accounts a on a.application_id = p.application_id and a.id = p.payout_account_id`;

export function insertPayouts(tx: Tx, rows: readonly PayoutRow[]): Statement {
  return tx`
    insert into payouts (application_id, id, payout_account_id, destination_id, amount_minor,
      currency, description, reference, idempotency_key, end_to_end_id, refund_id, created_at, asked_by, state, sequence,
      updated_at, due_at)
    select * from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.payoutAccountId))}::uuid[], ${list(rows.map((r) => r.destinationId))}::uuid[],
      ${list(rows.map((r) => r.amountMinor))}::bigint[],
      ${list(rows.map((r) => r.currency))}::text[], ${list(rows.map((r) => r.description))}::text[],
      ${list(rows.map((r) => r.reference))}::text[], ${list(rows.map((r) => r.idempotencyKey))}::text[],
      ${list(rows.map((r) => r.endToEndId))}::text[], ${list(rows.map((r) => r.refundId))}::uuid[],
      ${list(rows.map((r) => r.createdAt))}::timestamptz[], ${list(rows.map((r) => r.askedBy))}::text[],
      ${list(rows.map((r) => r.state))}::text[], ${list(rows.map((r) => r.sequence))}::integer[],
      ${list(rows.map((r) => r.updatedAt))}::timestamptz[], ${list(rows.map((r) => r.dueAt))}::timestamptz[])`;
}

export function updatePayouts(tx: Tx, rows: readonly PayoutRow[]): Statement {
  return tx`
    update payouts p set state = n.state, sequence = n.sequence, bank_reference = n.bank_reference,
      reason_code = n.reason_code, reason_message = n.reason_message, updated_at = n.updated_at,
      due_at = n.due_at, lease_until = n.lease_until, attempts = n.attempts, asks = n.asks, decided_by = n.decided_by
    from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.state))}::text[], ${list(rows.map((r) => r.sequence))}::integer[],
      ${list(rows.map((r) => r.bankReference))}::text[], ${list(rows.map((r) => r.reasonCode))}::text[],
      ${list(rows.map((r) => r.reasonMessage))}::text[], ${list(rows.map((r) => r.updatedAt))}::timestamptz[],
      ${list(rows.map((r) => r.dueAt))}::timestamptz[], ${list(rows.map((r) => r.leaseUntil))}::timestamptz[],
      ${list(rows.map((r) => r.attempts))}::smallint[], ${list(rows.map((r) => r.asks))}::smallint[],
      ${list(rows.map((r) => r.decidedBy))}::text[])
      n (application_id, id, state, sequence, bank_reference, reason_code, reason_message, updated_at, due_at,
        lease_until, attempts, asks, decided_by)
    where p.application_id = n.application_id and p.id = n.id`;
}

/** Sets when a worker looks again, without a change of state. Frees the lease. */
export async function reschedulePayouts(tx: Tx, rows: readonly Rescheduled[]): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    update payouts p set due_at = n.due_at, lease_until = null, asks = n.asks
    from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.dueAt))}::timestamptz[], ${list(rows.map((r) => r.asks))}::smallint[])
      n (application_id, id, due_at, asks)
    where p.application_id = n.application_id and p.id = n.id`;
}

/** Takes due payouts for this worker: those that nobody else has, or whose worker has not been heard of in time. */
export function claimDue(tx: Tx, claim: { now: Date; leaseUntil: Date; limit: number }): Promise<PayoutRow[]> {
  return tx<PayoutRow[]>`
    with due as materialized (
      select application_id, id, state from payouts
      where due_at <= ${claim.now} and (lease_until is null or lease_until <= ${claim.now})
      order by due_at limit ${claim.limit} for no key update skip locked
    ), leased as (
      -- Those that change their state in this transaction anyway get their lease with the move.
      update payouts p set lease_until = ${claim.leaseUntil} from due
      where p.application_id = due.application_id and p.id = due.id and due.state not in ('queued', 'submitting')
    )
    select ${columns(tx)} from due join ${payouts(tx)} on p.application_id = due.application_id and p.id = due.id
    order by p.application_id, p.id`;
}

/** Locks payouts by their end-to-end ids, in the order of their own ids so that two callers cannot deadlock. */
export function lockByEndToEndId(tx: Tx, endToEndIds: readonly string[]): Promise<PayoutRow[]> {
  return tx<PayoutRow[]>`
    select ${columns(tx)} from ${payouts(tx)}
    where p.end_to_end_id = any(${list([...endToEndIds])}::text[])
    order by p.application_id, p.id for no key update of p`;
}

/** Locks payouts that wait in the queue or for approval, in the order of their ids. */
export function lockUnsubmitted(tx: Tx, limit: number): Promise<PayoutRow[]> {
  return tx<PayoutRow[]>`
    select ${columns(tx)} from ${payouts(tx)}
    where (p.state = 'queued' and p.due_at is not null) or p.state = 'awaiting_approval'
    order by p.application_id, p.id limit ${limit} for no key update of p`;
}

/** Makes payouts due now that are in the queue and wait for a later time. Those that somebody is working on are left. */
export async function advanceQueued(tx: Sql | Tx, keys: readonly Key[]): Promise<void> {
  await tx`
    with waiting as materialized (
      select p.application_id, p.id
      from unnest(${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[])
        k (application_id, id)
      join payouts p on p.application_id = k.application_id and p.id = k.id
      where p.state = 'queued' and p.due_at > clock_timestamp()
      order by p.application_id, p.id for no key update of p skip locked
    )
    -- A worker reads the time in whole milliseconds, and may look within the same one.
    update payouts p set due_at = date_trunc('milliseconds', clock_timestamp()) from waiting w
    where p.application_id = w.application_id and p.id = w.id`;
}

export async function lockPayout(tx: Tx, applicationId: string, id: string): Promise<PayoutRow | undefined> {
  const [row] = await tx<PayoutRow[]>`
    select ${columns(tx)} from ${payouts(tx)}
    where p.application_id = ${applicationId} and p.id = ${id} for no key update of p`;
  return row;
}

export interface Key {
  readonly applicationId: string;
  readonly id: string;
}

export function selectPayouts(sql: Sql, keys: readonly Key[]): Promise<PayoutRow[]> {
  return sql<PayoutRow[]>`
    select ${columns(sql)}
    from unnest(${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[]) k (application_id, id)
    join ${payouts(sql)} on p.application_id = k.application_id and p.id = k.id`;
}

export interface PayoutFilter {
  readonly after: string | undefined;
  readonly states: readonly PayoutState[] | undefined;
  readonly currency: string | undefined;
  readonly destinationId: string | undefined;
  readonly payoutAccountId: string | undefined;
  readonly reference: string | undefined;
  readonly amountMin: number | undefined;
  readonly amountMax: number | undefined;
  /** Edges of the range of ids, from the times asked for. */
  readonly idFrom: string | undefined;
  readonly idTo: string | undefined;
  /** How many minor units one major unit has, by currency: amounts are asked for in major units. */
  readonly scales: Readonly<Record<string, number>>;
}

// In the words of the index over those that wait for approval, so that it is used: a plan is made without the values.
function statesWanted(sql: Sql, states: PayoutFilter['states']) {
  if (!states) return sql``;
  const [only] = states;
  if (states.length === 1 && only === 'awaiting_approval') {
    return sql`and p.state = 'awaiting_approval' and p.asked_by is not null and p.decided_by is null`;
  }
  return sql`and p.state = any(${list([...states])}::text[])`;
}

/** One page of an application's payouts, newest first: ids are ordered by time. */
export function selectPage(sql: Sql, applicationId: string, filter: PayoutFilter, limit: number): Promise<PayoutRow[]> {
  const { amountMin, amountMax } = filter;
  const scale = sql`(${JSON.stringify(filter.scales)}::text::jsonb ->> p.currency)::numeric`;
  return sql<PayoutRow[]>`
    select ${columns(sql)} from ${payouts(sql)}
    where p.application_id = ${applicationId}
    ${filter.after ? sql`and p.id < ${filter.after}` : sql``}
    ${filter.idFrom ? sql`and p.id >= ${filter.idFrom}` : sql``}
    ${filter.idTo ? sql`and p.id < ${filter.idTo}` : sql``}
    ${statesWanted(sql, filter.states)}
    ${filter.currency ? sql`and p.currency = ${filter.currency}` : sql``}
    ${filter.destinationId ? sql`and p.destination_id = ${filter.destinationId}` : sql``}
    ${filter.payoutAccountId ? sql`and p.payout_account_id = ${filter.payoutAccountId}` : sql``}
    ${filter.reference === undefined ? sql`` : sql`and p.reference = ${filter.reference}`}
    ${amountMin === undefined ? sql`` : sql`and p.amount_minor >= ${amountMin}::text::numeric * ${scale}`}
    ${amountMax === undefined ? sql`` : sql`and p.amount_minor <= ${amountMax}::text::numeric * ${scale}`}
    order by p.id desc limit ${limit}`;
}

/** A payout that is asked for, as far as earlier ones matter for it. */
export interface Lookup extends Key {
  readonly index: number;
  readonly idempotencyKey: string | null;
  /** Null: whatever looks like it does not matter. */
  readonly reference: string | null;
  readonly destinationId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** An earlier payout, which lookup it matters for, and how: it has the same key, the same id, or the same details. */
export type Earlier = PayoutRow & { readonly index: number; readonly how: 'key' | 'id' | 'twin' };

/**
 * For each lookup the payouts that were made before under its key or, if asked for, its id, and its twin: the newest of
 * the same details within the application's window. Payouts that did not pay are no twins.
 */
export function selectEarlier(
  tx: Tx,
  lookups: readonly Lookup[],
  { alsoIds, now }: { readonly alsoIds: boolean; readonly now: Date },
): Promise<Earlier[]> {
  return tx<Earlier[]>`
    with earlier as materialized (
      select k.index, f.how, k.application_id, f.id
      from unnest(
        ${list(lookups.map((l) => l.index))}::integer[], ${list(lookups.map((l) => l.applicationId))}::uuid[],
        ${list(lookups.map((l) => l.id))}::uuid[], ${list(lookups.map((l) => l.idempotencyKey))}::text[],
        ${list(lookups.map((l) => l.destinationId))}::uuid[], ${list(lookups.map((l) => l.reference))}::text[],
        ${list(lookups.map((l) => l.amountMinor))}::bigint[], ${list(lookups.map((l) => l.currency))}::text[])
        k (index, application_id, id, idempotency_key, destination_id, reference, amount_minor, currency)
      join applications o on o.id = k.application_id
      cross join lateral (
        select 'key' as how, s.id from payouts s
        where s.application_id = k.application_id and s.idempotency_key = k.idempotency_key
        union all
        select 'id', s.id from payouts s where ${alsoIds}::boolean and s.application_id = k.application_id and s.id = k.id
        union all
        (select 'twin', s.id from payouts s
        where s.application_id = k.application_id and s.destination_id = k.destination_id
          and s.reference = k.reference and s.amount_minor = k.amount_minor and s.currency = k.currency
          and s.created_at > ${now}::timestamptz - make_interval(secs => o.duplicate_window_seconds)
          and s.state not in ('failed', 'rejected', 'returned')
        order by s.id desc limit 1)
      ) f
    )
    select e.index, e.how, ${columns(tx)} from earlier e
    join ${payouts(tx)} on p.application_id = e.application_id and p.id = e.id`;
}

/**
 * Takes locks on details of payouts until the end of the transaction, so that two requests with the same details
 * that come at once see each other. In ascending order, so that two batches cannot deadlock.
 */
export async function lockDetails(tx: Tx, hashes: readonly bigint[]): Promise<void> {
  await tx`
    select pg_advisory_xact_lock(h) from (
      select distinct h from unnest(${list(hashes)}::bigint[]) u (h) order by h
    ) ordered`;
}

/** How many open payouts there are in each state, and since when the oldest due one waits. */
export function selectOpen(sql: Sql): Promise<{ state: PayoutState; count: bigint; oldestDueAt: Date | null }[]> {
  return sql<{ state: PayoutState; count: bigint; oldestDueAt: Date | null }[]>`
    select state, count(*) as count, min(due_at) as oldest_due_at from payouts where due_at is not null group by state`;
}
