-- Which moves exist. The rows are written from the code's tables at start; history refers to them, so a move
-- that no table lists cannot be recorded, and a payout cannot change its state without being recorded.

create table transitions (
  object_type text not null,
  from_state text not null,
  to_state text not null,
  ledger_verb text check (ledger_verb in ('hold', 'post', 'release', 'reverse')),
  primary key (object_type, from_state, to_state)
);

create table history (
  application_id uuid not null,
  object_id uuid not null,
  sequence integer not null check (sequence > 0),
  object_type text not null,
  from_state text not null,
  to_state text not null,
  at timestamptz not null,
  actor text not null,
  reason_code text,
  reason_message text,
  primary key (application_id, object_id, sequence),
  foreign key (object_type, from_state, to_state) references transitions (object_type, from_state, to_state),
  check ((sequence = 1) = (from_state = 'new'))
);

create trigger only_added before update or delete or truncate on history
  for each statement execute function refuse_change();

-- What happened, for those who are told. Written in the transaction of the change itself.
create table events (
  application_id uuid not null,
  object_id uuid not null,
  sequence integer not null check (sequence > 0),
  id uuid not null,
  type text not null,
  object_type text not null,
  created_at timestamptz not null,
  payload json not null,
  primary key (application_id, object_id, sequence)
);

-- Events are never changed. Old ones may be deleted when they have been kept for long enough.
create trigger never_changed before update or truncate on events
  for each statement execute function refuse_change();
