import type { PayoutState } from '@sarf/contract';
import { only, type Sql, type Tx } from '../foundation/database.ts';
import { SHOWN_MAX } from './finding.ts';

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

/** The names of the bank connections that our accounts are kept through. */
export async function selectConnectors(sql: Sql | Tx): Promise<string[]> {
  const rows = await sql<{ connector: string }[]>`select distinct connector from payout_accounts order by connector`;
  return rows.map(({ connector }) => connector);
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

/** An end-to-end id is what a bank's word comes back under, so it belongs to one payout or payment. */
export const findSharedIds = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select end_to_end_id as id, format('is the end-to-end id of %s payouts', count(*)) as what
    from payouts group by end_to_end_id having count(*) > 1
    union all
    select end_to_end_id, format('is the end-to-end id of %s payments', count(*))
    from payments where end_to_end_id is not null group by end_to_end_id having count(*) > 1
    union all
    select p.end_to_end_id, format('is the end-to-end id of payout %s and of payment %s', o.id, p.id)
    from payments p join payouts o on o.end_to_end_id = p.end_to_end_id where p.end_to_end_id is not null`,
  );
