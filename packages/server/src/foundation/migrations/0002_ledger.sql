-- Double entry. Transfers are only ever added; the totals of the accounts are kept by the database itself, so
-- they cannot drift from the transfers, and a balance that binds cannot be exceeded by requests racing each other.

create table ledger_accounts (
  application_id uuid not null references applications (id),
  id uuid not null,
  kind text not null check (kind in ('payout_account', 'paid_out', 'funding')),
  currency text not null,
  balance_binding boolean not null,
  pending_debits bigint not null default 0 check (pending_debits >= 0),
  posted_debits bigint not null default 0 check (posted_debits >= 0),
  pending_credits bigint not null default 0 check (pending_credits >= 0),
  posted_credits bigint not null default 0 check (posted_credits >= 0),
  primary key (application_id, id),
  constraint balance_covers_holds check (
    not balance_binding or posted_credits - posted_debits - pending_debits >= 0
  )
) with (fillfactor = 50);

create table ledger_transfers (
  application_id uuid not null,
  object_id uuid not null,
  -- The step is part of the key: a payout is held once, then posted or released (not both), then reversed.
  step smallint generated always as (
    case verb when 'hold' then 1 when 'post' then 2 when 'release' then 2 when 'reverse' then 3 else 1 end
  ) stored,
  verb text not null check (verb in ('fund', 'hold', 'post', 'release', 'reverse')),
  debit_account_id uuid not null,
  credit_account_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  created_at timestamptz not null,
  primary key (application_id, object_id, step)
);

-- Adds a batch of transfers to the totals of their accounts, which are locked in the order of their ids, so that two
-- batches cannot wait for each other. It is also what holds transfers to accounts that exist, once for the whole batch;
-- a foreign key would look at each row by itself (measured: a tenth of the time of a batch). Accounts never go away.
create function apply_ledger_transfers() returns trigger language plpgsql as $$
declare
  touched integer;
  applied integer;
begin
  with sides as (
    select n.application_id, s.account_id, s.side,
      case n.verb when 'hold' then n.amount_minor when 'post' then -n.amount_minor
        when 'release' then -n.amount_minor else 0 end as pending,
      case n.verb when 'hold' then 0 when 'release' then 0 else n.amount_minor end as posted
    from new_transfers n
    cross join lateral (values (n.debit_account_id, 'debit'), (n.credit_account_id, 'credit')) s (account_id, side)
  ), sums as materialized (
    select application_id, account_id,
      coalesce(sum(pending) filter (where side = 'debit'), 0) as pending_debits,
      coalesce(sum(posted) filter (where side = 'debit'), 0) as posted_debits,
      coalesce(sum(pending) filter (where side = 'credit'), 0) as pending_credits,
      coalesce(sum(posted) filter (where side = 'credit'), 0) as posted_credits
    from sides group by application_id, account_id
  ), locked as materialized (
    select a.application_id, a.id from ledger_accounts a
    join sums s on s.application_id = a.application_id and s.account_id = a.id
    order by a.application_id, a.id for no key update of a
  ), updated as (
    update ledger_accounts a set
      pending_debits = a.pending_debits + s.pending_debits,
      posted_debits = a.posted_debits + s.posted_debits,
      pending_credits = a.pending_credits + s.pending_credits,
      posted_credits = a.posted_credits + s.posted_credits
    from locked l join sums s on s.application_id = l.application_id and s.account_id = l.id
    where a.application_id = l.application_id and a.id = l.id
    returning 1
  )
  select (select count(*) from sums), (select count(*) from updated) into touched, applied;
  if applied <> touched then
    raise exception 'a transfer names a ledger account that does not exist' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

create trigger apply_ledger_transfers after insert on ledger_transfers
  referencing new table as new_transfers
  for each statement execute function apply_ledger_transfers();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on % is refused: its rows are only ever added', tg_op, tg_table_name;
end $$;

create trigger only_added before update or delete or truncate on ledger_transfers
  for each statement execute function refuse_change();

-- The totals change with transfers alone: an update from anywhere but the trigger above is refused.
create function refuse_direct_totals() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'the totals of ledger accounts change with transfers alone';
  end if;
  return null;
end $$;

create trigger totals_follow_transfers before update or delete or truncate on ledger_accounts
  for each statement execute function refuse_direct_totals();
