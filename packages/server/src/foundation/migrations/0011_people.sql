-- People: who signs in, what they may do, and what is written down of what they did.

-- A member is a client that signs in as a person and has no secret: what holds for clients (parties, limits, the stop)
-- holds for members.
alter table clients add column kind text not null default 'api' check (kind in ('api', 'member'));

-- Confirming has a scope of its own now. Whoever could confirm still can.
update clients set scopes = scopes || '{refunds:approve}'
  where 'refunds:write' = any(scopes) and not 'refunds:approve' = any(scopes);

create table members (
  application_id uuid not null,
  -- Of its client too.
  id uuid not null,
  -- Of the person at the sign-in; one person may be a member of several applications.
  user_id text not null,
  email text not null,
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
  email text not null,
  role text not null check (role in ('owner', 'admin', 'controller', 'operator', 'viewer')),
  -- The secret of the link is kept as its hash alone.
  token_hash text not null unique,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  deleted_at timestamptz,
  primary key (application_id, id),
  foreign key (application_id, invited_by) references clients (application_id, id)
);
create unique index invitations_open on invitations (application_id, email)
  where accepted_at is null and deleted_at is null;

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

create trigger never_changed before update or delete or truncate on audit_lines
  for each statement execute function refuse_change();
