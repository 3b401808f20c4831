import { list, type Sql, type Statement, type Tx } from '../foundation/database.ts';
import type { Key, SourceRow } from './consent.ts';

const columns = (sql: Sql | Tx) => sql`
  s.application_id, s.id, s.customer_id, s.consent_id, s.bank_identifier, s.currency, s.iban_last4, s.sealed_account,
  s.created_at, s.state, s.sequence, s.updated_at`;

export function insertSources(tx: Tx, rows: readonly SourceRow[]): Statement {
  return tx`
    insert into payment_sources (application_id, id, customer_id, consent_id, bank_identifier, currency, iban_last4,
      sealed_account, created_at, state, sequence, updated_at)
    select * from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.customerId))}::uuid[], ${list(rows.map((r) => r.consentId))}::uuid[],
      ${list(rows.map((r) => r.bankIdentifier))}::text[], ${list(rows.map((r) => r.currency))}::text[],
      ${list(rows.map((r) => r.ibanLast4))}::text[], ${list(rows.map((r) => r.sealedAccount))}::text[],
      ${list(rows.map((r) => r.createdAt))}::timestamptz[], ${list(rows.map((r) => r.state))}::text[],
      ${list(rows.map((r) => r.sequence))}::integer[], ${list(rows.map((r) => r.updatedAt))}::timestamptz[])`;
}

export function updateSources(tx: Tx, rows: readonly SourceRow[]): Statement {
  return tx`
    update payment_sources s set state = n.state, sequence = n.sequence, updated_at = n.updated_at
    from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.state))}::text[], ${list(rows.map((r) => r.sequence))}::integer[],
      ${list(rows.map((r) => r.updatedAt))}::timestamptz[])
      n (application_id, id, state, sequence, updated_at)
    where s.application_id = n.application_id and s.id = n.id`;
}

export function selectSources(sql: Sql | Tx, keys: readonly Key[]): Promise<SourceRow[]> {
  return sql<SourceRow[]>`
    select ${columns(sql)} from (select distinct * from unnest(
      ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[]) u (application_id, id)) k
    join payment_sources s on s.application_id = k.application_id and s.id = k.id`;
}

/** All sources of a customer, newest first. */
export function selectOfCustomer(sql: Sql, applicationId: string, customerId: string): Promise<SourceRow[]> {
  return sql<SourceRow[]>`
    select ${columns(sql)} from payment_sources s
    where s.application_id = ${applicationId} and s.customer_id = ${customerId} order by s.id desc`;
}
