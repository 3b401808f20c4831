import type { RefundState } from '@sarf/contract';
import { list, type Sql, type Statement, type Tx } from '../foundation/database.ts';
import type { Key, RefundRow } from './refund.ts';

const columns = (sql: Sql | Tx) => sql`
  r.application_id, r.id, r.payment_id, r.amount_minor, r.currency, r.reason_code, r.description, r.external_reference,
  r.idempotency_key, r.city, r.created_by, r.created_at, r.decided_by, r.payout_id, r.failure_code, r.failure_message,
  r.state, r.sequence, r.updated_at,
  p.matched_minor as deposit_minor, p.reference as payment_reference, p.payout_account_id, p.sealed_payer`;

const refunds = (sql: Sql | Tx) => sql`
  refunds r join payments p on p.application_id = r.application_id and p.id = r.payment_id`;

const keyed = (sql: Sql | Tx, keys: readonly Key[]) => sql`
  (select distinct * from unnest(
    ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[]) u (application_id, id)) k`;

export function insertRefunds(tx: Tx, rows: readonly RefundRow[]): Statement {
  return tx`
    insert into refunds (application_id, id, payment_id, amount_minor, currency, reason_code, description,
      external_reference, idempotency_key, city, created_by, created_at, state, sequence, updated_at)
    select * from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.paymentId))}::uuid[], ${list(rows.map((r) => r.amountMinor))}::bigint[],
      ${list(rows.map((r) => r.currency))}::text[], ${list(rows.map((r) => r.reasonCode))}::text[],
      ${list(rows.map((r) => r.description))}::text[], ${list(rows.map((r) => r.externalReference))}::text[],
      ${list(rows.map((r) => r.idempotencyKey))}::text[], ${list(rows.map((r) => r.city))}::text[],
      ${list(rows.map((r) => r.createdBy))}::text[], ${list(rows.map((r) => r.createdAt))}::timestamptz[],
      ${list(rows.map((r) => r.state))}::text[], ${list(rows.map((r) => r.sequence))}::integer[],
      ${list(rows.map((r) => r.updatedAt))}::timestamptz[])`;
}

export function updateRefunds(tx: Tx, rows: readonly RefundRow[]): Statement {
  return tx`
    update refunds r set state = n.state, sequence = n.sequence, updated_at = n.updated_at, decided_by = n.decided_by,
      payout_id = n.payout_id, failure_code = n.failure_code, failure_message = n.failure_message
    from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.state))}::text[], ${list(rows.map((r) => r.sequence))}::integer[],
      ${list(rows.map((r) => r.updatedAt))}::timestamptz[], ${list(rows.map((r) => r.decidedBy))}::text[],
      ${list(rows.map((r) => r.payoutId))}::uuid[], ${list(rows.map((r) => r.failureCode))}::text[],
      ${list(rows.map((r) => r.failureMessage))}::text[])
      n (application_id, id, state, sequence, updated_at, decided_by, payout_id, failure_code, failure_message)
    where r.application_id = n.application_id and r.id = n.id`;
}

export function selectRefunds(sql: Sql | Tx, keys: readonly Key[]): Promise<RefundRow[]> {
  return sql<RefundRow[]>`
    select ${columns(sql)} from ${keyed(sql, keys)}
    join ${refunds(sql)} on r.application_id = k.application_id and r.id = k.id`;
}

/** Locks refunds in the order of their ids, so that two callers cannot deadlock. */
export function lockRefunds(tx: Tx, keys: readonly Key[]): Promise<RefundRow[]> {
  return tx<RefundRow[]>`
    select ${columns(tx)} from ${keyed(tx, keys)}
    join ${refunds(tx)} on r.application_id = k.application_id and r.id = k.id
    order by r.application_id, r.id for no key update of r`;
}

/** A refund that is asked for, as far as earlier ones matter for it. */
export interface Lookup extends Key {
  readonly idempotencyKey: string | null;
}

/** Refunds that were made before under one of the keys or, if asked for, one of the ids. */
export function selectEarlier(
  tx: Tx,
  lookups: readonly Lookup[],
  { alsoIds }: { readonly alsoIds: boolean },
): Promise<RefundRow[]> {
  const ids = alsoIds ? lookups : [];
  const keys = lookups.filter(({ idempotencyKey }) => idempotencyKey !== null);
  return tx<RefundRow[]>`
    with earlier as materialized (
      select s.application_id, s.id
      from unnest(${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.idempotencyKey))}::text[])
        k (application_id, idempotency_key)
      join refunds s on s.application_id = k.application_id and s.idempotency_key = k.idempotency_key
      union
      select s.application_id, s.id
      from unnest(${list(ids.map((k) => k.applicationId))}::uuid[], ${list(ids.map((k) => k.id))}::uuid[]) k (application_id, id)
      join refunds s on s.application_id = k.application_id and s.id = k.id
    )
    select ${columns(tx)} from earlier e join ${refunds(tx)} on r.application_id = e.application_id and r.id = e.id`;
}

/** A refund that looks like one that is asked for: of the same payment and amount. */
export interface Twin {
  /** The place of the one that is asked for. */
  readonly index: number;
  readonly applicationId: string;
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly id: string;
}

/** Open refunds that look like these, the newest ten of each. */
export function selectOpenTwins(tx: Tx, wanted: readonly Omit<Twin, 'id'>[]): Promise<Twin[]> {
  return tx<Twin[]>`
    select k.index, k.application_id, k.payment_id, k.amount_minor, t.id
    from unnest(
      ${list(wanted.map((w) => w.index))}::integer[], ${list(wanted.map((w) => w.applicationId))}::uuid[],
      ${list(wanted.map((w) => w.paymentId))}::uuid[], ${list(wanted.map((w) => w.amountMinor))}::bigint[])
      k (index, application_id, payment_id, amount_minor)
    cross join lateral (
      select r.id from refunds r
      where r.application_id = k.application_id and r.payment_id = k.payment_id and r.amount_minor = k.amount_minor
        and r.state in ('created', 'confirmed', 'submitted')
      order by r.id desc limit 10
    ) t
    order by k.index, t.id desc`;
}

export interface RefundFilter {
  readonly after: string | undefined;
  readonly states: readonly RefundState[] | undefined;
  readonly paymentId: string | undefined;
  readonly externalReference: string | undefined;
  /** Edges of the range of ids, from the times asked for. */
  readonly idFrom: string | undefined;
  readonly idTo: string | undefined;
}

/** One page of an application's refunds, newest first: ids are ordered by time. */
export function selectPage(sql: Sql, applicationId: string, filter: RefundFilter, limit: number): Promise<RefundRow[]> {
  return sql<RefundRow[]>`
    select ${columns(sql)} from ${refunds(sql)}
    where r.application_id = ${applicationId}
    ${filter.after ? sql`and r.id < ${filter.after}` : sql``}
    ${filter.idFrom ? sql`and r.id >= ${filter.idFrom}` : sql``}
    ${filter.idTo ? sql`and r.id < ${filter.idTo}` : sql``}
    ${filter.states ? sql`and r.state = any(${list([...filter.states])}::text[])` : sql``}
    ${filter.paymentId ? sql`and r.payment_id = ${filter.paymentId}` : sql``}
    ${filter.externalReference === undefined ? sql`` : sql`and r.external_reference = ${filter.externalReference}`}
    order by r.id desc limit ${limit}`;
}

/** An application's refunds whose payouts are in the queue, oldest first. */
export function selectQueued(sql: Sql, applicationId: string, limit: number): Promise<RefundRow[]> {
  return sql<RefundRow[]>`
    select ${columns(sql)} from ${refunds(sql)}
    join payouts o on o.application_id = r.application_id and o.id = r.payout_id
    where r.application_id = ${applicationId} and r.state in ('confirmed', 'submitted') and o.state = 'queued'
    order by r.id limit ${limit}`;
}
