import type { Sql } from '../foundation/database.ts';
import type { AccountKey, MatchKind } from './match.ts';

/** Days, YYYY-MM-DD, both of them in it. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

type Account = AccountKey & { readonly currency: string };

const entriesOf = (sql: Sql, { applicationId, payoutAccountId, currency }: Account) => sql`
  entries e where e.application_id = ${applicationId} and e.payout_account_id = ${payoutAccountId}
    and e.currency = ${currency}`;

const signed = (sql: Sql) => sql`case e.direction when 'credit' then e.amount_minor else -e.amount_minor end`;

// The number of a statement, where the bank counts.
const numberOf = (sql: Sql) => sql`case when s.bank_sequence ~ '^[0-9]{1,12}$' then s.bank_sequence::bigint end`;

/**
 * What was on an account before a day began, in minor units, as statements and entries say: the closing of the last
 * statement that ended before, and what was booked since; or the opening of the first one after, less what was booked
 * until then. Null when no statement says anything.
 */
export async function selectBalanceBefore(sql: Sql, account: Account, day: string): Promise<bigint | null> {
  const [row] = await sql<{ balanceMinor: bigint | null }[]>`
    with known as materialized (
      select s.id, s.opening_minor, s.closing_minor, ${numberOf(sql)} as number,
        coalesce(s.from_text::date, s.first_booked_on) as first_on,
        coalesce(s.to_text::date, s.last_booked_on) as last_on
      from statements s
      where s.application_id = ${account.applicationId} and s.payout_account_id = ${account.payoutAccountId}
        and s.currency = ${account.currency}
    ), before as materialized (
      select closing_minor, last_on from known
      where closing_minor is not null and last_on < ${day}::text::date
      order by last_on desc, number desc nulls last, id desc limit 1
    ), later as materialized (
      select opening_minor, first_on from known
      where opening_minor is not null and first_on >= ${day}::text::date
      order by first_on, number nulls last, id limit 1
    )
    select coalesce(
      (select b.closing_minor + (select coalesce(sum(${signed(sql)}), 0)::bigint from ${entriesOf(sql, account)}
        and e.booked_on > b.last_on and e.booked_on < ${day}::text::date) from before b),
      (select l.opening_minor - (select coalesce(sum(${signed(sql)}), 0)::bigint from ${entriesOf(sql, account)}
        and e.booked_on >= ${day}::text::date and e.booked_on < l.first_on) from later l)
    ) as balance_minor`;
  return row?.balanceMinor ?? null;
}

/** What matches prove of what was booked in a period, by kind. */
export function selectMatched(
  sql: Sql,
  account: Account,
  { from, to }: Period,
): Promise<{ kind: MatchKind; count: bigint; amountMinor: bigint }[]> {
  return sql<{ kind: MatchKind; count: bigint; amountMinor: bigint }[]>`
    with booked as materialized (
      select e.application_id, e.id from ${entriesOf(sql, account)}
        and e.booked_on >= ${from}::text::date and e.booked_on <= ${to}::text::date and e.matched_minor > 0
    )
    select m.kind, count(*) as count, sum(m.amount_minor)::bigint as amount_minor
    from booked b join matches m on m.application_id = b.application_id and m.entry_id = b.id
    where m.state = 'made' group by m.kind`;
}

interface Unmatched {
  readonly direction: 'credit' | 'debit';
  readonly count: bigint;
  readonly amountMinor: bigint;
  readonly unknown: bigint;
  readonly suggestions: bigint;
}

/** What of the entries that were booked in a period nothing explains. */
export function selectUnmatched(sql: Sql, account: Account, { from, to }: Period): Promise<Unmatched[]> {
  return sql<Unmatched[]>`
    select e.direction, count(*) as count, sum(e.amount_minor - e.matched_minor)::bigint as amount_minor,
      count(*) filter (where e.matched_minor = 0 and e.unknown_at is not null) as unknown,
      sum((select count(*) from match_suggestions s
        where s.application_id = e.application_id and s.entry_id = e.id
          and s.amount_minor <= e.amount_minor - e.matched_minor))::bigint as suggestions
    from ${entriesOf(sql, account)}
      and e.booked_on >= ${from}::text::date and e.booked_on <= ${to}::text::date and e.matched_minor < e.amount_minor
    group by e.direction`;
}

interface InFlight {
  readonly count: bigint;
  readonly amountMinor: bigint;
}

/** Payments that a bank accepted and no statement shows in full. */
export async function selectPaymentsInFlight(sql: Sql, account: Account): Promise<InFlight | undefined> {
  const [row] = await sql<InFlight[]>`
    select count(*) as count, coalesce(sum(amount_minor - matched_minor), 0)::bigint as amount_minor from payments
    where application_id = ${account.applicationId} and payout_account_id = ${account.payoutAccountId}
      and reconciliation_state in ('new', 'outstanding', 'partial') and state not in ('failed', 'rejected', 'returned')
      and state in ('completed', 'with_bank')`;
  return row;
}
