import { list, type Sql, type Statement, type Tx } from '../foundation/database.ts';
import type { AccountKey, Key, MatchRow } from './match.ts';

const columns = (sql: Sql | Tx) => sql`
  m.application_id, m.id, m.kind, m.entry_id, e.statement_id, m.payment_id, m.payout_id, m.payout_account_id,
  a.received_account_id, m.amount_minor, m.currency, m.books, m.how, m.step, m.score, m.reasons, m.made_by, m.undone_by,
  m.undo_reason, m.to_tell, m.created_at, m.state, m.sequence, m.updated_at`;

const around = (sql: Sql | Tx) => sql`
  join entries e on e.application_id = m.application_id and e.id = m.entry_id
  join payout_accounts a on a.application_id = m.application_id and a.id = m.payout_account_id`;

export function insertMatches(tx: Tx, rows: readonly MatchRow[]): Statement {
  return tx`
    insert into matches (application_id, id, kind, entry_id, payment_id, payout_id, payout_account_id, amount_minor,
      currency, books, how, step, score, reasons, made_by, to_tell, created_at, state, sequence, updated_at)
    select application_id, id, kind, entry_id, payment_id, payout_id, payout_account_id, amount_minor, currency, books,
      how, step, score, reasons::text[], made_by, to_tell, created_at, state, sequence, updated_at
    from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.kind))}::text[], ${list(rows.map((r) => r.entryId))}::uuid[],
      ${list(rows.map((r) => r.paymentId))}::uuid[], ${list(rows.map((r) => r.payoutId))}::uuid[],
      ${list(rows.map((r) => r.payoutAccountId))}::uuid[], ${list(rows.map((r) => r.amountMinor))}::bigint[],
      ${list(rows.map((r) => r.currency))}::text[], ${list(rows.map((r) => r.books))}::boolean[],
      ${list(rows.map((r) => r.how))}::text[], ${list(rows.map((r) => r.step))}::smallint[],
      ${list(rows.map((r) => r.score))}::smallint[], ${list(rows.map((r) => list([...r.reasons])))}::text[],
      ${list(rows.map((r) => r.madeBy))}::text[], ${list(rows.map((r) => r.toTell))}::boolean[],
      ${list(rows.map((r) => r.createdAt))}::timestamptz[], ${list(rows.map((r) => r.state))}::text[],
      ${list(rows.map((r) => r.sequence))}::integer[], ${list(rows.map((r) => r.updatedAt))}::timestamptz[])
      n (application_id, id, kind, entry_id, payment_id, payout_id, payout_account_id, amount_minor, currency, books,
        how, step, score, reasons, made_by, to_tell, created_at, state, sequence, updated_at)`;
}

export function updateMatches(tx: Tx, rows: readonly MatchRow[]): Statement {
  return tx`
    update matches m set state = n.state, sequence = n.sequence, updated_at = n.updated_at, undone_by = n.undone_by,
      undo_reason = n.undo_reason, to_tell = n.to_tell
    from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.state))}::text[], ${list(rows.map((r) => r.sequence))}::integer[],
      ${list(rows.map((r) => r.updatedAt))}::timestamptz[], ${list(rows.map((r) => r.undoneBy))}::text[],
      ${list(rows.map((r) => r.undoReason))}::text[], ${list(rows.map((r) => r.toTell))}::boolean[])
      n (application_id, id, state, sequence, updated_at, undone_by, undo_reason, to_tell)
    where m.application_id = n.application_id and m.id = n.id`;
}

export async function lockMatch(tx: Tx, { applicationId, id }: Key): Promise<MatchRow | undefined> {
  const [row] = await tx<MatchRow[]>`
    select ${columns(tx)} from matches m ${around(tx)}
    where m.application_id = ${applicationId} and m.id = ${id} for no key update of m`;
  return row;
}

/** The pairs of an account that a person tied loose. */
export function selectUndone(
  sql: Sql,
  account: AccountKey,
): Promise<{ entryId: string; objectId: string; kind: MatchRow['kind'] }[]> {
  return sql<{ entryId: string; objectId: string; kind: MatchRow['kind'] }[]>`
    select distinct entry_id, coalesce(payment_id, payout_id) as object_id, kind from matches
    where application_id = ${account.applicationId} and payout_account_id = ${account.payoutAccountId}
      and state = 'undone'`;
}

export interface MatchFilter {
  readonly after: string | undefined;
  readonly entryId: string | undefined;
  readonly paymentId: string | undefined;
  readonly payoutId: string | undefined;
}

/** One page of an application's matches, newest first. */
export function selectMatches(
  sql: Sql,
  applicationId: string,
  { after, entryId, paymentId, payoutId }: MatchFilter,
  limit: number,
): Promise<MatchRow[]> {
  return sql<MatchRow[]>`
    select ${columns(sql)} from matches m ${around(sql)}
    where m.application_id = ${applicationId}
    ${after ? sql`and m.id < ${after}` : sql``}
    ${entryId ? sql`and m.entry_id = ${entryId}` : sql``}
    ${paymentId ? sql`and m.payment_id = ${paymentId}` : sql``}
    ${payoutId ? sql`and m.payout_id = ${payoutId}` : sql``}
    order by m.id desc limit ${limit}`;
}

/** All matches of some entries, those that were undone too, in the order in which they were made. */
export function selectMatchesOf(sql: Sql | Tx, entries: readonly Key[]): Promise<MatchRow[]> {
  return sql<MatchRow[]>`
    select ${columns(sql)}
    from unnest(${list(entries.map((k) => k.applicationId))}::uuid[], ${list(entries.map((k) => k.id))}::uuid[])
      k (application_id, id)
    join matches m on m.application_id = k.application_id and m.entry_id = k.id ${around(sql)}
    order by m.id`;
}

/** A match that proves more than its object was told by the bank, and the object as it is now. */
export interface ToTell {
  readonly matchId: string;
  readonly kind: MatchRow['kind'];
  readonly objectId: string;
  readonly endToEndId: string | null;
  readonly connector: string;
  readonly state: string;
  /** Is all of it proven: that it came in or went out, or, of a return, that it came back? */
  readonly isProven: boolean;
  /** Did all that went out come back again? */
  readonly isUndone: boolean;
  readonly bankReference: string | null;
  readonly returnReason: string | null;
  readonly counterpartyName: string | null;
  readonly counterpartyIban: string | null;
}

export function selectToTell(sql: Sql, account: AccountKey, limit: number): Promise<ToTell[]> {
  return sql<ToTell[]>`
    select m.id as match_id, m.kind, coalesce(m.payment_id, m.payout_id) as object_id,
      coalesce(p.end_to_end_id, o.end_to_end_id) as end_to_end_id, a.connector, coalesce(p.state, o.state) as state,
      m.state = 'made' and case m.kind when 'payment' then p.matched_minor = p.amount_minor
        when 'payout' then o.matched_minor = o.amount_minor
        else o.returned_minor = o.amount_minor end as is_proven,
      m.kind = 'payout' and o.returned_minor >= o.matched_minor as is_undone,
      coalesce(p.bank_reference, o.bank_reference, e.bank_reference) as bank_reference, e.return_reason,
      e.counterparty_name, e.counterparty_iban
    from matches m ${around(sql)}
    left join payments p on p.application_id = m.application_id and p.id = m.payment_id
    left join payouts o on o.application_id = m.application_id and o.id = m.payout_id
    where m.application_id = ${account.applicationId} and m.payout_account_id = ${account.payoutAccountId} and m.to_tell
    order by m.id limit ${limit}`;
}

/** They have been told. */
export async function markTold(sql: Sql, applicationId: string, matchIds: readonly string[]): Promise<void> {
  await sql`
    update matches m set to_tell = false from unnest(${list([...matchIds])}::uuid[]) k (id)
    where m.application_id = ${applicationId} and m.id = k.id`;
}
