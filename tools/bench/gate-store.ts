import { only, type Sql, type Tx } from '../../packages/server/src/foundation/database.ts';

/** What the books say of the payouts of one phase. Of the faults there should be none. */
export interface Books {
  readonly payouts: number;
  /** Payouts that share a reference, a description or an end-to-end id with another one. */
  readonly notUnique: number;
  /** Payouts that do not have exactly the ledger steps of their state, of their amount and from their account. */
  readonly wrongTransfers: number;
  /** Payouts whose history is not one walk without gaps that ends where they are. */
  readonly brokenHistories: number;
  /** Payouts that do not have exactly one event for each line of history. */
  readonly brokenEvents: number;
  /** Ledger accounts, of all phases, whose totals are not the sums of their transfers. */
  readonly driftedAccounts: number;
}

/** Reads the payouts whose idempotency keys begin with a prefix and a dash; the state tells what each must have. */
export async function readBooks(tx: Tx, prefix: string): Promise<Books> {
  // The tables are young and their statistics older than their rows, which makes nested loops look cheap.
  await tx`set local enable_nestloop = off`;
  // The keys from `prefix-` to before `prefix.`, which an index finds.
  const [from, to] = [`${prefix}-`, `${prefix}.`];
  return only(
    await tx<Books[]>`
    with mine as materialized (
      select p.application_id, p.id, p.state, p.sequence, p.reference, p.description, p.end_to_end_id, p.amount_minor,
        p.payout_account_id, a.paid_out_account_id
      from payouts p join payout_accounts a on a.application_id = p.application_id and a.id = p.payout_account_id
      where p.idempotency_key >= ${from} and p.idempotency_key < ${to}
    ), booked as (
      select m.id, string_agg(t.verb, ' ' order by t.step) as verbs,
        bool_and((t.amount_minor, t.debit_account_id, t.credit_account_id)
          = (m.amount_minor, m.payout_account_id, m.paid_out_account_id)) as fits
      from mine m join ledger_transfers t on t.application_id = m.application_id and t.object_id = m.id
      group by m.id
    ), lines as (
      select m.id, h.sequence, h.from_state, h.to_state, row_number() over line as number,
        lag(h.to_state, 1, 'new') over line as before
      from mine m join history h on h.application_id = m.application_id and h.object_id = m.id
      window line as (partition by m.id order by h.sequence)
    ), walks as (
      select id, count(*) as lines, bool_and(sequence = number and from_state = before) as unbroken,
        (array_agg(to_state order by sequence desc))[1] as ends
      from lines group by id
    ), told as (
      select m.id, count(*) as events, min(e.sequence) as first, max(e.sequence) as last
      from mine m join events e on e.application_id = m.application_id and e.object_id = m.id
      group by m.id
    ), sides as (
      select debit_account_id as id, verb, amount_minor as debit, 0 as credit from ledger_transfers
      union all select credit_account_id, verb, 0, amount_minor from ledger_transfers
    ), sums as (
      select id,
        sum(debit) filter (where verb in ('fund', 'post', 'reverse')) as posted_debits,
        sum(credit) filter (where verb in ('fund', 'post', 'reverse')) as posted_credits,
        sum(case when verb = 'hold' then debit when verb in ('post', 'release') then -debit end) as pending_debits,
        sum(case when verb = 'hold' then credit when verb in ('post', 'release') then -credit end) as pending_credits
      from sides group by id
    )
    select
      (select count(*) from mine)::integer as payouts,
      (select count(*) - least(count(distinct reference), count(distinct description), count(distinct end_to_end_id))
        from mine)::integer as not_unique,
      (select count(*) from mine m left join booked b on b.id = m.id
        where b.verbs is distinct from case m.state when 'completed' then 'hold post' else 'hold' end or not b.fits
      )::integer as wrong_transfers,
      (select count(*) from mine m left join walks w on w.id = m.id
        where (w.unbroken, w.lines, w.ends) is distinct from (true, m.sequence::bigint, m.state)
      )::integer as broken_histories,
      (select count(*) from mine m left join told e on e.id = m.id
        where (e.events, e.first, e.last) is distinct from (m.sequence::bigint, 1, m.sequence)
      )::integer as broken_events,
      (select count(*) from ledger_accounts a left join sums s on s.id = a.id
        where (a.posted_debits, a.posted_credits, a.pending_debits, a.pending_credits) is distinct from
          (coalesce(s.posted_debits, 0), coalesce(s.posted_credits, 0), coalesce(s.pending_debits, 0),
            coalesce(s.pending_credits, 0))
      )::integer as drifted_accounts`,
  );
}

/** The end-to-end ids of all payouts. */
export async function selectEndToEndIds(sql: Sql): Promise<string[]> {
  const rows = await sql<{ endToEndId: string }[]>`select end_to_end_id from payouts`;
  return rows.map(({ endToEndId }) => endToEndId);
}
