/** The tables of the bank's books. Amounts are minor units; times are milliseconds since 1970. */
export const schema = `
create table clock (
  offset_ms integer not null
) strict;
insert into clock (offset_ms) values (0);

create table account (
  iban text primary key,
  currency text not null,
  opening_minor integer not null check (opening_minor >= 0),
  booked_minor integer not null default 0,
  returned_minor integer not null default 0,
  check (opening_minor - booked_minor + returned_minor >= 0),
  check (returned_minor <= booked_minor)
) strict, without rowid;

-- One row for each end-to-end id ever received. amount_minor is null when the amount could not be read.
create table instruction (
  seq integer primary key autoincrement,
  end_to_end_id text not null unique,
  status text not null check (status in ('ACSP', 'ACSC', 'RJCT', 'RTRN', 'NOTFOUND')),
  reason_code text,
  amount_minor integer,
  currency text not null,
  debtor_iban text not null,
  creditor_name text not null,
  creditor_iban text,
  creditor_account_number text,
  creditor_bank_code text,
  remittance text,
  times_received integer not null default 1,
  times_booked integer not null check (times_booked between 0 and times_received),
  received_at integer not null,
  settled_at integer,
  returned_at integer
) strict;
create index instruction_booked_again on instruction (seq) where times_booked > 1;

-- One row for each debit; an instruction booked twice has two. next_step is null when its life is over; due_at
-- is null while it is held until the clock is moved.
create table booking (
  id integer primary key autoincrement,
  instruction_seq integer not null references instruction (seq),
  nth integer not null,
  iban text not null references account (iban),
  amount_minor integer not null check (amount_minor > 0),
  booked_at integer not null,
  next_step text check (next_step in ('settle', 'return')),
  due_at integer
) strict;
create index booking_due on booking (due_at) where next_step is not null;

-- Callbacks still to be sent. Their due_at is real time, not the bank's: a pause between tries is a real pause.
create table callback (
  id integer primary key autoincrement,
  end_to_end_id text not null,
  status text not null,
  reason_code text,
  bank_reference text not null,
  at integer not null,
  tries integer not null default 0,
  due_at integer not null
) strict;
create index callback_due on callback (due_at, id);

-- Running counts, kept by triggers so that they cannot disagree with the rows and cost nothing to read.
create table tally (
  name text primary key,
  n integer not null default 0
) strict, without rowid;
insert into tally (name) values
  ('ACSP'), ('ACSC'), ('RJCT'), ('RTRN'), ('NOTFOUND'),
  ('times_received'), ('booked_more_than_once'), ('callbacks_sent'), ('callbacks_failed');

create trigger instruction_received after insert on instruction begin
  update tally set n = n + 1 where name in (new.status, 'times_received');
end;
create trigger instruction_received_again after update of times_received on instruction begin
  update tally set n = n + new.times_received - old.times_received where name = 'times_received';
end;
create trigger instruction_moved after update of status on instruction when new.status <> old.status begin
  update tally set n = n + case name when new.status then 1 else -1 end where name in (old.status, new.status);
end;
create trigger instruction_booked_again after update of times_booked on instruction
when old.times_booked < 2 and new.times_booked > 1 begin
  update tally set n = n + 1 where name = 'booked_more_than_once';
end;
`;
