-- The application's own bank accounts. The ledger account of the same id holds its balance.
create table payout_accounts (
  application_id uuid not null references applications (id),
  id uuid not null,
  paid_out_account_id uuid not null,
  name text not null,
  currency text not null,
  iban text not null,
  connector text not null,
  is_default boolean not null,
  created_at timestamptz not null,
  primary key (application_id, id),
  unique (application_id, iban, currency),
  foreign key (application_id, id) references ledger_accounts (application_id, id),
  foreign key (application_id, paid_out_account_id) references ledger_accounts (application_id, id)
);
create unique index payout_accounts_default on payout_accounts (application_id, currency) where is_default;

create table destinations (
  application_id uuid not null references applications (id),
  id uuid not null,
  -- A hash of the details: the same details again are the same destination.
  fingerprint text not null,
  beneficiary_name text not null,
  iban text,
  account_number text,
  bank_code text,
  country text not null,
  currency text not null,
  created_at timestamptz not null,
  primary key (application_id, id),
  unique (application_id, fingerprint),
  check (iban is not null or (account_number is not null and bank_code is not null))
);

create table payouts (
  application_id uuid not null,
  -- Version 7: ordered by time, so the primary key is also the order of the lists.
  id uuid not null,
  payout_account_id uuid not null,
  destination_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  description text,
  reference text,
  idempotency_key text,
  end_to_end_id text not null,
  created_at timestamptz not null,
  state text not null,
  sequence integer not null,
  bank_reference text,
  reason_code text,
  reason_message text,
  updated_at timestamptz not null,
  -- When a worker has something to do, and until when one is doing it.
  due_at timestamptz,
  lease_until timestamptz,
  -- How often it was submitted, and how often the bank was asked since.
  attempts smallint not null default 0,
  asks smallint not null default 0,
  primary key (application_id, id)
) with (fillfactor = 80);

-- Lasts as long as the payout: a key is never free again.
create unique index payouts_idempotency on payouts (application_id, idempotency_key) where idempotency_key is not null;
-- The guard against paying the same thing twice, newest twin last.
create index payouts_twins on payouts (application_id, destination_id, reference, amount_minor, id)
  where reference is not null;
-- What the bank says comes back under this id. Unique by how it is made, so this index need not be.
create index payouts_end_to_end on payouts (end_to_end_id);
create index payouts_due on payouts (due_at) where due_at is not null;

-- A payout enters its first state only together with line 1 of its history, from an account in its currency to a
-- destination, both of its own application. What a foreign key does for a row this does for a batch; it needs no locks,
-- because accounts and destinations never go away (below).
create function refuse_unfounded_birth() returns trigger language plpgsql as $$
declare
  bad uuid;
begin
  select n.id into bad from new_rows n
  left join history h on h.application_id = n.application_id and h.object_id = n.id and h.sequence = 1
  left join payout_accounts a on a.application_id = n.application_id and a.id = n.payout_account_id
  left join destinations d on d.application_id = n.application_id and d.id = n.destination_id
  where n.sequence <> 1 or h.to_state is distinct from n.state or a.currency is distinct from n.currency
    or d.id is null
  limit 1;
  if found then
    raise exception 'payout % has no line of history for its first state, or no such account or destination', bad
      using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

-- A payout changes its state only together with the next line of its history, and what was agreed never changes.
create function refuse_unrecorded_move() returns trigger language plpgsql as $$
declare
  bad uuid;
begin
  select n.id into bad from new_rows n
  left join old_rows o on o.application_id = n.application_id and o.id = n.id
  left join history h on h.application_id = n.application_id and h.object_id = n.id and h.sequence = n.sequence
  where o.id is null
    or (n.payout_account_id, n.destination_id, n.amount_minor, n.currency, n.description,
        n.reference, n.idempotency_key, n.end_to_end_id, n.created_at)
      is distinct from
       (o.payout_account_id, o.destination_id, o.amount_minor, o.currency, o.description,
        o.reference, o.idempotency_key, o.end_to_end_id, o.created_at)
    or ((n.state, n.sequence) is distinct from (o.state, o.sequence)
      and (n.sequence is distinct from o.sequence + 1
        or h.from_state is distinct from o.state or h.to_state is distinct from n.state))
  limit 1;
  if found then
    raise exception 'payout % may change its state only through a recorded move', bad;
  end if;
  return null;
end $$;

create trigger refuse_unfounded_birth after insert on payouts
  referencing new table as new_rows
  for each statement execute function refuse_unfounded_birth();
create trigger refuse_unrecorded_move after update on payouts
  referencing old table as old_rows new table as new_rows
  for each statement execute function refuse_unrecorded_move();
create trigger never_deleted before delete or truncate on payouts
  for each statement execute function refuse_change();

-- Payouts point at these.
create trigger never_deleted before delete or truncate on payout_accounts
  for each statement execute function refuse_change();
create trigger never_deleted before delete or truncate on destinations
  for each statement execute function refuse_change();
create trigger never_renamed before update of application_id, id, currency on payout_accounts
  for each statement execute function refuse_change();
create trigger never_renamed before update of application_id, id on destinations
  for each statement execute function refuse_change();
