import type { Rescheduled } from '../banks/record-news.ts';
import { list, type Sql, type Tx } from '../foundation/database.ts';
import type { BankPayment, Key } from './payment.ts';
import { columns, payments } from './store.ts';

/** Takes due payments for this worker: those that nobody else has, or whose worker has not been heard of in time. */
export function claimDue(tx: Tx, claim: { now: Date; leaseUntil: Date; limit: number }): Promise<BankPayment[]> {
  return tx<BankPayment[]>`
    with due as materialized (
      select application_id, id, state from payments
      where due_at <= ${claim.now} and (lease_until is null or lease_until <= ${claim.now})
      order by due_at limit ${claim.limit} for no key update skip locked
    ), leased as (
      -- Those that change their state in this transaction anyway get their lease with the move.
      update payments p set lease_until = ${claim.leaseUntil} from due
      where p.application_id = due.application_id and p.id = due.id and due.state not in ('queued', 'submitting')
    )
    select ${columns(tx)} from due join ${payments(tx)} on p.application_id = due.application_id and p.id = due.id
    order by p.application_id, p.id`;
}

/** Locks payments that wait in the queue, in the order of their ids. */
export function lockQueued(tx: Tx, limit: number): Promise<BankPayment[]> {
  return tx<BankPayment[]>`
    select ${columns(tx)} from ${payments(tx)}
    where p.state = 'queued' and p.due_at is not null
    order by p.application_id, p.id limit ${limit} for no key update of p`;
}

/** Locks payments by their end-to-end ids, in the order of their own ids so that two callers cannot deadlock. */
export function lockByEndToEndId(tx: Tx, endToEndIds: readonly string[]): Promise<BankPayment[]> {
  return tx<BankPayment[]>`
    select ${columns(tx)} from ${payments(tx)}
    where p.end_to_end_id = any(${list(endToEndIds)}::text[])
    order by p.application_id, p.id for no key update of p`;
}

/** Sets when a worker looks again, without a change of state. Frees the lease. */
export async function reschedulePayments(tx: Tx, rows: readonly Rescheduled[]): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    update payments p set due_at = n.due_at, lease_until = null, asks = n.asks
    from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.dueAt))}::timestamptz[], ${list(rows.map((r) => r.asks))}::smallint[])
      n (application_id, id, due_at, asks)
    where p.application_id = n.application_id and p.id = n.id`;
}

/** Keeps the page that the bank opened for a checkout, and says when a worker asks what became of it. */
export async function saveLink(sql: Sql, key: Key, url: string, dueAt: Date): Promise<void> {
  await sql`
    update payments set checkout_url = ${url}, due_at = ${dueAt}
    where application_id = ${key.applicationId} and id = ${key.id} and state = 'awaiting_authorisation'
      and checkout_url is null`;
}

/** Lets a worker look at a checkout whose page the bank did not give. */
export async function askAgain(sql: Sql, key: Key, dueAt: Date): Promise<void> {
  await sql`
    update payments set due_at = ${dueAt}
    where application_id = ${key.applicationId} and id = ${key.id} and state = 'awaiting_authorisation'
      and checkout_url is null and lease_until is null`;
}
