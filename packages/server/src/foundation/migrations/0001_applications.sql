-- Applications own everything. Every primary key, unique constraint and foreign key of what they own begins
-- with application_id, so that a row can never refer to another tenant's row.

create table applications (
  id uuid primary key,
  name text not null,
  -- How long a payout with the same destination, amount, currency and reference counts as a possible duplicate.
  duplicate_window_seconds integer not null default 86400 check (duplicate_window_seconds >= 0),
  created_at timestamptz not null
);

create table clients (
  application_id uuid not null references applications (id),
  id uuid not null,
  name text not null,
  secret_hash text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (application_id, id)
);
-- A token request names the client alone.
create index clients_by_id on clients (id);

-- Keys that sign access tokens. The private part is sealed with the secret key of the installation.
create table signing_keys (
  id uuid primary key,
  public_jwk jsonb not null,
  sealed_private_jwk text not null,
  created_at timestamptz not null,
  -- From this time on the key signs nothing; until retired_at it still verifies.
  superseded_at timestamptz,
  retired_at timestamptz
);

-- A number for every process that makes end-to-end ids, so that two of them can never make the same one.
create sequence node_numbers as integer minvalue 0 maxvalue 46655 cycle;
