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
  check ((sequence = 1) = (from_state = 'new'))
);

create trigger only_added before update or delete or truncate on history
  for each statement execute function refuse_change();

-- A foreign key, but once for all lines of a batch and without writing a lock into the row of the move, which all
-- batches share. Whoever takes a move away locks the table against this lock, so that nobody uses it meanwhile.
create function refuse_unknown_move() returns trigger language plpgsql as $$
declare
  bad record;
begin
  lock table transitions in row share mode;
  select n.* into bad from new_lines n
  where not exists (
    select from transitions t
    where t.object_type = n.object_type and t.from_state = n.from_state and t.to_state = n.to_state
  )
  limit 1;
  if found then
    raise exception 'no table of moves takes a % from % to %', bad.object_type, bad.from_state, bad.to_state
      using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

create trigger refuse_unknown_move after insert on history
  referencing new table as new_lines
  for each statement execute function refuse_unknown_move();

-- A move that was made stays in the table, or its history would no longer be a walk on it.
create function keep_used_moves() returns trigger language plpgsql as $$
begin
  if exists (
    select from history h
    where h.object_type = old.object_type and h.from_state = old.from_state and h.to_state = old.to_state
  ) then
    raise exception 'a % was moved from % to %: that move cannot be taken out of the table', old.object_type,
      old.from_state, old.to_state using errcode = 'foreign_key_violation';
  end if;
  return old;
end $$;

create trigger keep_used_moves before delete on transitions for each row execute function keep_used_moves();
create trigger never_renamed before update of object_type, from_state, to_state or truncate on transitions
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
