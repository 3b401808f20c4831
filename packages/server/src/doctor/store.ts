import { type PayoutState, payoutEventOf, payoutStatusOf } from '@sarf/contract';
import { list, only, type Sql, type Tx } from '../foundation/database.ts';
import type { Edge } from '../lifecycle/define.ts';
import { SHOWN_MAX } from './finding.ts';
import type { PayoutLine } from './rules.ts';

// The large tables are read in the order of their primary keys and joined side by side, so that the database needs
// little memory for it however many payouts there are.

export interface Found {
  readonly id: string;
  readonly what: string;
  /** How many there are in all, on every row. */
  readonly total: bigint;
}

type Fragment = ReturnType<Tx>;

/** The first findings of a statement with the columns `id` and `what`, and how many there are. */
export function first(tx: Tx, findings: Fragment): Promise<Found[]> {
  // Materialized, so that the statement is planned for all of its rows and not for the first few.
  return tx<Found[]>`
    with found as materialized (${findings})
    select id::text as id, what, (select count(*) from found) as total from found limit ${SHOWN_MAX}`;
}

/**
 * Sets up the transaction of one long reading; the settings end with it. A hash join would write whole tables to
 * temporary files first, two gigabytes for the events of a million payouts.
 */
export async function prepareReading(tx: Tx): Promise<void> {
  await tx`set local statement_timeout = 0`;
  await tx`set local enable_hashjoin = off`;
  await tx`set local work_mem = '32MB'`;
}

export async function countPayouts(tx: Tx): Promise<number> {
  return Number(only(await tx<{ count: bigint }[]>`select count(*) as count from payouts`).count);
}

export const findUnbalanced = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select application_id as id, format('has in %s posted debits %s and credits %s, pending debits %s and credits %s, '
      'in minor units', currency, sum(posted_debits), sum(posted_credits), sum(pending_debits),
      sum(pending_credits)) as what
    from ledger_accounts group by application_id, currency
    having sum(posted_debits) <> sum(posted_credits) or sum(pending_debits) <> sum(pending_credits)`,
  );

export const findOverdrawn = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select id, format('is overdrawn by %s in minor units', pending_debits + posted_debits - posted_credits) as what
    from ledger_accounts where balance_binding and posted_credits - posted_debits - pending_debits < 0`,
  );

export const findDrifted = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select a.id, format('has debits %s + %s pending and credits %s + %s pending, and its transfers add up to '
      '%s + %s and %s + %s, in minor units', a.posted_debits, a.pending_debits, a.posted_credits, a.pending_credits,
      coalesce(s.posted_debits, 0), coalesce(s.pending_debits, 0), coalesce(s.posted_credits, 0),
      coalesce(s.pending_credits, 0)) as what
    from ledger_accounts a left join (
      select t.application_id, side.id,
        sum(posted) filter (where is_debit) as posted_debits, sum(posted) filter (where not is_debit) as posted_credits,
        sum(pending) filter (where is_debit) as pending_debits,
        sum(pending) filter (where not is_debit) as pending_credits
      from (
        select application_id, debit_account_id, credit_account_id,
          case when verb in ('fund', 'post', 'reverse', 'receive', 'unreceive') then amount_minor else 0 end as posted,
          case verb when 'hold' then amount_minor when 'post' then -amount_minor when 'release' then -amount_minor
            else 0 end as pending
        from ledger_transfers
      ) t
      cross join lateral (values (t.debit_account_id, true), (t.credit_account_id, false)) side (id, is_debit)
      group by t.application_id, side.id
    ) s on s.application_id = a.application_id and s.id = a.id
    where (a.posted_debits, a.posted_credits, a.pending_debits, a.pending_credits) is distinct from
      (coalesce(s.posted_debits, 0), coalesce(s.posted_credits, 0), coalesce(s.pending_debits, 0),
        coalesce(s.pending_credits, 0))`,
  );

/** The ledger steps of each payout are those that belong to its state. */
export const findMisbooked = (tx: Tx, steps: ReadonlyMap<PayoutState, string>): Promise<Found[]> =>
  first(
    tx,
    tx`
    select p.id, format('is %s and has in the ledger: %s', p.state, coalesce(b.steps, 'nothing')) as what
    from payouts p
    left join (
      select application_id, object_id, string_agg(verb, ' ' order by step) as steps
      from ledger_transfers where verb <> 'fund' group by application_id, object_id
    ) b on b.application_id = p.application_id and b.object_id = p.id
    where b.steps is distinct from ${JSON.stringify(Object.fromEntries(steps))}::text::jsonb ->> p.state`,
  );

/** Every transfer is a payout's, of its amount, between its two accounts, in the right direction. */
export const findMisplaced = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select t.object_id as id, format('has in the ledger a %s that is not of its amount and accounts', t.verb) as what
    from ledger_transfers t
    join payouts p on p.application_id = t.application_id and p.id = t.object_id
    join payout_accounts a on a.application_id = p.application_id and a.id = p.payout_account_id
    where t.verb <> 'fund' and (t.amount_minor <> p.amount_minor or
      case t.verb when 'reverse' then (t.credit_account_id, t.debit_account_id)
        else (t.debit_account_id, t.credit_account_id) end is distinct from (a.id, a.paid_out_account_id))`,
  );

/** Every history begins with 'new' and goes on from where it was, without gaps, by moves that the table lists. */
export const findBroken = (tx: Tx, edges: readonly Edge<PayoutState>[]): Promise<Found[]> =>
  first(
    tx,
    tx`
    select h.object_id as id, case when sequence <> number or from_state <> before
      then format('line %s of its history (%s to %s) does not follow the one before', sequence, from_state, to_state)
      else format('moved from %s to %s, which is no move', from_state, to_state) end as what
    from (
      select object_id, sequence, from_state, to_state, lag(to_state, 1, 'new') over lines as before,
        row_number() over lines as number
      from history where object_type = 'payout'
      window lines as (partition by application_id, object_id order by sequence)
    ) h
    where sequence <> number or from_state <> before
      or from_state || ' ' || to_state <> all(${list(edges.map(({ from, to }) => `${from} ${to}`))}::text[])`,
  );

/** Every payout is where its history ends. */
export const findUnfinished = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select p.id, format('is %s (line %s), and its history ends with %s (line %s)', p.state, p.sequence,
      coalesce(last.to_state, 'nothing'), coalesce(last.sequence, 0)) as what
    from payouts p
    left join (
      select application_id, object_id, sequence, to_state,
        lead(sequence) over (partition by application_id, object_id order by sequence) as following
      from history where object_type = 'payout'
    ) last on last.application_id = p.application_id and last.object_id = p.id and last.following is null
    where (p.sequence, p.state) is distinct from (last.sequence, last.to_state)`,
  );

/** What was accepted left a line of history, an event and a hold; where one is, there must be a payout. */
export const findMissing = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select id, format('there is no such payout, but there is %s', string_agg(distinct trace, ' and ')) as what from (
      select h.application_id, h.object_id as id, 'a history of it' as trace
      from history h left join payouts p on p.application_id = h.application_id and p.id = h.object_id
      where h.object_type = 'payout' and p.id is null
      union all
      select t.application_id, t.object_id, 'a transfer of it in the ledger'
      from ledger_transfers t left join payouts p on p.application_id = t.application_id and p.id = t.object_id
      where t.verb in ('hold', 'post', 'release', 'reverse') and p.id is null
    ) traces group by application_id, id`,
  );

const statuses = JSON.stringify(payoutStatusOf);
const events = JSON.stringify(payoutEventOf);

/** There is one event for each line of history, without gaps, and it tells what the line says. */
export const findMistold = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select coalesce(h.object_id, e.object_id) as id, case
      when h.object_id is null then format('there is an event for line %s of its history, and no such line', e.sequence)
      when e.object_id is null then format('there is no event for line %s of its history', h.sequence)
      else format('event %s tells of something else than its history', e.sequence) end as what
    from (select application_id, object_id, sequence, to_state, at from history where object_type = 'payout') h
    full join (select application_id, object_id, sequence, type, payload from events where object_type = 'payout') e
      on e.application_id = h.application_id and e.object_id = h.object_id and e.sequence = h.sequence
    -- Events are forgotten in time; what is older than the oldest may have had one.
    where h.object_id is null or (e.object_id is null and h.at >= (select min(created_at) from events))
      or e.type is distinct from
        case e.sequence when 1 then ${payoutEventOf.created} else ${events}::text::jsonb ->> h.to_state end
      or case
        -- As Sarf writes it, and much cheaper to see than to parse.
        when starts_with(e.payload::text, format('{"id":"%s","status":"%s"', h.object_id,
          ${statuses}::text::jsonb ->> h.to_state)) then false
        else (e.payload ->> 'id', e.payload ->> 'status') is distinct from
          (h.object_id::text, ${statuses}::text::jsonb ->> h.to_state) end`,
  );

/** What is open is looked at again some time; what is final is left alone. */
export const findUnscheduled = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select id, format('is %s, and %s', state, case when due_at is null then 'nobody will look at it again'
      else 'a worker will look at it again' end) as what
    from payouts
    where (state in ('queued', 'submitting', 'with_bank', 'in_doubt') and due_at is null)
      or (state in ('completed', 'failed', 'returned', 'rejected') and (due_at is not null or lease_until is not null))`,
  );

export const findSharedIds = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select end_to_end_id as id, format('is the end-to-end id of %s payouts', count(*)) as what
    from payouts group by end_to_end_id having count(*) > 1`,
  );

const lineColumns = (sql: Sql | Tx) => sql`
  p.id, p.state, p.end_to_end_id, p.amount_minor, p.currency, a.iban as debtor_iban`;

/** The payouts that go through a connector and have one of these end-to-end ids. */
export const selectByEndToEndIds = (sql: Sql | Tx, connector: string, ids: readonly string[]): Promise<PayoutLine[]> =>
  sql<PayoutLine[]>`
  select ${lineColumns(sql)}
  from payouts p join payout_accounts a on a.application_id = p.application_id and a.id = p.payout_account_id
  where p.end_to_end_id = any(${list([...ids])}::text[]) and a.connector = ${connector}`;

export interface PageKey {
  readonly applicationId: string;
  readonly id: string;
}

interface PayoutsWanted {
  readonly connector: string;
  readonly states: readonly PayoutState[];
  /** Only those that have not moved since. */
  readonly before: Date;
  readonly after: PageKey | undefined;
}

/** A page of payouts in some states, in the order of their keys. */
export const selectPayoutsIn = (
  sql: Sql | Tx,
  { connector, states, before, after }: PayoutsWanted,
  limit: number,
): Promise<(PayoutLine & PageKey)[]> =>
  sql<(PayoutLine & PageKey)[]>`
  select p.application_id, ${lineColumns(sql)}
  from payouts p join payout_accounts a on a.application_id = p.application_id and a.id = p.payout_account_id
  where p.state = any(${list([...states])}::text[]) and a.connector = ${connector} and p.updated_at < ${before}
    ${after ? sql`and (p.application_id, p.id) > (${after.applicationId}, ${after.id})` : sql``}
  order by p.application_id, p.id limit ${limit}`;

/** The time by the database's clock, which is the one that states are dated by. */
export async function readTime(sql: Sql | Tx): Promise<Date> {
  return only(await sql<{ now: Date }[]>`select clock_timestamp() as now`).now;
}

/** The names of the bank connections that our accounts are kept through. */
export async function selectConnectors(sql: Sql | Tx): Promise<string[]> {
  const rows = await sql<{ connector: string }[]>`select distinct connector from payout_accounts order by connector`;
  return rows.map(({ connector }) => connector);
}

export interface AccountLine {
  readonly id: string;
  readonly connector: string;
  readonly iban: string;
  readonly currency: string;
  readonly postedMinor: bigint;
  readonly heldMinor: bigint;
}

export const selectAccounts = (sql: Sql | Tx): Promise<AccountLine[]> =>
  sql<AccountLine[]>`
  select a.id, a.connector, a.iban, a.currency, l.posted_credits - l.posted_debits as posted_minor,
    l.pending_debits as held_minor
  from payout_accounts a join ledger_accounts l on l.application_id = a.application_id and l.id = a.id
  order by a.application_id, a.id`;
