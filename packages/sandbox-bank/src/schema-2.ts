/**
 * Version 2 of the books: holders and payers, credits, lines for statements, consents, checkouts. It keeps everything
 * that books of version 1 hold: what was booked then has its line on the statements as well.
 *
 * It makes tables anew that others refer to, so it runs with foreign keys off.
 */
export const schema2 = `
-- An account may fall below zero now: what it received can be returned to the payer after it was spent.
create table account_2 (
  iban text primary key,
  currency text not null,
  holder_name text,
  opening_minor integer not null check (opening_minor >= 0),
  booked_minor integer not null default 0,
  returned_minor integer not null default 0,
  received_minor integer not null default 0 check (received_minor >= 0),
  check (returned_minor <= booked_minor)
) strict, without rowid;
insert into account_2 (iban, currency, opening_minor, booked_minor, returned_minor)
  select iban, currency, opening_minor, booked_minor, returned_minor from account;
drop table account;
alter table account_2 rename to account;

alter table instruction add column kind text not null default 'payout' check (kind in ('payout', 'charge', 'checkout'));
alter table instruction add column consent_id text;

-- One row for each line of an account, as it was when it was booked; never changed. Opening plus lines is the balance.
-- bank_reference is null for a line that was booked by hand: its reference follows from its id.
create table entry (
  id integer primary key,
  iban text not null references account (iban),
  direction text not null check (direction in ('credit', 'debit')),
  kind text not null check (kind in ('transfer', 'return', 'fee', 'interest')),
  amount_minor integer not null check (amount_minor > 0),
  booked_at integer not null,
  bank_reference text,
  end_to_end_id text,
  reason_code text,
  counterparty_name text,
  counterparty_iban text,
  counterparty_account_number text,
  remittance text
) strict;
create index entry_of_account on entry (iban, id);

-- The debit of a booking, and the account of this bank that was credited when it settled.
alter table booking add column entry_id integer references entry (id);
alter table booking add column credited_iban text;

-- Only a booking of a .96 ends by being returned.
create temp table line as
  select row_number() over (order by at, booking_id, returned) as id, booking_id, returned, at from (
    select id as booking_id, 0 as returned, booked_at as at from booking
    union all
    select b.id, 1, coalesce(i.returned_at, i.settled_at, b.booked_at)
    from booking b join instruction i on i.seq = b.instruction_seq
    where b.next_step is null and b.amount_minor % 100 = 96
  );
insert into entry (id, iban, direction, kind, amount_minor, booked_at, bank_reference, end_to_end_id, reason_code,
  counterparty_name, counterparty_iban, counterparty_account_number, remittance)
select l.id, b.iban, case l.returned when 1 then 'credit' else 'debit' end,
  case l.returned when 1 then 'return' else 'transfer' end, b.amount_minor, l.at,
  printf('SB%010d-%d', b.instruction_seq, b.nth) || case l.returned when 1 then 'R' else '' end, i.end_to_end_id,
  case l.returned when 1 then 'AC06' end, i.creditor_name, i.creditor_iban, i.creditor_account_number, i.remittance
from line l join booking b on b.id = l.booking_id join instruction i on i.seq = b.instruction_seq
order by l.id;
update booking set entry_id = line.id from line where line.booking_id = booking.id and line.returned = 0;
drop table line;

-- Callbacks still to be sent, each as the JSON text that the client will read.
create table callback_2 (
  id integer primary key autoincrement,
  topic text not null check (topic in ('notification', 'consent')),
  content text not null,
  tries integer not null default 0,
  due_at integer not null
) strict;
insert into callback_2 (topic, content, tries, due_at)
  select 'notification', json_object('end_to_end_id', c.end_to_end_id, 'status', c.status,
    'reason_code', c.reason_code, 'reason', case c.reason_code when 'AC06' then 'The account is blocked.' end,
    'bank_reference', c.bank_reference, 'at', strftime('%Y-%m-%dT%H:%M:%fZ', c.at / 1000.0, 'unixepoch'),
    'kind', 'payout', 'debtor', null), c.tries, c.due_at
  from callback c order by c.id;
drop table callback;
alter table callback_2 rename to callback;
create index callback_due on callback (due_at, id);
`;
