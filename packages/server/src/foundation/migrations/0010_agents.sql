-- Clients that are kept within bounds, such as AI agents: what they may ask for, what they have asked for, and payouts
-- that another party has to approve.

-- A stopped client may do nothing until an operator lets it go on. Other than a revoked one it keeps its secret.
alter table clients add column stopped_at timestamptz;

create table client_limits (
  application_id uuid not null,
  client_id uuid not null,
  read_only boolean not null default false,
  needs_approval boolean not null default false,
  -- Payouts and refunds in one hour of the clock (UTC); null: any number.
  max_count_per_hour integer check (max_count_per_hour >= 0),
  -- Only destinations in client_destinations.
  only_allowed_destinations boolean not null default false,
  updated_at timestamptz not null,
  primary key (application_id, client_id),
  foreign key (application_id, client_id) references clients (application_id, id)
);

-- Where a client has any of these it may ask for no other currency.
create table client_amount_limits (
  application_id uuid not null,
  client_id uuid not null,
  currency text not null,
  max_per_payout_minor bigint check (max_per_payout_minor >= 0),
  max_per_day_minor bigint check (max_per_day_minor >= 0),
  primary key (application_id, client_id, currency),
  foreign key (application_id, client_id) references client_limits (application_id, client_id)
);

create table client_destinations (
  application_id uuid not null,
  client_id uuid not null,
  destination_id uuid not null,
  primary key (application_id, client_id, destination_id),
  foreign key (application_id, client_id) references client_limits (application_id, client_id),
  foreign key (application_id, destination_id) references destinations (application_id, id)
);

-- What limited clients have asked for. The limit stands beside the sum, so that the database refuses what two requests
-- at once would exceed; a limit that is lowered below what was asked for already holds from the next request on. What
-- fails later stays counted: the limits are on asking.
create table client_days (
  application_id uuid not null,
  client_id uuid not null,
  currency text not null,
  -- Of UTC.
  day date not null,
  spent_minor bigint not null,
  limit_minor bigint not null,
  primary key (application_id, client_id, currency, day),
  foreign key (application_id, client_id) references clients (application_id, id),
  constraint client_within_day check (spent_minor between 0 and limit_minor)
);

create table client_hours (
  application_id uuid not null,
  client_id uuid not null,
  hour timestamptz not null,
  count integer not null,
  limit_count integer not null,
  primary key (application_id, client_id, hour),
  foreign key (application_id, client_id) references clients (application_id, id),
  constraint client_within_hour check (count between 0 and limit_count)
);

create trigger never_deleted before delete or truncate on client_days
  for each statement execute function refuse_change();
create trigger never_deleted before delete or truncate on client_hours
  for each statement execute function refuse_change();
-- Nor do they ever go down, or come to stand for another day: what was asked for was asked for.
create trigger never_lowered before update on client_days for each row
  when (new.spent_minor < old.spent_minor or (new.application_id, new.client_id, new.currency, new.day)
    is distinct from (old.application_id, old.client_id, old.currency, old.day))
  execute function refuse_change();
create trigger never_lowered before update on client_hours for each row
  when (new.count < old.count or (new.application_id, new.client_id, new.hour)
    is distinct from (old.application_id, old.client_id, old.hour))
  execute function refuse_change();

-- Clients with their limits and what they have asked for, each client once. With `hold` it is read under locks of theirs,
-- which many transactions share until they end: whoever stops a client or changes its limits takes the lock for itself
-- once that is saved, and so waits for those who have read what was before. In one order, and in a function, because
-- each statement in here sees what was saved before it began.
create function read_limits(application_ids uuid[], client_ids uuid[], on_day date, in_hour timestamptz, hold boolean)
returns table (
  application_id uuid, client_id uuid, is_stopped boolean, is_limited boolean, read_only boolean,
  needs_approval boolean, max_count_per_hour integer, allowed_destinations text[], amounts json, spent json, count integer
) language plpgsql as $$
begin
  if hold then
    perform pg_advisory_xact_lock_shared(7240003, o.h)
    from (select distinct hashtext(u.id::text) as h from unnest(client_ids) u (id) order by h) o;
  end if;
  -- Most clients have no limits.
  if not exists (
    select from unnest(application_ids, client_ids) k (application_id, id)
    join client_limits l on l.application_id = k.application_id and l.client_id = k.id
  ) then
    return query
      select c.application_id, c.id, c.stopped_at is not null, false, false, false, null::integer, null::text[], null::json,
        null::json, null::integer
      from unnest(application_ids, client_ids) k (application_id, id)
      join clients c on c.application_id = k.application_id and c.id = k.id;
    return;
  end if;
  return query
    select c.application_id, c.id, c.stopped_at is not null, l.client_id is not null, coalesce(l.read_only, false),
      coalesce(l.needs_approval, false), l.max_count_per_hour,
      case when l.only_allowed_destinations then array(
        select d.destination_id::text from client_destinations d
        where d.application_id = l.application_id and d.client_id = l.client_id order by d.destination_id
      ) end,
      -- As texts, because numbers of JSON are not read as what they are when they are large.
      (
        select json_agg(json_build_array(a.currency, a.max_per_payout_minor::text, a.max_per_day_minor::text)
          order by a.currency)
        from client_amount_limits a where a.application_id = l.application_id and a.client_id = l.client_id
      ), (
        select json_agg(json_build_array(s.currency, s.spent_minor::text)) from client_days s
        where s.application_id = l.application_id and s.client_id = l.client_id and s.day = on_day
      ), (
        select h.count from client_hours h
        where h.application_id = l.application_id and h.client_id = l.client_id and h.hour = in_hour
      )
    from unnest(application_ids, client_ids) k (application_id, id)
    join clients c on c.application_id = k.application_id and c.id = k.id
    left join client_limits l on l.application_id = c.application_id and l.client_id = c.id;
end $$;

-- Who asked for a payout that needs approval, and who decided. Both are parties: a member, or a client without one.
alter table payouts
  add column asked_by text,
  add column decided_by text,
  add constraint payout_awaits_somebody
    check (state <> 'awaiting_approval' or (asked_by is not null and decided_by is null)),
  add constraint payout_needs_approval
    check (asked_by is null or decided_by is not null or state in ('awaiting_approval', 'rejected', 'in_doubt')),
  add constraint payout_needs_second_party check (decided_by <> asked_by);

-- What waits for somebody to decide: few among many, wherever they stand. Not by its state, which changes with every move:
-- each of them would then have to write all indexes anew.
create index payouts_undecided on payouts (application_id, id) where asked_by is not null and decided_by is null;

-- As before, and: who asked never changes, and who decided is set once.
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
        n.reference, n.idempotency_key, n.end_to_end_id, n.created_at, n.refund_id, n.asked_by)
      is distinct from
       (o.payout_account_id, o.destination_id, o.amount_minor, o.currency, o.description,
        o.reference, o.idempotency_key, o.end_to_end_id, o.created_at, o.refund_id, o.asked_by)
    or (o.decided_by is not null and n.decided_by is distinct from o.decided_by)
    or ((n.state, n.sequence) is distinct from (o.state, o.sequence)
      and (n.sequence is distinct from o.sequence + 1
        or h.from_state is distinct from o.state or h.to_state is distinct from n.state));
  if found then
    raise exception 'payout % may change its state only through a recorded move', bad;
  end if;
  return null;
end $$;
