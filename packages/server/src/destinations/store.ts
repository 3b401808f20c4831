import { list, type Sql, type Tx } from '../foundation/database.ts';

export interface DestinationRow {
  readonly applicationId: string;
  readonly id: string;
  readonly fingerprint: string;
  readonly beneficiaryName: string;
  readonly iban: string | null;
  readonly accountNumber: string | null;
  readonly bankCode: string | null;
  readonly country: string;
  readonly currency: string;
  readonly createdAt: Date;
}

const columns = (sql: Sql | Tx) => sql`
  d.application_id, d.id, d.fingerprint, d.beneficiary_name, d.iban, d.account_number, d.bank_code, d.country,
  d.currency, d.created_at`;

export interface Key {
  readonly applicationId: string;
  readonly id: string;
}

export function selectDestinations(sql: Sql | Tx, keys: readonly Key[]): Promise<DestinationRow[]> {
  return sql<DestinationRow[]>`
    select ${columns(sql)} from (select distinct * from unnest(
      ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[]) u (application_id, id)) k
    join destinations d on d.application_id = k.application_id and d.id = k.id`;
}

/** Adds the destinations that are not there yet; gives the ids of those that it added. */
export async function insertDestinations(tx: Tx, rows: readonly DestinationRow[]): Promise<Set<string>> {
  const added = await tx<{ id: string }[]>`
    insert into destinations (application_id, id, fingerprint, beneficiary_name, iban, account_number, bank_code,
      country, currency, created_at)
    select * from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.fingerprint))}::text[], ${list(rows.map((r) => r.beneficiaryName))}::text[],
      ${list(rows.map((r) => r.iban))}::text[], ${list(rows.map((r) => r.accountNumber))}::text[],
      ${list(rows.map((r) => r.bankCode))}::text[], ${list(rows.map((r) => r.country))}::text[],
      ${list(rows.map((r) => r.currency))}::text[], ${list(rows.map((r) => r.createdAt))}::timestamptz[])
    on conflict (application_id, fingerprint) do nothing
    returning id`;
  return new Set(added.map((row) => row.id));
}

export function selectByFingerprint(
  tx: Tx,
  keys: readonly { readonly applicationId: string; readonly fingerprint: string }[],
): Promise<DestinationRow[]> {
  return tx<DestinationRow[]>`
    select ${columns(tx)} from unnest(
      ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.fingerprint))}::text[])
      k (application_id, fingerprint)
    join destinations d on d.application_id = k.application_id and d.fingerprint = k.fingerprint`;
}

/** What destinations are searched for. */
export interface Search {
  /** Part of a name, in capitals or not. */
  readonly name: string;
  /** Part of an IBAN or account number, without blanks and in capitals; null: it is none. */
  readonly account: string | null;
}

/** The newest first. With a search rows are read until a page is full, as no index knows parts of names. */
export function selectPage(
  sql: Sql,
  applicationId: string,
  { after, search }: { readonly after: string | undefined; readonly search: Search | undefined },
  limit: number,
): Promise<DestinationRow[]> {
  const fits =
    search &&
    sql`and (position(lower(${search.name}) in lower(d.beneficiary_name)) > 0
      or position(${search.account}::text in coalesce(d.iban, '')) > 0
      or position(${search.account}::text in coalesce(d.account_number, '')) > 0)`;
  return sql<DestinationRow[]>`
    select ${columns(sql)} from destinations d
    where d.application_id = ${applicationId} ${after ? sql`and d.id < ${after}` : sql``} ${fits ?? sql``}
    order by d.id desc limit ${limit}`;
}
