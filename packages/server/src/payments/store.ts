import { list, type Sql, type Statement, type Tx } from '../foundation/database.ts';
import type { Key, PaymentRow } from './payment.ts';

export const columns = (sql: Sql | Tx) => sql`
  p.application_id, p.id, p.kind, p.payout_account_id, p.connector, p.customer_id, p.consent_id, p.payment_source_id,
  p.consent_period::text as consent_period, p.amount_minor, p.currency, p.reference, p.description,
  p.external_reference, p.idempotency_key, p.end_to_end_id, p.return_url, p.expires_at, p.created_at, p.sealed_payer,
  p.paid_at, p.checkout_url, p.state, p.sequence, p.updated_at, p.bank_reference, p.reason_code, p.reason_message,
  p.due_at, p.lease_until, p.attempts, p.asks, p.reconciliation_state, p.reconciliation_sequence, p.reconciled_at,
  p.reconciled_minor, p.matched_minor, p.refund_pending_minor, p.refunded_minor, a.iban as creditor_iban`;

export const payments = (sql: Sql | Tx) => sql`
  payments p join payout_accounts a on a.application_id = p.application_id and a.id = p.payout_account_id`;

const wanted = (sql: Sql | Tx, keys: readonly Key[]) => sql`
  unnest(${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[]) k (application_id, id)`;

export function insertPayments(tx: Tx, rows: readonly PaymentRow[]): Statement {
  return tx`
    insert into payments (application_id, id, kind, payout_account_id, connector, customer_id, consent_id,
      payment_source_id, consent_period, amount_minor, currency, reference, description, external_reference,
      idempotency_key, end_to_end_id, return_url, expires_at, created_at, sealed_payer, paid_at, state, sequence,
      updated_at, due_at)
    select * from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.kind))}::text[], ${list(rows.map((r) => r.payoutAccountId))}::uuid[],
      ${list(rows.map((r) => r.connector))}::text[], ${list(rows.map((r) => r.customerId))}::uuid[],
      ${list(rows.map((r) => r.consentId))}::uuid[], ${list(rows.map((r) => r.paymentSourceId))}::uuid[],
      ${list(rows.map((r) => r.consentPeriod))}::date[], ${list(rows.map((r) => r.amountMinor))}::bigint[],
      ${list(rows.map((r) => r.currency))}::text[], ${list(rows.map((r) => r.reference))}::text[],
      ${list(rows.map((r) => r.description))}::text[], ${list(rows.map((r) => r.externalReference))}::text[],
      ${list(rows.map((r) => r.idempotencyKey))}::text[], ${list(rows.map((r) => r.endToEndId))}::text[],
      ${list(rows.map((r) => r.returnUrl))}::text[], ${list(rows.map((r) => r.expiresAt))}::timestamptz[],
      ${list(rows.map((r) => r.createdAt))}::timestamptz[], ${list(rows.map((r) => r.sealedPayer))}::text[],
      ${list(rows.map((r) => r.paidAt))}::timestamptz[], ${list(rows.map((r) => r.state))}::text[],
      ${list(rows.map((r) => r.sequence))}::integer[], ${list(rows.map((r) => r.updatedAt))}::timestamptz[],
      ${list(rows.map((r) => r.dueAt))}::timestamptz[])`;
}

export function updatePayments(tx: Tx, rows: readonly PaymentRow[]): Statement {
  return tx`
    update payments p set state = n.state, sequence = n.sequence, updated_at = n.updated_at,
      bank_reference = n.bank_reference, reason_code = n.reason_code, reason_message = n.reason_message,
      due_at = n.due_at, lease_until = n.lease_until, attempts = n.attempts, asks = n.asks,
      sealed_payer = n.sealed_payer, paid_at = n.paid_at
    from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.state))}::text[], ${list(rows.map((r) => r.sequence))}::integer[],
      ${list(rows.map((r) => r.updatedAt))}::timestamptz[], ${list(rows.map((r) => r.bankReference))}::text[],
      ${list(rows.map((r) => r.reasonCode))}::text[], ${list(rows.map((r) => r.reasonMessage))}::text[],
      ${list(rows.map((r) => r.dueAt))}::timestamptz[], ${list(rows.map((r) => r.leaseUntil))}::timestamptz[],
      ${list(rows.map((r) => r.attempts))}::smallint[], ${list(rows.map((r) => r.asks))}::smallint[],
      ${list(rows.map((r) => r.sealedPayer))}::text[], ${list(rows.map((r) => r.paidAt))}::timestamptz[])
      n (application_id, id, state, sequence, updated_at, bank_reference, reason_code, reason_message, due_at,
        lease_until, attempts, asks, sealed_payer, paid_at)
    where p.application_id = n.application_id and p.id = n.id`;
}

export function updateReconciliations(tx: Tx, rows: readonly PaymentRow[]): Statement {
  return tx`
    update payments p set reconciliation_state = n.state, reconciliation_sequence = n.sequence,
      reconciled_at = n.reconciled_at, reconciled_minor = n.reconciled_minor
    from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.reconciliationState))}::text[],
      ${list(rows.map((r) => r.reconciliationSequence))}::integer[],
      ${list(rows.map((r) => r.reconciledAt))}::timestamptz[], ${list(rows.map((r) => r.reconciledMinor))}::bigint[])
      n (application_id, id, state, sequence, reconciled_at, reconciled_minor)
    where p.application_id = n.application_id and p.id = n.id`;
}

export function selectPayments(sql: Sql | Tx, keys: readonly Key[]): Promise<PaymentRow[]> {
  return sql<PaymentRow[]>`
    select ${columns(sql)} from ${wanted(sql, keys)}
    join ${payments(sql)} on p.application_id = k.application_id and p.id = k.id`;
}

/** Locks payments in the order of their ids, so that two callers cannot deadlock. */
export function selectLocked(tx: Tx, keys: readonly Key[]): Promise<PaymentRow[]> {
  return tx<PaymentRow[]>`
    select ${columns(tx)} from (select distinct application_id, id from ${wanted(tx, keys)}) k
    join ${payments(tx)} on p.application_id = k.application_id and p.id = k.id
    order by p.application_id, p.id for no key update of p`;
}

export interface ExternalKey {
  readonly applicationId: string;
  readonly externalReference: string;
}

/** The payments of other systems that were recorded under these references. Each is looked up by itself. */
export function selectRecorded(tx: Tx, keys: readonly ExternalKey[]): Promise<PaymentRow[]> {
  return tx<PaymentRow[]>`
    with found as materialized (
      select f.application_id, f.id
      from (select distinct * from unnest(
        ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.externalReference))}::text[])
        u (application_id, external_reference)) k
      cross join lateral (
        select p.application_id, p.id from payments p
        where p.application_id = k.application_id and p.external_reference = k.external_reference and p.kind = 'record'
        limit 1
      ) f
    )
    select ${columns(tx)} from found f
    join ${payments(tx)} on p.application_id = f.application_id and p.id = f.id`;
}

/** The payments of one kind that were made under these keys. */
export function selectByIdempotencyKey(
  tx: Tx,
  kind: PaymentRow['kind'],
  keys: readonly { readonly applicationId: string; readonly idempotencyKey: string }[],
): Promise<PaymentRow[]> {
  return tx<PaymentRow[]>`
    select ${columns(tx)}
    from (select distinct * from unnest(
      ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.idempotencyKey))}::text[])
      u (application_id, idempotency_key)) k
    join ${payments(tx)} on p.application_id = k.application_id and p.kind = ${kind}
      and p.idempotency_key = k.idempotency_key`;
}

/** What a statement may still prove of one account, a part at a time in the order of the ids. */
export function selectOpen(
  sql: Sql | Tx,
  account: { readonly applicationId: string; readonly payoutAccountId: string },
  after: string | null,
  limit: number,
): Promise<PaymentRow[]> {
  return sql<PaymentRow[]>`
    select ${columns(sql)} from ${payments(sql)}
    where p.application_id = ${account.applicationId} and p.payout_account_id = ${account.payoutAccountId}
      and p.reconciliation_state in ('new', 'outstanding', 'partial')
      and p.state not in ('failed', 'rejected', 'returned')
      ${after === null ? sql`` : sql`and p.id > ${after}`}
    order by p.id limit ${limit}`;
}

/** So many new numbers of references. */
export async function takeReferenceNumbers(tx: Sql | Tx, count: number): Promise<bigint[]> {
  const rows = await tx<{ number: bigint }[]>`
    select nextval('payment_references') as number from generate_series(1, ${count}::integer)`;
  return rows.map(({ number }) => number);
}

/** Leaves out so many numbers of references. */
export async function skipReferenceNumbers(sql: Sql | Tx, count: bigint): Promise<void> {
  await sql`select setval('payment_references', nextval('payment_references') + ${count}::bigint)`;
}
