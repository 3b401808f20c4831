-- What 0005 does, for the tables that came after it: events, endpoints and deliveries as they look when they are in use.
-- Few applications with few endpoints, many events of each, nearly all of them delivered.
do $$
begin
  if exists (select from applications) then
    return;
  end if;
  alter table events alter column application_id set (n_distinct = 3);
  alter table events alter column object_id set (n_distinct = -0.25);
  alter table endpoints alter column application_id set (n_distinct = 3);
  alter table deliveries alter column application_id set (n_distinct = 3);
  alter table deliveries alter column endpoint_id set (n_distinct = 6);
  alter table deliveries alter column object_id set (n_distinct = -0.25);
  alter table events disable trigger user;

  create temporary table fakes on commit drop as
    select gen_random_uuid() as application_id, gen_random_uuid() as id, n from generate_series(1, 2000) n;
  insert into applications (id, name, created_at) select application_id, '', now() from fakes;
  insert into events (application_id, object_id, sequence, id, type, object_type, created_at, payload)
    select application_id, gen_random_uuid(), 1 + n % 4, id, 'payout.created', 'payout',
      now() - n * interval '1 minute', '{}' from fakes;
  insert into endpoints (application_id, id, url, dialect, ordered, retry_seconds, give_up_seconds, state, sealed_secret,
      told_to, created_at, updated_at)
    select application_id, id, '', 'sarf', n % 2 = 0, '{60}', 60, 'enabled', '', n, now(), now() from fakes;
  insert into deliveries (application_id, id, endpoint_id, event_id, event_type, object_id, sequence, position, state,
      attempts, due_at, created_at)
    select application_id, gen_random_uuid(), id, gen_random_uuid(), 'payout.created', gen_random_uuid(), 1 + n % 4, n,
      case when n % 50 = 0 then 'pending' else 'delivered' end, 1,
      case when n % 50 = 0 then now() - n * interval '1 second' end, now() - n * interval '1 minute' from fakes;
  analyze events, endpoints, deliveries;
  truncate events, endpoints, deliveries, delivery_attempts;
  delete from applications a using fakes f where a.id = f.application_id;
  perform setval('event_positions', 1, false);

  alter table events enable trigger user;
  alter table events alter column application_id reset (n_distinct);
  alter table events alter column object_id reset (n_distinct);
  alter table endpoints alter column application_id reset (n_distinct);
  alter table deliveries alter column application_id reset (n_distinct);
  alter table deliveries alter column endpoint_id reset (n_distinct);
  alter table deliveries alter column object_id reset (n_distinct);
end $$;
