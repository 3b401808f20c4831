import { list, type Sql, type Tx } from '../foundation/database.ts';
import type { AccountKey, Key, MatchKind } from './match.ts';

/** What might match and waits for a person. */
export interface SuggestionRow {
  readonly applicationId: string;
  /** In the order of the score, the best first. */
  readonly id: string;
  readonly kind: MatchKind;
  readonly entryId: string;
  readonly paymentId: string | null;
  readonly payoutId: string | null;
  readonly payoutAccountId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly step: number;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly createdAt: Date;
}

const columns = (sql: Sql | Tx) => sql`
  s.application_id, s.id, s.kind, s.entry_id, s.payment_id, s.payout_id, s.payout_account_id, s.amount_minor, s.currency,
  s.step, s.score, s.reasons, s.created_at`;

export async function insertSuggestions(tx: Tx, rows: readonly SuggestionRow[]): Promise<void> {
  await tx`
    insert into match_suggestions (application_id, id, kind, entry_id, payment_id, payout_id, payout_account_id,
      amount_minor, currency, step, score, reasons, created_at)
    select application_id, id, kind, entry_id, payment_id, payout_id, payout_account_id, amount_minor, currency, step,
      score, reasons::text[], created_at
    from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.kind))}::text[], ${list(rows.map((r) => r.entryId))}::uuid[],
      ${list(rows.map((r) => r.paymentId))}::uuid[], ${list(rows.map((r) => r.payoutId))}::uuid[],
      ${list(rows.map((r) => r.payoutAccountId))}::uuid[], ${list(rows.map((r) => r.amountMinor))}::bigint[],
      ${list(rows.map((r) => r.currency))}::text[], ${list(rows.map((r) => r.step))}::smallint[],
      ${list(rows.map((r) => r.score))}::smallint[], ${list(rows.map((r) => list([...r.reasons])))}::text[],
      ${list(rows.map((r) => r.createdAt))}::timestamptz[])
      n (application_id, id, kind, entry_id, payment_id, payout_id, payout_account_id, amount_minor, currency, step,
        score, reasons, created_at)`;
}

export async function deleteSuggestions(tx: Tx, applicationId: string, ids: readonly string[]): Promise<void> {
  await tx`
    delete from match_suggestions s using unnest(${list([...ids])}::uuid[]) k (id)
    where s.application_id = ${applicationId} and s.id = k.id`;
}

/** All suggestions of an account. */
export function selectOfAccount(tx: Tx, account: AccountKey): Promise<SuggestionRow[]> {
  return tx<SuggestionRow[]>`
    select ${columns(tx)} from match_suggestions s
    where s.application_id = ${account.applicationId} and s.payout_account_id = ${account.payoutAccountId}`;
}

export async function selectSuggestion(sql: Sql | Tx, { applicationId, id }: Key): Promise<SuggestionRow | undefined> {
  const [row] = await sql<SuggestionRow[]>`
    select ${columns(sql)} from match_suggestions s where s.application_id = ${applicationId} and s.id = ${id}`;
  return row;
}

// What it would match is still open on both sides.
const holds = (sql: Sql) => sql`
  exists (select from entries e where e.application_id = s.application_id and e.id = s.entry_id
    and s.amount_minor <= e.amount_minor - e.matched_minor)
  and case s.kind when 'payment' then exists (select from payments p
      where p.application_id = s.application_id and p.id = s.payment_id
        and s.amount_minor <= p.amount_minor - p.matched_minor)
    else exists (select from payouts p where p.application_id = s.application_id and p.id = s.payout_id
      and s.amount_minor <= p.amount_minor - case s.kind when 'payout' then p.matched_minor else p.returned_minor end)
    end`;

/** One page of an application's suggestions that still hold, the best first. */
export function selectSuggestions(
  sql: Sql,
  applicationId: string,
  filter: { readonly after: string | undefined; readonly payoutAccountId: string | undefined },
  limit: number,
): Promise<SuggestionRow[]> {
  const { after, payoutAccountId } = filter;
  return sql<SuggestionRow[]>`
    select ${columns(sql)} from match_suggestions s
    where s.application_id = ${applicationId}
    ${after ? sql`and s.id > ${after}` : sql``}
    ${payoutAccountId ? sql`and s.payout_account_id = ${payoutAccountId}` : sql``}
    and ${holds(sql)}
    order by s.id limit ${limit}`;
}

/** How many entries of an application have a suggestion that still holds. */
export async function countEntriesWaiting(sql: Sql, applicationId: string): Promise<number> {
  const [row] = await sql<{ count: bigint }[]>`
    select count(distinct s.entry_id) as count from match_suggestions s
    where s.application_id = ${applicationId} and ${holds(sql)}`;
  return Number(row?.count ?? 0);
}

export async function countSuggestions(sql: Sql, account: AccountKey): Promise<number> {
  const [row] = await sql<{ count: bigint }[]>`
    select count(*) as count from match_suggestions
    where application_id = ${account.applicationId} and payout_account_id = ${account.payoutAccountId}`;
  return Number(row?.count ?? 0);
}
