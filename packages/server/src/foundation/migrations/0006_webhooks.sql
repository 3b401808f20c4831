-- Events get a place in one line, and endpoints are told of them.

-- The order in which events were written. Of one object it is the order of its sequence, because whoever moves an object
-- holds its lock until the event before is saved.
create sequence event_positions as bigint;
alter table events add column position bigint not null default nextval('event_positions');
create unique index events_feed on events (application_id, position);
create unique index events_by_id on events (application_id, id);

-- A reader that goes by position must not pass an event that is written but not saved yet. So before a transaction takes
-- positions it shows, as a lock that all may share and the commit takes away, the newest position that was taken by
-- then: its own come after it. 7240 tells these locks from all others.
create function show_event_writer() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared((7240::bigint << 48) + last_value) from event_positions;
  return null;
end $$;

create trigger show_event_writer before insert on events
  for each statement execute function show_event_writer();

-- Up to this position every event is saved, or never will be. Read it first and the events in a later statement: what
-- was saved after the statement began is not seen by it.
create function events_complete_to() returns bigint language plpgsql as $$
declare
  newest bigint;
  shown bigint;
begin
  -- In this order: whoever takes a position after the first look is above it, and whoever took one before can be seen.
  select case when is_called then last_value else 0 end into newest from event_positions;
  select min(((classid::bigint << 32) | objid::bigint) - (7240::bigint << 48)) into shown
  from pg_locks
  where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 16 = 7240
    and database = (select oid from pg_database where datname = current_database());
  return least(newest, coalesce(shown, newest));
end $$;

-- Whom an application has told of its events. `told_to` is how far in the line deliveries have been made for it.
create table endpoints (
  application_id uuid not null references applications (id),
  id uuid not null,
  url text not null,
  description text,
  -- Null: all types.
  types text[],
  dialect text not null check (dialect in ('sarf', 'lean')),
  ordered boolean not null,
  -- Pauses after failed attempts, in seconds; the last one is repeated until give_up_seconds after the first attempt.
  retry_seconds integer[] not null check (cardinality(retry_seconds) > 0),
  give_up_seconds integer not null check (give_up_seconds > 0),
  state text not null check (state in ('enabled', 'disabled')),
  -- Why it is disabled: by the client, or because it answered 410.
  disabled_reason text check (disabled_reason in ('REQUESTED', 'GONE')),
  -- How many attempts in a row failed, and until when nothing is sent for that.
  failures integer not null default 0,
  paused_until timestamptz,
  sealed_secret text not null,
  -- Signs too, until then.
  sealed_previous_secret text,
  previous_secret_until timestamptz,
  told_to bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (application_id, id)
);

create table deliveries (
  application_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  event_type text not null,
  object_id uuid not null,
  -- The event's place among those of its object, and among all.
  sequence integer not null,
  position bigint not null,
  state text not null check (state in ('pending', 'delivered', 'failed')),
  attempts integer not null default 0,
  first_attempt_at timestamptz,
  -- When the next attempt is due. A worker that takes it up sets it to the end of its lease.
  due_at timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (application_id, id),
  foreign key (application_id, endpoint_id) references endpoints (application_id, id) on delete cascade,
  check ((state = 'pending') = (due_at is not null))
) with (fillfactor = 70);

-- An endpoint is told of an event once.
create unique index deliveries_once on deliveries (application_id, endpoint_id, event_id);
create index deliveries_due on deliveries (application_id, endpoint_id, due_at) where state = 'pending';
-- Ordered endpoints: is there an earlier one of the same object?
create index deliveries_before on deliveries (application_id, endpoint_id, object_id, sequence) where state = 'pending';

create table delivery_attempts (
  application_id uuid not null,
  delivery_id uuid not null,
  number integer not null,
  at timestamptz not null,
  duration_ms integer not null,
  -- Null where there was no answer.
  http_code integer,
  -- What went wrong, in plain words; null when it succeeded.
  error text,
  -- The first bytes of the answer.
  answer text,
  primary key (application_id, delivery_id, number),
  foreign key (application_id, delivery_id) references deliveries (application_id, id) on delete cascade
);
