import { list, type Sql, type Tx } from '../foundation/database.ts';
import type { EntryContent } from './entry-rows.ts';
import type { AccountKey, Key } from './match.ts';

/** A line of a statement, before it is known whether an earlier one had it. */
export interface NewEntry extends EntryContent {
  readonly id: string;
  /** Its place in the statement. */
  readonly number: number;
  /** What makes it the same line in another file. */
  readonly fingerprint: string;
  readonly occurrence: number;
}

interface Origin {
  readonly applicationId: string;
  readonly statementId: string;
  readonly payoutAccountId: string;
  readonly source: 'bank' | 'upload';
  readonly at: Date;
}

/** Adds lines that no statement had before; gives the ids of those. */
export async function insertEntries(tx: Tx, origin: Origin, rows: readonly NewEntry[]): Promise<string[]> {
  const added = await tx<{ id: string }[]>`
    insert into entries (application_id, statement_id, payout_account_id, source, created_at, id, number, direction,
      amount_minor, currency, booked_on, value_on, bank_reference, bank_code, return_reason, is_return, reference_list,
      remittance, info, counterparty_name, counterparty_iban, parts, fingerprint, occurrence)
    select ${origin.applicationId}::uuid, ${origin.statementId}::uuid, ${origin.payoutAccountId}::uuid,
      ${origin.source}::text, ${origin.at}::timestamptz, n.id, n.number, n.direction, n.amount_minor, n.currency,
      n.booked_on, n.value_on, n.bank_reference, n.bank_code, n.return_reason, n.is_return, n.reference_list::text[],
      n.remittance, n.info, n.counterparty_name, n.counterparty_iban, n.parts::jsonb, n.fingerprint, n.occurrence
    from unnest(
      ${list(rows.map((r) => r.id))}::uuid[], ${list(rows.map((r) => r.number))}::integer[],
      ${list(rows.map((r) => r.direction))}::text[], ${list(rows.map((r) => r.amountMinor))}::bigint[],
      ${list(rows.map((r) => r.currency))}::text[], ${list(rows.map((r) => r.bookedOn))}::date[],
      ${list(rows.map((r) => r.valueOn))}::date[], ${list(rows.map((r) => r.bankReference))}::text[],
      ${list(rows.map((r) => r.bankCode))}::text[], ${list(rows.map((r) => r.returnReason))}::text[],
      ${list(rows.map((r) => r.isReturn))}::boolean[], ${list(rows.map((r) => list([...r.referenceList])))}::text[],
      ${list(rows.map((r) => r.remittance))}::text[], ${list(rows.map((r) => r.info))}::text[],
      ${list(rows.map((r) => r.counterpartyName))}::text[], ${list(rows.map((r) => r.counterpartyIban))}::text[],
      ${list(rows.map((r) => r.parts))}::text[], ${list(rows.map((r) => r.fingerprint))}::text[],
      ${list(rows.map((r) => r.occurrence))}::integer[])
      n (id, number, direction, amount_minor, currency, booked_on, value_on, bank_reference, bank_code, return_reason,
        is_return, reference_list, remittance, info, counterparty_name, counterparty_iban, parts, fingerprint, occurrence)
    on conflict (application_id, payout_account_id, fingerprint, occurrence) do nothing
    returning id`;
  return added.map(({ id }) => id);
}

/** How many equal lines an account has, by what makes them equal. */
export async function countEqual(
  tx: Tx,
  { applicationId, payoutAccountId }: AccountKey,
  fingerprints: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx<{ fingerprint: string; count: number }[]>`
    select e.fingerprint, max(e.occurrence) as count
    from (select distinct * from unnest(${list([...fingerprints])}::text[]) u (fingerprint)) k
    join entries e on e.application_id = ${applicationId} and e.payout_account_id = ${payoutAccountId}
      and e.fingerprint = k.fingerprint
    group by e.fingerprint`;
  return new Map(rows.map(({ fingerprint, count }) => [fingerprint, count]));
}

/** A line of a statement as it is kept, with what is known of it. */
export interface EntryRow extends EntryContent {
  readonly applicationId: string;
  readonly id: string;
  readonly statementId: string;
  readonly payoutAccountId: string;
  readonly createdAt: Date;
  readonly matchedMinor: bigint;
  /** Since when it is known as a debit that no payout explains. */
  readonly unknownAt: Date | null;
  /** Does something wait for a person to match it with this? */
  readonly isSuggested: boolean;
}

const columns = (sql: Sql | Tx) => sql`
  e.application_id, e.id, e.statement_id, e.payout_account_id, e.direction, e.amount_minor, e.currency,
  e.booked_on::text as booked_on, e.value_on::text as value_on, e.bank_reference, e.bank_code, e.return_reason,
  e.is_return, e.reference_list, e.remittance, e.info, e.counterparty_name, e.counterparty_iban, null as parts,
  e.created_at, e.matched_minor, e.unknown_at`;

const isSuggested = (sql: Sql | Tx) => sql`
  exists (select from match_suggestions s
    where s.application_id = e.application_id and s.entry_id = e.id
      and s.amount_minor <= e.amount_minor - e.matched_minor) as is_suggested`;

/** Reads entries, many at once; those that there are. */
export function selectEntries(sql: Sql | Tx, keys: readonly Key[]): Promise<EntryRow[]> {
  return sql<EntryRow[]>`
    select ${columns(sql)}, ${isSuggested(sql)}
    from unnest(${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[])
      k (application_id, id)
    join entries e on e.application_id = k.application_id and e.id = k.id`;
}

/** Locks entries in the order of their ids, and gives those that there are. */
export function lockEntries(tx: Tx, keys: readonly Key[]): Promise<EntryRow[]> {
  return tx<EntryRow[]>`
    with wanted as materialized (
      select distinct application_id, id
      from unnest(${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[])
        u (application_id, id)
    )
    select ${columns(tx)}, false as is_suggested
    from wanted w join entries e on e.application_id = w.application_id and e.id = w.id
    order by e.application_id, e.id for no key update of e`;
}

/** A line of which something is not matched, as far as matching needs it. */
export interface OpenEntryRow {
  readonly id: string;
  readonly direction: 'credit' | 'debit';
  readonly currency: string;
  readonly openMinor: bigint;
  readonly matchedMinor: bigint;
  readonly bookedOn: string;
  readonly isReturn: boolean;
  readonly bankCode: string | null;
  readonly referenceList: readonly string[];
  readonly texts: readonly string[];
  readonly counterpartyName: string | null;
  readonly counterpartyIban: string | null;
  readonly isUnknown: boolean;
}

/** The lines of an account of which something is not matched, the newest first. */
export function selectOpen(sql: Sql, account: AccountKey, limit: number): Promise<OpenEntryRow[]> {
  return sql<OpenEntryRow[]>`
    select e.id, e.direction, e.currency, e.amount_minor - e.matched_minor as open_minor, e.matched_minor,
      e.booked_on::text as booked_on, e.is_return, e.bank_code, e.reference_list,
      array_remove(case when e.parts is null then array[e.remittance]
        else array(select part ->> 'remittance' from jsonb_array_elements(e.parts) part) end || e.info, null) as texts,
      e.counterparty_name, e.counterparty_iban, e.unknown_at is not null as is_unknown
    from entries e
    where e.application_id = ${account.applicationId} and e.payout_account_id = ${account.payoutAccountId}
      and e.matched_minor < e.amount_minor
    order by e.id desc limit ${limit}`;
}

/** Notes that no payout explains these debits; gives those that nobody explained meanwhile. */
export function markUnknown(tx: Tx, applicationId: string, ids: readonly string[], at: Date): Promise<EntryRow[]> {
  return tx<EntryRow[]>`
    with found as materialized (
      select e.application_id, e.id from unnest(${list([...ids])}::uuid[]) k (id)
      join entries e on e.application_id = ${applicationId} and e.id = k.id
      where e.matched_minor = 0 and e.unknown_at is null
      order by e.id for no key update of e
    ), marked as (
      update entries e set unknown_at = ${at} from found f where e.application_id = f.application_id and e.id = f.id
      returning e.*
    )
    select ${columns(tx)}, false as is_suggested from marked e order by e.id`;
}

export interface EntryFilter {
  readonly after: string | undefined;
  readonly payoutAccountId: string | undefined;
  readonly statementId: string | undefined;
  readonly direction: string | undefined;
  /** Of matched, partial, unmatched and unknown_debit. */
  readonly status: string | undefined;
  /** Days: booked on the first or later, and before the second. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** One page of an application's entries, newest first. */
export function selectEntryPage(
  sql: Sql,
  applicationId: string,
  filter: EntryFilter,
  limit: number,
): Promise<EntryRow[]> {
  const { after, payoutAccountId, statementId, direction, status, from, to } = filter;
  return sql<EntryRow[]>`
    select ${columns(sql)}, ${isSuggested(sql)} from entries e
    where e.application_id = ${applicationId}
    ${after ? sql`and e.id < ${after}` : sql``}
    ${payoutAccountId ? sql`and e.payout_account_id = ${payoutAccountId}` : sql``}
    ${statementId ? sql`and e.statement_id = ${statementId}` : sql``}
    ${direction ? sql`and e.direction = ${direction}` : sql``}
    ${from ? sql`and e.booked_on >= ${from}::text::date` : sql``}
    ${to ? sql`and e.booked_on < ${to}::text::date` : sql``}
    ${status === 'matched' ? sql`and e.matched_minor = e.amount_minor` : sql``}
    ${status === 'partial' ? sql`and e.matched_minor > 0 and e.matched_minor < e.amount_minor` : sql``}
    ${status === 'unmatched' ? sql`and e.matched_minor < e.amount_minor and e.matched_minor = 0` : sql``}
    ${status === 'unknown_debit' ? sql`and e.matched_minor < e.amount_minor and e.matched_minor = 0 and e.unknown_at is not null` : sql``}
    order by e.id desc limit ${limit}`;
}
