/** The tables of version 2 for what payers allow, and for what accounts are told. Times are those of the bank. */
export const schemaConsents = `
-- What a payer allows somebody to collect. revoke_due_at: when a revocation that was asked for is carried out.
create table consent (
  consent_id text primary key,
  token text not null unique,
  status text not null default 'AWAITING'
    check (status in ('AWAITING', 'AUTHORISED', 'REJECTED', 'SUSPENDED', 'REVOKED', 'EXPIRED')),
  creditor_iban text not null,
  creditor_name text,
  currency text not null,
  reference text not null,
  limits text not null,
  return_url text,
  account_iban text references account (iban),
  created_at integer not null,
  expires_at integer not null,
  decided_at integer,
  revoked_at integer,
  revoke_due_at integer,
  check (account_iban is not null or status not in ('AUTHORISED', 'SUSPENDED'))
) strict;
create index consent_expiring on consent (expires_at) where status in ('AWAITING', 'AUTHORISED', 'SUSPENDED');
create index consent_revoking on consent (revoke_due_at) where revoke_due_at is not null;

-- One payment that waits for its payer. When it is approved it becomes an instruction.
create table checkout (
  end_to_end_id text primary key,
  token text not null unique,
  state text not null default 'AWAITING' check (state in ('AWAITING', 'APPROVED', 'REFUSED', 'EXPIRED')),
  amount_minor integer not null check (amount_minor > 0),
  currency text not null,
  creditor_iban text not null,
  creditor_name text,
  remittance text,
  return_url text,
  created_at integer not null,
  expires_at integer not null,
  decided_at integer
) strict;
create index checkout_expiring on checkout (expires_at) where state = 'AWAITING';

-- The lines of an account after one line, up to and with another. Amounts are texts, because a sum of lines can be
-- larger than the largest whole number of SQLite.
create table statement (
  id integer primary key,
  iban text not null references account (iban),
  sequence integer not null,
  holder_name text,
  after_entry integer not null,
  through_entry integer not null,
  opening_minor text not null,
  closing_minor text not null,
  credits integer not null,
  debits integer not null,
  credited_minor text not null,
  debited_minor text not null,
  from_at integer not null,
  created_at integer not null,
  unique (iban, sequence)
) strict;
`;
