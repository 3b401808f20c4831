import type { Tx } from '../foundation/database.ts';
import { proven } from './collections-store.ts';
import { type Found, first } from './store.ts';

// What is true of statements, and of what they prove.

/** The reconciliation of a payment says what its matches prove, and did so when it last moved. */
export const findUnlike = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select id, format('is %s with %s proven, and its matches prove %s of %s, in minor units', reconciliation_state,
      reconciled_minor, amount, amount_minor) as what
    from (
      select p.id, p.reconciliation_state, p.reconciled_minor, p.amount_minor, coalesce(s.amount, 0) as amount
      from payments p
      left join ${proven(tx, 'payment_id')} s on s.application_id = p.application_id and s.payment_id = p.id
    ) p
    where reconciled_minor <> amount or case when amount >= amount_minor then reconciliation_state <> 'reconciled'
      when amount > 0 then reconciliation_state <> 'partial'
      else reconciliation_state not in ('new', 'outstanding', 'unreceived') end`,
  );

/** Nothing is proven beyond its amount, nor does an entry prove more than there is of it. */
export const findOverProven = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select id, format('is of %s, and its matches come to %s, in minor units', amount_minor, amount) as what from (
      select e.id, e.amount_minor, s.amount from entries e
      join ${proven(tx, 'entry_id')} s on s.application_id = e.application_id and s.entry_id = e.id
      union all
      select p.id, p.amount_minor, s.amount from payments p
      join ${proven(tx, 'payment_id')} s on s.application_id = p.application_id and s.payment_id = p.id
      union all
      select p.id, p.amount_minor, greatest(s.there, s.back) from payouts p
      join ${proven(tx, 'payout_id')} s on s.application_id = p.application_id and s.payout_id = p.id
    ) sides where amount > amount_minor`,
  );

/** A match ties an entry to what is of its account, currency and direction. */
export const findMistied = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select m.id, format('is a match of %s, and its entry and what it proves are not of one account, currency and direction',
      m.kind) as what
    from matches m
    left join entries e on e.application_id = m.application_id and e.id = m.entry_id
    left join payments p on p.application_id = m.application_id and p.id = m.payment_id
    left join payouts o on o.application_id = m.application_id and o.id = m.payout_id
    where (e.payout_account_id, e.currency, e.direction) is distinct from
        (m.payout_account_id, m.currency, case m.kind when 'payout' then 'debit' else 'credit' end)
      or (coalesce(p.payout_account_id, o.payout_account_id), coalesce(p.currency, o.currency)) is distinct from
        (m.payout_account_id, m.currency)`,
  );

/**
 * What a match brought into the books is there, and was taken out again when it was undone.
 * @param steps the ledger steps of a match in each state
 */
export const findMisreceived = (tx: Tx, steps: ReadonlyMap<string, string>): Promise<Found[]> =>
  first(
    tx,
    tx`
    select m.id, format('is a match that is %s and has in the ledger: %s', m.state, coalesce(t.steps, 'nothing')) as what
    from matches m
    left join (
      select application_id, object_id, string_agg(verb, ' ' order by step) as steps
      from ledger_transfers where verb <> 'fund' group by application_id, object_id
    ) t on t.application_id = m.application_id and t.object_id = m.id
    -- What was booked before the account was opened here is in its opening amount, and payouts have steps of their own.
    where t.steps is distinct from case when m.kind = 'payment' and m.books
      then ${JSON.stringify(Object.fromEntries(steps))}::text::jsonb ->> m.state end`,
  );

/** What a match brought in is of its amount and came to its account, and went out of it again. */
export const findMisplacedReceipts = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select t.object_id as id, format('has in the ledger a %s that is not of its amount and accounts', t.verb) as what
    from ledger_transfers t
    join matches m on m.application_id = t.application_id and m.id = t.object_id
    join payout_accounts a on a.application_id = m.application_id and a.id = m.payout_account_id
    where t.verb in ('receive', 'unreceive') and (t.amount_minor <> m.amount_minor or
      case t.verb when 'receive' then (t.credit_account_id, t.debit_account_id)
        else (t.debit_account_id, t.credit_account_id) end is distinct from (a.id, a.received_account_id))`,
  );

/** A statement has the entries that it brought, and a file all of its bytes. */
export const findTorn = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select s.id, format('is a statement that brought %s entries, and has %s', s.new_entries, coalesce(e.number, 0)) as what
    from statements s
    left join (
      select application_id, statement_id, count(*) as number from entries group by application_id, statement_id
    ) e on e.application_id = s.application_id and e.statement_id = s.id
    where s.new_entries <> coalesce(e.number, 0)
    union all
    select f.id, format('is a file of %s bytes, and its parts have %s', f.size, coalesce(p.size, 0))
    from statement_files f
    left join (
      select application_id, file_id, sum(octet_length(bytes)) as size from statement_file_parts
      group by application_id, file_id
    ) p on p.application_id = f.application_id and p.file_id = f.id
    where f.finished_at is not null and f.size <> coalesce(p.size, 0)`,
  );
