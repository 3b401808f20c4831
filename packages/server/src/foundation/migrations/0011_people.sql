-- People: who signs in, what they may do, and what is written down of what they did.

-- A member is a client that signs in as a person and has no secret: what holds for clients (parties, limits, the stop)
-- holds for members.
alter table clients
  add column kind text not null default 'api' check (kind in ('api', 'member')),
  alter column secret_hash drop not null,
  add check ((kind = 'api') = (secret_hash is not null));

-- A member and the clients that they own are one party, however the address was typed.
update clients set owner = lower(owner) where owner like '%@%';

-- Confirming has a scope of its own now. Whoever could confirm still can.
update clients set scopes = scopes || '{refunds:approve}'
  where 'refunds:write' = any(scopes) and not 'refunds:approve' = any(scopes);

-- Who can sign in, and how they prove who they are. The library of the sign-in has tables of its own, apart from ours:
-- what it must not be asked for (who may do what, since when a session is proven) is not in its hands.
create schema sign_in;

create table sign_in.users (
  id text primary key,
  name text not null,
  -- In lower case.
  email text not null unique check (email = lower(email)),
  email_verified boolean not null,
  image text,
  two_factor_enabled boolean default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- The hash of the password of a user.
create table sign_in.accounts (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references sign_in.users (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index accounts_by_user on sign_in.accounts (user_id);

create table sign_in.sessions (
  id text primary key,
  token text not null unique,
  user_id text not null references sign_in.users (id) on delete cascade,
  ip_address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Ours. A session is good for nothing until we have let it in: for which application, since when, seen when.
  application_id uuid references applications (id),
  began_at timestamptz,
  seen_at timestamptz,
  -- What was proven last, beyond having the session, and when.
  proven_by text check (proven_by in ('totp', 'backup_code', 'passkey', 'password')),
  proven_at timestamptz,
  check ((proven_by is null) = (proven_at is null)),
  check ((application_id is null) = (began_at is null) and (application_id is null) = (seen_at is null))
);
create index sessions_by_user on sign_in.sessions (user_id);
create index sessions_by_expiry on sign_in.sessions (expires_at);

-- Challenges that wait for their answer.
create table sign_in.verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verifications_by_identifier on sign_in.verifications (identifier);

-- The secrets of codes by an app, sealed.
create table sign_in.two_factors (
  id text primary key,
  user_id text not null references sign_in.users (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);
create index two_factors_by_user on sign_in.two_factors (user_id);
create index two_factors_by_secret on sign_in.two_factors (secret);

create table sign_in.passkeys (
  id text primary key,
  name text,
  public_key text not null,
  user_id text not null references sign_in.users (id) on delete cascade,
  credential_id text not null unique,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  created_at timestamptz,
  aaguid text
);
create index passkeys_by_user on sign_in.passkeys (user_id);

-- Wrong passwords and codes, by account and by address, whether there is such an account or not.
create table sign_in.failures (
  -- A hash of the account or of the address.
  key text not null,
  at timestamptz not null
);
create index failures_by_key on sign_in.failures (key, at);
create index failures_by_time on sign_in.failures (at);

-- Codes of an app that were used: none is good for a second time.
create table sign_in.used_codes (
  user_id text not null references sign_in.users (id) on delete cascade,
  code_hash text not null,
  at timestamptz not null,
  primary key (user_id, code_hash)
);

create table members (
  application_id uuid not null,
  -- Of its client too.
  id uuid not null,
  -- Of the person at the sign-in; one person may be a member of several applications.
  user_id text not null references sign_in.users (id),
  email text not null check (email = lower(email)),
  name text not null,
  role text not null check (role in ('owner', 'admin', 'controller', 'operator', 'viewer')),
  created_at timestamptz not null,
  last_seen_at timestamptz,
  primary key (application_id, id),
  unique (application_id, user_id),
  unique (application_id, email),
  foreign key (application_id, id) references clients (application_id, id)
);
create index members_by_user on members (user_id);

create table invitations (
  application_id uuid not null references applications (id),
  id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('owner', 'admin', 'controller', 'operator', 'viewer')),
  -- The secret of the link is kept as its hash alone.
  token_hash text not null unique,
  -- Null: the person at the terminal.
  invited_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  deleted_at timestamptz,
  primary key (application_id, id),
  foreign key (application_id, invited_by) references clients (application_id, id)
);
create unique index invitations_open on invitations (application_id, email)
  where accepted_at is null and deleted_at is null;

-- Whether a balance binds may be changed; the totals still change with transfers alone.
drop trigger totals_follow_transfers on ledger_accounts;
create trigger totals_follow_transfers before delete or truncate or update of application_id, id, kind, currency,
  pending_debits, posted_debits, pending_credits, posted_credits on ledger_accounts
  for each statement execute function refuse_direct_totals();

-- What the overview looks for: few among many, wherever they stand.
create index refunds_to_confirm on refunds (application_id, id) where state = 'created';
create index payouts_in_doubt on payouts (application_id, id) where state = 'in_doubt';
create index payments_in_doubt on payments (application_id, id) where state = 'in_doubt';

-- The audit log of an application: each line holds the hash of the one before, so that none can be changed, left out or
-- put in without breaking the chain. Lines are only ever added.
create table audit_lines (
  application_id uuid not null references applications (id),
  sequence bigint not null check (sequence > 0),
  at timestamptz not null,
  actor text not null,
  actor_name text not null,
  action text not null,
  outcome text not null,
  object_type text,
  object_id text,
  -- As text: what was hashed is what is kept, to the byte.
  before text,
  after text,
  ip text,
  user_agent text,
  request_id text,
  previous_hash text not null check (previous_hash ~ '^[0-9a-f]{64}$'),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (application_id, sequence),
  -- The line before exists, and its hash is the one this line holds.
  unique (application_id, sequence, hash)
);
alter table audit_lines
  add column previous_sequence bigint generated always as (nullif(sequence - 1, 0)) stored,
  add foreign key (application_id, previous_sequence, previous_hash) references audit_lines (application_id, sequence, hash),
  add check (sequence > 1 or previous_hash = repeat('0', 64));

-- What somebody did, and what happened to something, newest first.
create index audit_lines_by_actor on audit_lines (application_id, actor, sequence);
create index audit_lines_by_object on audit_lines (application_id, object_id, sequence);

create trigger never_changed before update or delete or truncate on audit_lines
  for each statement execute function refuse_change();

-- Whoever created a refund does not confirm it where the application wants two parties, and never where a person created
-- or confirms it: then the program is the same person's.
create or replace function refuse_same_party() returns trigger language plpgsql as $$
declare
  bad uuid;
begin
  select n.id into bad from new_rows n
  join old_rows o on o.application_id = n.application_id and o.id = n.id
  join applications a on a.id = n.application_id
  where o.state = 'created' and n.state = 'confirmed' and lower(n.decided_by) is not distinct from lower(n.created_by)
    and (a.refunds_four_eyes or exists (
      select 1 from history h
      where h.application_id = n.application_id and h.object_id = n.id and h.sequence in (1, n.sequence)
        and h.actor like 'member:%'
    ))
  limit 1;
  if found then
    raise exception 'refund % may not be confirmed by the party that created it', bad using errcode = 'check_violation',
      constraint = 'refund_needs_second_party';
  end if;
  return null;
end $$;
