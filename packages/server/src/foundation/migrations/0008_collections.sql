-- Customers, consents, payment sources, payments, statements, matches and refunds.
--
-- What two requests could exceed at once is a sum in one row, kept by triggers from the rows that it sums up, and held
-- by a check constraint: what a consent allows, what of a payment is proven, what of it was given back.

-- A refund is confirmed by another party than its creator. A client belongs to its owner's party where it has an owner.
alter table applications add column refunds_four_eyes boolean not null default false;
-- Exact matches are made without a person.
alter table applications add column reconcile_exact boolean not null default true;
alter table clients add column owner text;

-- The ledger counts what payments bring in, account by account.
alter table ledger_accounts drop constraint ledger_accounts_kind_check;
alter table ledger_accounts add constraint ledger_accounts_kind_check
  check (kind in ('payout_account', 'paid_out', 'received', 'funding'));
alter table payout_accounts add column received_account_id uuid;
update payout_accounts set received_account_id = gen_random_uuid();
insert into ledger_accounts (application_id, id, kind, currency, balance_binding)
  select application_id, received_account_id, 'received', currency, false from payout_accounts;
alter table payout_accounts alter column received_account_id set not null;
alter table payout_accounts add foreign key (application_id, received_account_id)
  references ledger_accounts (application_id, id);

alter table ledger_transfers drop constraint ledger_transfers_verb_check;
alter table ledger_transfers drop constraint ledger_transfers_pkey;
alter table ledger_transfers drop column step;
alter table ledger_transfers add constraint ledger_transfers_verb_check
  check (verb in ('fund', 'hold', 'post', 'release', 'reverse', 'receive', 'unreceive'));
-- As before; and what is received can be taken out again once.
alter table ledger_transfers add column step smallint generated always as (
  case verb when 'hold' then 1 when 'post' then 2 when 'release' then 2 when 'reverse' then 3
    when 'unreceive' then 2 else 1 end
) stored;
alter table ledger_transfers add primary key (application_id, object_id, step);
alter table transitions drop constraint transitions_ledger_verb_check;
alter table transitions add constraint transitions_ledger_verb_check
  check (ledger_verb in ('hold', 'post', 'release', 'reverse', 'receive', 'unreceive'));

-- Rows of one aggregate enter their first state only together with line 1 of their history.
create function refuse_unrecorded_birth() returns trigger language plpgsql as $$
declare
  bad uuid;
begin
  select n.id into bad from new_rows n
  left join history h on h.application_id = n.application_id and h.object_id = n.id and h.sequence = 1
  where n.sequence <> 1 or h.to_state is distinct from n.state
  limit 1;
  if found then
    raise exception '% % has no line of history for its first state', tg_table_name, bad
      using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

-- They change their state only together with the next line of it. Only the columns that are named may change at all; where
-- none is named, another trigger keeps what may not change.
-- Many rows may change at once, and the plan is kept from the first time, when there may have been one. So the old are
-- hashed, which a limit would talk the planner out of, and the history is looked up row by row, however small it is now.
create function refuse_unrecorded_change() returns trigger language plpgsql
set enable_hashjoin = on set enable_nestloop = off set jit = off as $$
declare
  bad uuid;
begin
  select n.id into bad from new_rows n
  left join old_rows o on o.application_id = n.application_id and o.id = n.id
  left join lateral (
    select from_state, to_state from history
    where application_id = n.application_id and object_id = n.id and sequence = n.sequence limit 1
  ) h on true
  where o.id is null
    or (tg_nargs > 0 and (to_jsonb(n) - tg_argv) is distinct from (to_jsonb(o) - tg_argv))
    or ((n.state, n.sequence) is distinct from (o.state, o.sequence)
      and (n.sequence is distinct from o.sequence + 1
        or h.from_state is distinct from o.state or h.to_state is distinct from n.state));
  if found then
    raise exception '% % may change its state only through a recorded move, and what was agreed never', tg_table_name, bad;
  end if;
  return null;
end $$;

-- Sums change with what they sum up alone: an update from anywhere but a trigger is refused.
create function refuse_direct_sums() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'the sums in % follow from other rows and are not set', tg_table_name;
  end if;
  return null;
end $$;

create table customers (
  application_id uuid not null references applications (id),
  id uuid not null,
  app_user_id text not null,
  created_at timestamptz not null,
  primary key (application_id, id),
  unique (application_id, app_user_id)
);

create table consents (
  application_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  payout_account_id uuid not null,
  connector text not null,
  currency text not null,
  reference text,
  purpose text,
  return_url text,
  period_type text check (period_type in ('Day', 'Week', 'Month', 'Year')),
  max_individual_minor bigint check (max_individual_minor > 0),
  max_cumulative_minor bigint check (max_cumulative_minor > 0),
  max_cumulative_count integer check (max_cumulative_count > 0),
  max_period_minor bigint check (max_period_minor > 0),
  max_period_count integer check (max_period_count > 0),
  starts_at timestamptz not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  state text not null,
  sequence integer not null,
  updated_at timestamptz not null,
  authorisation_url text,
  bank_identifier text,
  -- When a worker has something to tell or ask the bank, and until when one is doing it.
  due_at timestamptz,
  lease_until timestamptz,
  asks smallint not null default 0,
  -- What payments that did not fail have used of it.
  used_minor bigint not null default 0 check (used_minor >= 0),
  used_count integer not null default 0 check (used_count >= 0),
  -- A revocation is three facts: nothing starts here any more, the bank was told, the bank confirmed it.
  blocked_at timestamptz,
  told_at timestamptz,
  confirmed_at timestamptz,
  revocation_reason text,
  revocation_context text,
  primary key (application_id, id),
  foreign key (application_id, customer_id) references customers (application_id, id),
  foreign key (application_id, payout_account_id) references payout_accounts (application_id, id),
  check (starts_at < expires_at),
  check ((state = 'revoked') = (blocked_at is not null) and (blocked_at is null) = (revocation_reason is null)),
  check (told_at is null or blocked_at is not null),
  check (confirmed_at is null or told_at is not null),
  check ((max_period_minor is null and max_period_count is null) or period_type is not null),
  constraint consent_covers_amounts check (max_cumulative_minor is null or used_minor <= max_cumulative_minor),
  constraint consent_covers_count check (max_cumulative_count is null or used_count <= max_cumulative_count)
) with (fillfactor = 80);
create index consents_of_customer on consents (application_id, customer_id, id);
create index consents_due on consents (due_at) where due_at is not null;
-- What a bank tells of a consent names its id alone.
create index consents_by_id on consents (id);

-- What was used of a consent in one period. The limits stand here again, for the constraints.
create table consent_periods (
  application_id uuid not null,
  consent_id uuid not null,
  starts_on date not null,
  used_minor bigint not null check (used_minor >= 0),
  used_count integer not null check (used_count >= 0),
  max_minor bigint,
  max_count integer,
  primary key (application_id, consent_id, starts_on),
  foreign key (application_id, consent_id) references consents (application_id, id),
  constraint period_covers_amounts check (max_minor is null or used_minor <= max_minor),
  constraint period_covers_count check (max_count is null or used_count <= max_count)
) with (fillfactor = 80);

create table payment_sources (
  application_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  consent_id uuid not null,
  bank_identifier text not null,
  currency text not null,
  iban_last4 text not null,
  -- The name of the holder and the IBAN.
  sealed_account text not null,
  created_at timestamptz not null,
  state text not null,
  sequence integer not null,
  updated_at timestamptz not null,
  primary key (application_id, id),
  unique (application_id, consent_id),
  foreign key (application_id, customer_id) references customers (application_id, id),
  foreign key (application_id, consent_id) references consents (application_id, id)
);
create index payment_sources_of_customer on payment_sources (application_id, customer_id, id);

create sequence payment_references as bigint;

create table payments (
  application_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('charge', 'checkout', 'record')),
  payout_account_id uuid not null,
  connector text not null,
  customer_id uuid,
  consent_id uuid,
  payment_source_id uuid,
  -- The first day of the period of the consent that it counts for.
  consent_period date,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  reference text not null,
  description text,
  external_reference text,
  idempotency_key text,
  end_to_end_id text,
  return_url text,
  expires_at timestamptz,
  created_at timestamptz not null,
  -- The name and the IBAN of who paid, once they are known.
  sealed_payer text,
  paid_at timestamptz,
  checkout_url text,
  state text not null,
  sequence integer not null,
  updated_at timestamptz not null,
  bank_reference text,
  reason_code text,
  reason_message text,
  due_at timestamptz,
  lease_until timestamptz,
  attempts smallint not null default 0,
  asks smallint not null default 0,
  -- Is the money proven to have arrived? A lifecycle of its own: `new` is before its first move.
  reconciliation_state text not null default 'new',
  reconciliation_sequence integer not null default 0,
  reconciled_at timestamptz,
  -- What was proven when it last moved.
  reconciled_minor bigint not null default 0,
  matched_minor bigint not null default 0 check (matched_minor >= 0),
  refund_pending_minor bigint not null default 0 check (refund_pending_minor >= 0),
  refunded_minor bigint not null default 0 check (refunded_minor >= 0),
  primary key (application_id, id),
  foreign key (application_id, payout_account_id) references payout_accounts (application_id, id),
  foreign key (application_id, customer_id) references customers (application_id, id),
  foreign key (application_id, consent_id) references consents (application_id, id),
  foreign key (application_id, payment_source_id) references payment_sources (application_id, id),
  check ((kind = 'charge') = (consent_id is not null)),
  check ((kind = 'record') = (end_to_end_id is null)),
  constraint matches_within_payment check (matched_minor <= amount_minor),
  -- Never more goes back than is proven to have come in, however many ask at once.
  constraint refunds_within_proof check (refund_pending_minor + refunded_minor <= matched_minor)
) with (fillfactor = 70);
create unique index payments_idempotency on payments (application_id, kind, idempotency_key)
  where idempotency_key is not null;
create unique index payments_external on payments (application_id, external_reference) where kind = 'record';
create unique index payments_reference on payments (application_id, reference) where kind <> 'record';
create index payments_end_to_end on payments (end_to_end_id) where end_to_end_id is not null;
create index payments_due on payments (due_at) where due_at is not null;
create index payments_of_customer on payments (application_id, customer_id, id) where customer_id is not null;
create index payments_of_consent on payments (application_id, consent_id, id) where consent_id is not null;
create index payments_by_external on payments (application_id, external_reference)
  where external_reference is not null;
create index payments_by_reference on payments (application_id, reference);
-- What a statement may still prove.
create index payments_open on payments (application_id, payout_account_id, id)
  where reconciliation_state in ('new', 'outstanding', 'partial') and state not in ('failed', 'rejected', 'returned');

-- A charge counts against its consent as soon as it exists, and only while the consent is in force; one that fails gives
-- back what it took. The row of the consent is locked by this, so charges and a revocation come one after the other.
create function apply_charges() returns trigger language plpgsql as $$
declare
  wanted integer;
  done integer;
begin
  if tg_op = 'INSERT' then
    with sums as materialized (
      select application_id, consent_id, sum(amount_minor) as amount, count(*) as number from new_rows
      where consent_id is not null group by application_id, consent_id
    ), locked as materialized (
      select c.application_id, c.id from consents c
      join sums s on s.application_id = c.application_id and s.consent_id = c.id
      where c.state = 'authorised' order by c.application_id, c.id for no key update of c
    ), used as (
      update consents c set used_minor = c.used_minor + s.amount, used_count = c.used_count + s.number
      from locked l join sums s on s.application_id = l.application_id and s.consent_id = l.id
      where c.application_id = l.application_id and c.id = l.id and c.state = 'authorised'
      returning 1
    )
    select (select count(*) from sums), (select count(*) from used) into wanted, done;
    if wanted <> done then
      raise exception 'a charge needs a consent that is in force' using errcode = 'check_violation',
        constraint = 'charge_needs_consent';
    end if;
    insert into consent_periods (application_id, consent_id, starts_on, used_minor, used_count, max_minor, max_count)
      select n.application_id, n.consent_id, n.consent_period, sum(n.amount_minor), count(*), c.max_period_minor,
        c.max_period_count
      from new_rows n join consents c on c.application_id = n.application_id and c.id = n.consent_id
      where n.consent_period is not null
      group by n.application_id, n.consent_id, n.consent_period, c.max_period_minor, c.max_period_count
      order by 1, 2, 3
      on conflict (application_id, consent_id, starts_on) do update set
        used_minor = consent_periods.used_minor + excluded.used_minor,
        used_count = consent_periods.used_count + excluded.used_count;
  else
    with back as materialized (
      select n.application_id, n.consent_id, n.consent_period, n.amount_minor from new_rows n
      join old_rows o on o.application_id = n.application_id and o.id = n.id
      where n.consent_id is not null and n.state in ('failed', 'rejected') and o.state not in ('failed', 'rejected')
    ), locked as materialized (
      select c.application_id, c.id from consents c
      join (select distinct application_id, consent_id from back) b
        on b.application_id = c.application_id and b.consent_id = c.id
      order by c.application_id, c.id for no key update of c
    ), given as (
      update consents c set used_minor = c.used_minor - b.amount, used_count = c.used_count - b.number
      from locked l join (
        select application_id, consent_id, sum(amount_minor) as amount, count(*) as number from back group by 1, 2
      ) b on b.application_id = l.application_id and b.consent_id = l.id
      where c.application_id = l.application_id and c.id = l.id
    )
    update consent_periods p set used_minor = p.used_minor - b.amount, used_count = p.used_count - b.number
    from (
      select application_id, consent_id, consent_period, sum(amount_minor) as amount, count(*) as number
      from back where consent_period is not null group by 1, 2, 3
    ) b
    where p.application_id = b.application_id and p.consent_id = b.consent_id and p.starts_on = b.consent_period;
  end if;
  return null;
end $$;

-- The reconciliation of a payment is recorded under the payment's id with 9 as its version digit.
create function refuse_unrecorded_reconciliation() returns trigger language plpgsql
set enable_hashjoin = on set enable_nestloop = off set jit = off as $$
declare
  bad uuid;
begin
  select n.id into bad from new_rows n
  join old_rows o on o.application_id = n.application_id and o.id = n.id
  left join lateral (
    select from_state, to_state from history
    where application_id = n.application_id and object_id = overlay(n.id::text placing '9' from 15)::uuid
      and sequence = n.reconciliation_sequence limit 1
  ) h on true
  where (n.reconciliation_state, n.reconciliation_sequence)
      is distinct from (o.reconciliation_state, o.reconciliation_sequence)
    and (n.reconciliation_sequence is distinct from o.reconciliation_sequence + 1
      or h.from_state is distinct from o.reconciliation_state or h.to_state is distinct from n.reconciliation_state);
  if found then
    raise exception 'the reconciliation of payment % may change only through a recorded move', bad;
  end if;
  return null;
end $$;

create table statement_files (
  application_id uuid not null references applications (id),
  id uuid not null,
  -- Both are known when the last part has come.
  sha256 text,
  size bigint,
  media_type text not null,
  source text not null check (source in ('bank', 'upload')),
  -- The account that whoever brought it named, where the file does not: one file may be read once for each.
  named_account_id uuid,
  -- The file has been read to its end and everything in it is kept.
  finished_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  primary key (application_id, id),
  check (finished_at is null or (sha256 is not null and size is not null))
);
create unique index statement_files_once on statement_files
  (application_id, sha256, coalesce(named_account_id, '00000000-0000-0000-0000-000000000000'))
  where finished_at is not null;
-- What was begun and never finished is swept away.
create index statement_files_begun on statement_files (created_at) where finished_at is null;

-- The file as it came, in parts.
create table statement_file_parts (
  application_id uuid not null,
  file_id uuid not null,
  number integer not null,
  bytes bytea not null,
  primary key (application_id, file_id, number),
  foreign key (application_id, file_id) references statement_files (application_id, id)
);

-- What a file said stays as it was read. Until everything in it is kept, its rows may still change.
create function refuse_change_of_finished() returns trigger language plpgsql as $$
begin
  perform from statement_files f
  where f.application_id = old.application_id and f.id = old.file_id and f.finished_at is not null;
  if found then
    raise exception '% on % is refused: the file was read to its end', tg_op, tg_table_name;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;

create table statements (
  application_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  payout_account_id uuid not null,
  source text not null check (source in ('bank', 'upload')),
  bank_statement_id text,
  bank_sequence text,
  currency text not null,
  from_text text,
  to_text text,
  opening_minor bigint,
  closing_minor bigint,
  credit_minor bigint not null,
  debit_minor bigint not null,
  entries integer not null,
  new_entries integer not null,
  first_booked_on date,
  last_booked_on date,
  warnings text[] not null,
  created_at timestamptz not null,
  primary key (application_id, id),
  foreign key (application_id, file_id) references statement_files (application_id, id),
  foreign key (application_id, payout_account_id) references payout_accounts (application_id, id)
);
create index statements_of_account on statements (application_id, payout_account_id, id);

create table entries (
  application_id uuid not null,
  id uuid not null,
  -- The statement that first had it, and its place in it.
  statement_id uuid not null,
  number integer not null,
  payout_account_id uuid not null,
  source text not null check (source in ('bank', 'upload')),
  direction text not null check (direction in ('credit', 'debit')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  booked_on date not null,
  value_on date,
  bank_reference text,
  bank_code text,
  return_reason text,
  is_return boolean not null,
  -- All references the bank gave, and its free texts.
  reference_list text[] not null,
  remittance text,
  info text,
  counterparty_name text,
  counterparty_iban text,
  -- What a booking is made of, where it is more than one thing.
  parts jsonb,
  -- The same line again has the same fingerprint; genuine twins are numbered.
  fingerprint text not null,
  occurrence integer not null check (occurrence > 0),
  created_at timestamptz not null,
  matched_minor bigint not null default 0 check (matched_minor >= 0),
  -- Since when it is known as a debit that no payout explains.
  unknown_at timestamptz,
  primary key (application_id, id),
  unique (application_id, payout_account_id, fingerprint, occurrence),
  foreign key (application_id, statement_id) references statements (application_id, id),
  foreign key (application_id, payout_account_id) references payout_accounts (application_id, id),
  constraint matches_within_entry check (matched_minor <= amount_minor)
) with (fillfactor = 80);
create index entries_of_statement on entries (application_id, statement_id, id);
create index entries_by_day on entries (application_id, payout_account_id, booked_on, id);
create index entries_unknown on entries (application_id, id) where unknown_at is not null;
create index entries_open on entries (application_id, payout_account_id, id) where matched_minor < amount_minor;

alter table payouts add column refund_id uuid;
-- A refund is carried out by one payout.
create unique index payouts_of_refund on payouts (application_id, refund_id) where refund_id is not null;
-- What statement entries prove of it: that it went out, and that it came back.
alter table payouts add column matched_minor bigint not null default 0 check (matched_minor >= 0);
alter table payouts add column returned_minor bigint not null default 0 check (returned_minor >= 0);
alter table payouts add constraint matches_within_payout check (matched_minor <= amount_minor);
alter table payouts add constraint returns_within_payout check (returned_minor <= amount_minor);

create or replace function refuse_unrecorded_move() returns trigger language plpgsql
set enable_hashjoin = on set enable_nestloop = off set jit = off as $$
declare
  bad uuid;
begin
  select n.id into bad from new_rows n
  left join old_rows o on o.application_id = n.application_id and o.id = n.id
  left join lateral (
    select from_state, to_state from history
    where application_id = n.application_id and object_id = n.id and sequence = n.sequence limit 1
  ) h on true
  where o.id is null
    or (n.payout_account_id, n.destination_id, n.amount_minor, n.currency, n.description,
        n.reference, n.idempotency_key, n.end_to_end_id, n.created_at, n.refund_id)
      is distinct from
       (o.payout_account_id, o.destination_id, o.amount_minor, o.currency, o.description,
        o.reference, o.idempotency_key, o.end_to_end_id, o.created_at, o.refund_id)
    or ((n.state, n.sequence) is distinct from (o.state, o.sequence)
      and (n.sequence is distinct from o.sequence + 1
        or h.from_state is distinct from o.state or h.to_state is distinct from n.state));
  if found then
    raise exception 'payout % may change its state only through a recorded move', bad;
  end if;
  return null;
end $$;

create table matches (
  application_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('payment', 'payout', 'return')),
  entry_id uuid not null,
  payment_id uuid,
  payout_id uuid,
  payout_account_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  -- Does it bring money into the books? Not where the opening balance of the account has it already.
  books boolean not null,
  how text not null check (how in ('automatic', 'manual')),
  step smallint,
  score smallint,
  reasons text[] not null,
  made_by text not null,
  undone_by text,
  undo_reason text,
  -- It proves more than its payment or payout was told by the bank: to be told next.
  to_tell boolean not null default false,
  created_at timestamptz not null,
  state text not null check (state in ('made', 'undone')),
  sequence integer not null,
  updated_at timestamptz not null,
  primary key (application_id, id),
  foreign key (application_id, entry_id) references entries (application_id, id),
  foreign key (application_id, payment_id) references payments (application_id, id),
  foreign key (application_id, payout_id) references payouts (application_id, id),
  check ((kind = 'payment') = (payment_id is not null)),
  check ((kind = 'payment') = (payout_id is null))
) with (fillfactor = 80);
create index matches_of_entry on matches (application_id, entry_id);
-- What a person undid is not matched again without one.
create index matches_undone on matches (application_id, payout_account_id) where state = 'undone';
create index matches_to_tell on matches (application_id, payout_account_id) where to_tell;
create index matches_of_payment on matches (application_id, payment_id) where payment_id is not null;
create index matches_of_payout on matches (application_id, payout_id) where payout_id is not null;

-- What a match, or its undoing, changes in the sums of its two sides.
create type match_change as (
  application_id uuid, kind text, entry_id uuid, payment_id uuid, payout_id uuid, payout_account_id uuid, currency text,
  amount bigint
);

-- Adds changes to the sums of both sides. Rows are locked in the order of their ids, entries first, then payments, then
-- payouts. A side that is of another account, currency or direction is no side of it.
create function sum_matches(changes match_change[]) returns void language plpgsql as $$
declare
  wanted integer;
  done integer;
begin
  with sums as materialized (
    select application_id, entry_id, payout_account_id, currency, case kind when 'payout' then 'debit' else 'credit' end as direction,
      sum(amount) as amount
    from unnest(changes) group by 1, 2, 3, 4, 5
  ), locked as materialized (
    select e.application_id, e.id, s.amount from sums s
    join entries e on e.application_id = s.application_id and e.id = s.entry_id
      and e.payout_account_id = s.payout_account_id and e.currency = s.currency and e.direction = s.direction
    order by e.application_id, e.id for no key update of e
  ), changed as (
    update entries e set matched_minor = e.matched_minor + l.amount
    from locked l where e.application_id = l.application_id and e.id = l.id
    returning 1
  )
  select (select count(*) from sums), (select count(*) from changed) into wanted, done;
  if wanted <> done then
    raise exception 'a match needs an entry of its account, currency and direction' using errcode = 'foreign_key_violation';
  end if;

  with sums as materialized (
    select application_id, payment_id, payout_account_id, currency, sum(amount) as amount
    from unnest(changes) where payment_id is not null group by 1, 2, 3, 4
  ), locked as materialized (
    select p.application_id, p.id, s.amount from sums s
    join payments p on p.application_id = s.application_id and p.id = s.payment_id
      and p.payout_account_id = s.payout_account_id and p.currency = s.currency
    order by p.application_id, p.id for no key update of p
  ), changed as (
    update payments p set matched_minor = p.matched_minor + l.amount
    from locked l where p.application_id = l.application_id and p.id = l.id
    returning 1
  )
  select (select count(*) from sums), (select count(*) from changed) into wanted, done;
  if wanted <> done then
    raise exception 'a match needs a payment of its account and currency' using errcode = 'foreign_key_violation';
  end if;

  with sums as materialized (
    select application_id, payout_id, payout_account_id, currency,
      coalesce(sum(amount) filter (where kind = 'payout'), 0) as went_out,
      coalesce(sum(amount) filter (where kind = 'return'), 0) as came_back
    from unnest(changes) where payout_id is not null group by 1, 2, 3, 4
  ), locked as materialized (
    select p.application_id, p.id, s.went_out, s.came_back from sums s
    join payouts p on p.application_id = s.application_id and p.id = s.payout_id
      and p.payout_account_id = s.payout_account_id and p.currency = s.currency
    order by p.application_id, p.id for no key update of p
  ), changed as (
    update payouts p set matched_minor = p.matched_minor + l.went_out, returned_minor = p.returned_minor + l.came_back
    from locked l where p.application_id = l.application_id and p.id = l.id
    returning 1
  )
  select (select count(*) from sums), (select count(*) from changed) into wanted, done;
  if wanted <> done then
    raise exception 'a match needs a payout of its account and currency' using errcode = 'foreign_key_violation';
  end if;
end $$;

create function apply_made_matches() returns trigger language plpgsql as $$
begin
  perform sum_matches(array(
    select row(application_id, kind, entry_id, payment_id, payout_id, payout_account_id, currency, amount_minor)::match_change
    from new_rows where state = 'made'));
  return null;
end $$;

create function apply_undone_matches() returns trigger language plpgsql as $$
begin
  perform sum_matches(array(
    select row(n.application_id, n.kind, n.entry_id, n.payment_id, n.payout_id, n.payout_account_id, n.currency,
      -n.amount_minor)::match_change
    from new_rows n join old_rows o on o.application_id = n.application_id and o.id = n.id
    where o.state = 'made' and n.state = 'undone'));
  return null;
end $$;

-- What might match and waits for a person. Derived from the rest, so it is replaced and deleted freely.
create table match_suggestions (
  application_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('payment', 'payout', 'return')),
  entry_id uuid not null,
  payment_id uuid,
  payout_id uuid,
  payout_account_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  step smallint not null,
  score smallint not null,
  reasons text[] not null,
  created_at timestamptz not null,
  primary key (application_id, id),
  foreign key (application_id, entry_id) references entries (application_id, id)
);
create index match_suggestions_of_entry on match_suggestions (application_id, entry_id);
create index match_suggestions_of_account on match_suggestions (application_id, payout_account_id);

create table column_maps (
  application_id uuid not null references applications (id),
  name text not null,
  map jsonb not null,
  updated_at timestamptz not null,
  primary key (application_id, name)
);

-- How far statements have been fetched from the bank, account by account.
create table statement_marks (
  application_id uuid not null,
  payout_account_id uuid not null,
  bank_sequence text,
  due_at timestamptz not null,
  lease_until timestamptz,
  -- How often matches were looked for.
  runs bigint not null default 0,
  primary key (application_id, payout_account_id),
  foreign key (application_id, payout_account_id) references payout_accounts (application_id, id)
);

create index statement_marks_due on statement_marks (due_at);

-- The reasons an application has besides those that all have.
create table refund_reasons (
  application_id uuid not null references applications (id),
  code text not null,
  description text not null,
  created_at timestamptz not null,
  primary key (application_id, code)
);

create table refunds (
  application_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  reason_code text not null,
  description text,
  external_reference text,
  idempotency_key text,
  city text,
  -- The party that asked for it: `member:...` or `client:...`.
  created_by text not null,
  created_at timestamptz not null,
  decided_by text,
  payout_id uuid,
  -- Why it failed, or was rejected.
  failure_code text,
  failure_message text,
  state text not null,
  sequence integer not null,
  updated_at timestamptz not null,
  primary key (application_id, id),
  foreign key (application_id, payment_id) references payments (application_id, id),
  foreign key (application_id, payout_id) references payouts (application_id, id)
) with (fillfactor = 80);
create unique index refunds_idempotency on refunds (application_id, idempotency_key) where idempotency_key is not null;
create index refunds_of_payment on refunds (application_id, payment_id, id);
create index refunds_open on refunds (application_id, id) where state in ('confirmed', 'submitted');

-- Adds refunds to the sums of their payments: set aside from the beginning, gone when they are completed, free again when
-- they are rejected or fail. The constraint on the payment refuses what is too much.
create function sum_refunds(application_ids uuid[], payment_ids uuid[], pending bigint[], refunded bigint[]) returns void
language plpgsql as $$
begin
  with sums as materialized (
    select c.application_id, c.payment_id, sum(c.set_aside)::bigint as set_aside, sum(c.gone)::bigint as gone
    from unnest(application_ids, payment_ids, pending, refunded) c (application_id, payment_id, set_aside, gone)
    group by 1, 2
  ), locked as materialized (
    select p.application_id, p.id from payments p
    join sums s on s.application_id = p.application_id and s.payment_id = p.id
    order by p.application_id, p.id for no key update of p
  )
  update payments p set refund_pending_minor = p.refund_pending_minor + s.set_aside,
    refunded_minor = p.refunded_minor + s.gone
  from locked l join sums s on s.application_id = l.application_id and s.payment_id = l.id
  where p.application_id = l.application_id and p.id = l.id;
end $$;

create function apply_new_refunds() returns trigger language plpgsql as $$
begin
  perform sum_refunds(array_agg(application_id), array_agg(payment_id),
    array_agg(case when state in ('created', 'confirmed', 'submitted') then amount_minor else 0 end),
    array_agg(case when state = 'completed' then amount_minor else 0 end)) from new_rows having count(*) > 0;
  return null;
end $$;

create function apply_moved_refunds() returns trigger language plpgsql as $$
begin
  perform sum_refunds(array_agg(n.application_id), array_agg(n.payment_id),
    array_agg(case when n.state in ('created', 'confirmed', 'submitted') then n.amount_minor else 0 end
      - case when o.state in ('created', 'confirmed', 'submitted') then o.amount_minor else 0 end),
    array_agg(case when n.state = 'completed' then n.amount_minor else 0 end
      - case when o.state = 'completed' then o.amount_minor else 0 end))
  from new_rows n join old_rows o on o.application_id = n.application_id and o.id = n.id
  where (n.state in ('created', 'confirmed', 'submitted'), n.state = 'completed')
    is distinct from (o.state in ('created', 'confirmed', 'submitted'), o.state = 'completed')
  having count(*) > 0;
  return null;
end $$;

-- Whoever created a refund does not confirm it, where the application wants two parties.
create function refuse_same_party() returns trigger language plpgsql as $$
declare
  bad uuid;
begin
  select n.id into bad from new_rows n
  join old_rows o on o.application_id = n.application_id and o.id = n.id
  join applications a on a.id = n.application_id
  where o.state = 'created' and n.state = 'confirmed' and a.refunds_four_eyes
    and n.decided_by is not distinct from n.created_by
  limit 1;
  if found then
    raise exception 'refund % may not be confirmed by the party that created it', bad using errcode = 'check_violation',
      constraint = 'refund_needs_second_party';
  end if;
  return null;
end $$;

-- The guards.
create trigger a_refuse_unrecorded_birth after insert on consents
  referencing new table as new_rows for each statement execute function refuse_unrecorded_birth();
create trigger a_refuse_unrecorded_change after update on consents
  referencing old table as old_rows new table as new_rows for each statement execute function refuse_unrecorded_change(
    'state', 'sequence', 'updated_at', 'authorisation_url', 'bank_identifier', 'due_at', 'lease_until', 'asks',
    'used_minor', 'used_count', 'blocked_at', 'told_at', 'confirmed_at', 'revocation_reason', 'revocation_context');
create trigger sums_follow before update of used_minor, used_count on consents
  for each statement execute function refuse_direct_sums();
create trigger never_deleted before delete or truncate on consents for each statement execute function refuse_change();
create trigger sums_follow before insert or update or delete or truncate on consent_periods
  for each statement execute function refuse_direct_sums();

create trigger a_refuse_unrecorded_birth after insert on payment_sources
  referencing new table as new_rows for each statement execute function refuse_unrecorded_birth();
create trigger a_refuse_unrecorded_change after update on payment_sources
  referencing old table as old_rows new table as new_rows for each statement execute function refuse_unrecorded_change(
    'state', 'sequence', 'updated_at');
create trigger never_deleted before delete or truncate on payment_sources
  for each statement execute function refuse_change();

create trigger a_refuse_unrecorded_birth after insert on payments
  referencing new table as new_rows for each statement execute function refuse_unrecorded_birth();
create trigger a_refuse_unrecorded_change after update on payments
  referencing old table as old_rows new table as new_rows
  for each statement execute function refuse_unrecorded_change();
-- Payments change most of all, many at once and several times each: their rows are not compared, but what was agreed is in
-- no update.
create trigger never_changed before update of application_id, id, kind, payout_account_id, connector, customer_id, consent_id,
    payment_source_id, consent_period, amount_minor, currency, reference, description, external_reference,
    idempotency_key, end_to_end_id, return_url, expires_at, created_at on payments
  for each statement execute function refuse_change();
create trigger a_refuse_unrecorded_reconciliation after update on payments
  referencing old table as old_rows new table as new_rows
  for each statement execute function refuse_unrecorded_reconciliation();
create trigger b_apply_new_charges after insert on payments
  referencing new table as new_rows for each statement execute function apply_charges();
create trigger b_apply_failed_charges after update on payments
  referencing old table as old_rows new table as new_rows for each statement execute function apply_charges();
create trigger sums_follow before update of matched_minor, refund_pending_minor, refunded_minor on payments
  for each statement execute function refuse_direct_sums();
create trigger never_deleted before delete or truncate on payments for each statement execute function refuse_change();

create trigger sums_follow before update of matched_minor, returned_minor on payouts
  for each statement execute function refuse_direct_sums();

create trigger finished_is_kept before update or delete on statement_files
  for each row when (old.finished_at is not null) execute function refuse_change();
create trigger never_truncated before truncate on statement_files for each statement execute function refuse_change();
create trigger only_added before update or truncate on statement_file_parts
  for each statement execute function refuse_change();
create trigger finished_is_kept before delete on statement_file_parts
  for each row execute function refuse_change_of_finished();
create trigger finished_is_kept before update on statements
  for each row execute function refuse_change_of_finished();
create trigger never_deleted before delete or truncate on statements for each statement execute function refuse_change();
create trigger sums_follow before update of matched_minor on entries
  for each statement execute function refuse_direct_sums();
create trigger never_changed before update of application_id, id, statement_id, number, payout_account_id, direction,
    amount_minor, currency, booked_on, fingerprint, occurrence on entries
  for each statement execute function refuse_change();
create trigger never_deleted before delete or truncate on entries for each statement execute function refuse_change();

create trigger a_refuse_unrecorded_birth after insert on matches
  referencing new table as new_rows for each statement execute function refuse_unrecorded_birth();
create trigger a_refuse_unrecorded_change after update on matches
  referencing old table as old_rows new table as new_rows for each statement execute function refuse_unrecorded_change(
    'state', 'sequence', 'updated_at', 'undone_by', 'undo_reason', 'to_tell');
create trigger b_apply_made_matches after insert on matches
  referencing new table as new_rows for each statement execute function apply_made_matches();
create trigger b_apply_undone_matches after update on matches
  referencing old table as old_rows new table as new_rows for each statement execute function apply_undone_matches();
create trigger never_deleted before delete or truncate on matches for each statement execute function refuse_change();

create trigger a_refuse_unrecorded_birth after insert on refunds
  referencing new table as new_rows for each statement execute function refuse_unrecorded_birth();
create trigger a_refuse_unrecorded_change after update on refunds
  referencing old table as old_rows new table as new_rows for each statement execute function refuse_unrecorded_change(
    'state', 'sequence', 'updated_at', 'decided_by', 'payout_id', 'failure_code', 'failure_message');
create trigger a_refuse_same_party after update on refunds
  referencing old table as old_rows new table as new_rows for each statement execute function refuse_same_party();
create trigger b_apply_new_refunds after insert on refunds
  referencing new table as new_rows for each statement execute function apply_new_refunds();
create trigger b_apply_moved_refunds after update on refunds
  referencing old table as old_rows new table as new_rows for each statement execute function apply_moved_refunds();
create trigger never_deleted before delete or truncate on refunds for each statement execute function refuse_change();
