-- What the planner believes about tables that are still empty.
--
-- Without statistics it takes every application for a small one, so any index that begins with application_id looks
-- as good as the right one; the plan is kept, and later reads all payouts of the application for each key it looks
-- up (measured: 65 ms instead of 6 for a batch of 64, after 5,000 payouts). So it is shown, once, tables as they look
-- when they are in use: few applications, each with many rows, everything else different in each row. Statistics
-- outlive the rows they were made from, until there are real ones.
do $$
declare
  fake constant integer := 1000;
begin
  if exists (select from applications) then
    return;
  end if;
  alter table payouts alter column application_id set (n_distinct = 3);
  alter table ledger_accounts alter column application_id set (n_distinct = 3);
  alter table payout_accounts alter column application_id set (n_distinct = 3);
  alter table destinations alter column application_id set (n_distinct = 3);
  alter table payouts disable trigger user;
  alter table payout_accounts disable trigger user;
  alter table destinations disable trigger user;
  alter table ledger_accounts disable trigger user;

  create temporary table fakes on commit drop as
    select gen_random_uuid() as application_id, gen_random_uuid() as id, n from generate_series(1, fake) n;
  insert into applications (id, name, created_at) select application_id, '', now() from fakes;
  insert into ledger_accounts (application_id, id, kind, currency, balance_binding)
    select application_id, id, 'payout_account', 'AED', true from fakes;
  insert into payout_accounts (application_id, id, paid_out_account_id, name, currency, iban, connector, is_default,
      created_at)
    select application_id, id, id, '', 'AED', 'AE' || n, 'sandbox', n % 200 = 0, now() from fakes;
  insert into destinations (application_id, id, fingerprint, beneficiary_name, iban, country, currency, created_at)
    select application_id, id, n::text, n::text, n::text, 'AE', 'AED', now() from fakes;
  insert into payouts (application_id, id, payout_account_id, destination_id, amount_minor,
      currency, reference, idempotency_key, end_to_end_id, created_at, state, sequence, updated_at, due_at)
    select application_id, id, id, id, n, 'AED', n::text, n::text, n::text, now() - n * interval '1 minute',
      case when n % 100 = 0 then 'queued' else 'completed' end, 3, now(),
      case when n % 100 = 0 then now() - n * interval '1 second' end
    from fakes;
  analyze applications, ledger_accounts, payout_accounts, destinations, payouts;
  truncate applications, ledger_accounts, payout_accounts, destinations, payouts cascade;

  alter table payouts enable trigger user;
  alter table payout_accounts enable trigger user;
  alter table destinations enable trigger user;
  alter table ledger_accounts enable trigger user;
  alter table payouts alter column application_id reset (n_distinct);
  alter table ledger_accounts alter column application_id reset (n_distinct);
  alter table payout_accounts alter column application_id reset (n_distinct);
  alter table destinations alter column application_id reset (n_distinct);
end $$;
