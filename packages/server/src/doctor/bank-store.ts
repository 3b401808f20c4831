import type { PaymentState, PayoutState } from '@sarf/contract';
import type { BookLine } from '../banks/connector.ts';
import { list, only, type Sql, type Tx } from '../foundation/database.ts';
import type { OrderLine } from './rules.ts';

// What is held against the books of a bank: orders that it was given, and what is on our accounts.

type Order = BookLine['order'];

// Payments that other systems collected have no end-to-end id: no bank of ours was told of them.
const orders = (sql: Sql | Tx, order: Order) => sql`(
  select o.application_id, o.id, o.state, o.updated_at, o.end_to_end_id, o.amount_minor, o.currency, o.payout_account_id,
    ${order}::text as order, a.iban as own_iban, a.connector
  from ${order === 'payout' ? sql`payouts` : sql`payments`} o
  join payout_accounts a on a.application_id = o.application_id and a.id = o.payout_account_id) o`;

const lineColumns = (sql: Sql | Tx) => sql`
  o.order, o.id, o.state, o.end_to_end_id, o.amount_minor, o.currency, o.own_iban, o.payout_account_id`;

/** The orders of one kind that go through a connector and have one of these end-to-end ids. */
export const selectByEndToEndIds = (
  sql: Sql | Tx,
  connector: string,
  order: Order,
  ids: readonly string[],
): Promise<OrderLine[]> =>
  sql<OrderLine[]>`
  select ${lineColumns(sql)} from ${orders(sql, order)}
  where o.end_to_end_id = any(${list([...ids])}::text[]) and o.connector = ${connector}`;

export interface PageKey {
  readonly applicationId: string;
  readonly id: string;
}

interface OrdersWanted {
  readonly connector: string;
  readonly order: Order;
  readonly states: readonly (PayoutState & PaymentState)[];
  /** Only those that have not moved since. */
  readonly before: Date;
  readonly after: PageKey | undefined;
}

/** A page of orders in some states, in the order of their keys. */
export const selectOrdersIn = (
  sql: Sql | Tx,
  { connector, order, states, before, after }: OrdersWanted,
  limit: number,
): Promise<(OrderLine & PageKey)[]> =>
  sql<(OrderLine & PageKey)[]>`
  select o.application_id, ${lineColumns(sql)} from ${orders(sql, order)}
  where o.state = any(${list([...states])}::text[]) and o.connector = ${connector} and o.updated_at < ${before}
    and o.end_to_end_id is not null
    ${after ? sql`and (o.application_id, o.id) > (${after.applicationId}, ${after.id})` : sql``}
  order by o.application_id, o.id limit ${limit}`;

/** What lines of statements that were fetched from the bank prove of these payouts or payments, where it is all of it. */
export const selectProvenAtBank = (
  sql: Sql | Tx,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly proof: 'moved' | 'returned' }[]> =>
  sql<{ id: string; proof: 'moved' | 'returned' }[]>`
  select m.id, case m.kind when 'return' then 'returned' else 'moved' end as proof
  from (
    select p.application_id, p.id, p.amount_minor, m.kind, m.amount_minor as proven, m.entry_id from payouts p
    join matches m on m.application_id = p.application_id and m.payout_id = p.id and m.state = 'made'
    where p.id = any(${list([...ids])}::uuid[])
    union all
    select p.application_id, p.id, p.amount_minor, m.kind, m.amount_minor, m.entry_id from payments p
    join matches m on m.application_id = p.application_id and m.payment_id = p.id and m.state = 'made'
    where p.id = any(${list([...ids])}::uuid[])
  ) m
  join entries e on e.application_id = m.application_id and e.id = m.entry_id and e.source = 'bank'
  group by m.application_id, m.id, m.amount_minor, m.kind having sum(m.proven) >= m.amount_minor`;

/** The time by the database's clock, which is the one that states are dated by. */
export async function readTime(sql: Sql | Tx): Promise<Date> {
  return only(await sql<{ now: Date }[]>`select clock_timestamp() as now`).now;
}

/** An account of ours as our books have it. */
export interface AccountLine {
  readonly id: string;
  readonly iban: string;
  readonly currency: string;
  readonly postedMinor: bigint;
  readonly heldMinor: bigint;
  /** How much of what is posted was brought in by matches. */
  readonly receivedMinor: bigint;
  /** What came in by charges and checkouts that are completed and were not returned. */
  readonly chargedMinor: bigint;
  /** How many charges and checkouts are under way. */
  readonly underWay: number;
}

/** Our accounts at a bank. */
export const selectAccounts = (sql: Sql | Tx, connector: string): Promise<AccountLine[]> =>
  sql<AccountLine[]>`
  select a.id, a.iban, a.currency, l.posted_credits - l.posted_debits as posted_minor, l.pending_debits as held_minor,
    r.posted_debits - r.posted_credits as received_minor, coalesce(p.charged, 0)::bigint as charged_minor,
    coalesce(p.under_way, 0)::integer as under_way
  from payout_accounts a
  join ledger_accounts l on l.application_id = a.application_id and l.id = a.id
  join ledger_accounts r on r.application_id = a.application_id and r.id = a.received_account_id
  left join (
    select application_id, payout_account_id, sum(amount_minor) filter (where state = 'completed') as charged,
      count(*) filter (where state in ('queued', 'submitting', 'with_bank', 'in_doubt')) as under_way
    from payments where kind <> 'record' group by application_id, payout_account_id
  ) p on p.application_id = a.application_id and p.payout_account_id = a.id
  where a.connector = ${connector} order by a.application_id, a.id`;

/** What was booked on an account of ours besides our orders, credits less debits. */
export interface OtherLines {
  /** By the account. */
  readonly id: string;
  /** As the bank showed it in statements that were fetched from it. */
  readonly shownMinor: bigint;
  /** As somebody said who sent a statement. */
  readonly toldMinor: bigint;
}

/**
 * What was booked on our accounts besides our orders, as far as statements show: lines less what of them proves payouts,
 * charges and checkouts, and less the bookings of those that are not matched yet: a line with the end-to-end id and the
 * amount of an order, once in each direction. What was booked before an account was opened here is in its opening amount.
 */
export const selectOtherLines = (sql: Sql | Tx, connector: string): Promise<OtherLines[]> =>
  sql<OtherLines[]>`
    with wanted as materialized (
      select application_id, id from entries where matched_minor < amount_minor
      union
      select m.application_id, m.entry_id from payments p
      join matches m on m.application_id = p.application_id and m.payment_id = p.id and m.state = 'made'
      where p.kind = 'record'
    ), lines as materialized (
      select e.*, e.amount_minor - coalesce(proven.amount, 0) as rest
      from wanted w
      join entries e on e.application_id = w.application_id and e.id = w.id
      join payout_accounts a on a.application_id = e.application_id and a.id = e.payout_account_id
      cross join lateral (
        select sum(m.amount_minor) as amount from matches m
        left join payments p on p.application_id = m.application_id and p.id = m.payment_id
        where m.application_id = e.application_id and m.entry_id = e.id and m.state = 'made' and p.kind is distinct from 'record'
      ) proven
      where a.connector = ${connector} and e.booked_on >= (a.created_at at time zone 'UTC')::date
    ), named as materialized (
      select l.application_id, l.id, l.payout_account_id, l.direction, l.source, l.amount_minor, reference as end_to_end_id
      from lines l cross join lateral unnest(l.reference_list) reference
    ), own as (
      select application_id, id, unproven,
        row_number() over (partition by order_id, direction, source order by id) as number
      from (
        select n.*, p.id as order_id,
          p.amount_minor - case n.direction when 'debit' then p.matched_minor else p.returned_minor end as unproven
        from named n join payouts p on p.end_to_end_id = n.end_to_end_id and p.application_id = n.application_id
          and p.payout_account_id = n.payout_account_id and p.amount_minor = n.amount_minor
        union all
        select n.*, p.id, p.amount_minor - case n.direction when 'credit' then p.matched_minor else 0 end
        from named n join payments p on p.end_to_end_id = n.end_to_end_id and p.application_id = n.application_id
          and p.payout_account_id = n.payout_account_id and p.amount_minor = n.amount_minor
      ) o
    ), others as (
      select l.application_id, l.payout_account_id, l.source,
        (l.rest - least(l.rest, coalesce(o.unproven, 0))) * case l.direction when 'credit' then 1 else -1 end as amount
      from lines l left join own o on o.application_id = l.application_id and o.id = l.id and o.number = 1
    )
    select payout_account_id as id, coalesce(sum(amount) filter (where source = 'bank'), 0)::bigint as shown_minor,
      coalesce(sum(amount) filter (where source = 'upload'), 0)::bigint as told_minor
    from others group by application_id, payout_account_id`;
