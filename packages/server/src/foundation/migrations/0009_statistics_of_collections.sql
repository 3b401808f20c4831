-- What 0005 does, for the tables of 0008: customers' money as it looks when it is in use. Few applications with few accounts
-- and many of everything else, nearly all of it finished.
do $$
declare
  fake constant integer := 1000;
  name text;
  watched constant text[] := array['applications', 'ledger_accounts', 'payout_accounts', 'destinations', 'payouts',
    'customers', 'consents', 'payment_sources', 'payments', 'statement_files', 'statements', 'entries', 'matches',
    'match_suggestions', 'refunds', 'consent_periods', 'statement_file_parts'];
begin
  if exists (select from applications) then
    return;
  end if;
  foreach name in array watched loop
    execute format('alter table %I disable trigger user', name);
    if name not in ('applications', 'consent_periods', 'statement_file_parts') then
      execute format('alter table %I alter column application_id set (n_distinct = 3)', name);
    end if;
    if name in ('payments', 'consents', 'statements', 'entries', 'matches', 'match_suggestions', 'payouts') then
      execute format('alter table %I alter column payout_account_id set (n_distinct = 6)', name);
    end if;
  end loop;
  alter table entries alter column statement_id set (n_distinct = -0.05);

  create temporary table fakes on commit drop as
    select gen_random_uuid() as application_id, gen_random_uuid() as id, n from generate_series(1, fake) n;
  insert into applications (id, name, created_at) select application_id, '', now() from fakes;
  insert into ledger_accounts (application_id, id, kind, currency, balance_binding)
    select application_id, id, 'payout_account', 'AED', true from fakes;
  insert into payout_accounts (application_id, id, paid_out_account_id, received_account_id, name, currency, iban, connector,
      is_default, created_at)
    select application_id, id, id, id, '', 'AED', 'AE' || n, 'sandbox', n % 200 = 0, now() from fakes;
  insert into destinations (application_id, id, fingerprint, beneficiary_name, iban, country, currency, created_at)
    select application_id, id, n::text, n::text, n::text, 'AE', 'AED', now() from fakes;
  insert into payouts (application_id, id, payout_account_id, destination_id, amount_minor, currency, reference,
      idempotency_key, end_to_end_id, created_at, state, sequence, updated_at, due_at, refund_id, matched_minor)
    select application_id, id, id, id, n, 'AED', n::text, n::text, n::text, now() - n * interval '1 minute',
      case when n % 100 = 0 then 'queued' else 'completed' end, 3, now(),
      case when n % 100 = 0 then now() - n * interval '1 second' end, case when n % 10 = 0 then id end, n
    from fakes;
  insert into customers (application_id, id, app_user_id, created_at)
    select application_id, id, n::text, now() - n * interval '1 hour' from fakes;
  insert into consents (application_id, id, customer_id, payout_account_id, connector, currency, starts_at, expires_at,
      created_at, state, sequence, updated_at, due_at)
    select application_id, id, id, id, 'sandbox', 'AED', now() - interval '1 day', now() + interval '1 year',
      now() - n * interval '1 hour', case when n % 10 = 0 then 'expired' else 'authorised' end, 2, now(),
      case when n % 10 = 0 then null else now() + n * interval '1 second' end
    from fakes;
  insert into payment_sources (application_id, id, customer_id, consent_id, bank_identifier, currency, iban_last4,
      sealed_account, created_at, state, sequence, updated_at)
    select application_id, id, id, id, '', 'AED', '', '', now() - n * interval '1 hour', 'active', 1, now() from fakes;
  insert into payments (application_id, id, kind, payout_account_id, connector, customer_id, consent_id,
      payment_source_id, amount_minor, currency, reference, external_reference, idempotency_key, end_to_end_id, created_at,
      state, sequence, updated_at, due_at, reconciliation_state, matched_minor)
    select application_id, id, 'charge', id, 'sandbox', id, id, id, n, 'AED', n::text, n::text, n::text, n::text,
      now() - n * interval '1 minute', case when n % 100 = 0 then 'queued' else 'completed' end, 3, now(),
      case when n % 100 = 0 then now() - n * interval '1 second' end,
      case when n % 20 = 0 then 'new' else 'reconciled' end, case when n % 20 = 0 then 0 else n end
    from fakes;
  insert into statement_files (application_id, id, sha256, size, media_type, source, finished_at, created_at, created_by)
    select application_id, id, n::text, 1, '', 'bank', now(), now(), '' from fakes;
  insert into statements (application_id, id, file_id, payout_account_id, source, currency, credit_minor, debit_minor,
      entries, new_entries, warnings, created_at)
    select application_id, id, id, id, 'bank', 'AED', 0, 0, 1, 1, '{}', now() - n * interval '1 hour' from fakes;
  insert into entries (application_id, id, statement_id, number, payout_account_id, source, direction, amount_minor,
      currency, booked_on, is_return, reference_list, fingerprint, occurrence, created_at, matched_minor)
    select application_id, id, id, n, id, 'bank', case when n % 2 = 0 then 'credit' else 'debit' end, n, 'AED',
      now()::date - n / 10, false, '{}', n::text, 1, now() - n * interval '1 minute',
      case when n % 20 = 0 then 0 else n end
    from fakes;
  insert into matches (application_id, id, kind, entry_id, payment_id, payout_account_id, amount_minor, currency, books, how,
      reasons, made_by, created_at, state, sequence, updated_at)
    select application_id, id, 'payment', id, id, id, n, 'AED', true, 'automatic', '{}', '', now(), 'made', 1, now()
    from fakes;
  insert into match_suggestions (application_id, id, kind, entry_id, payment_id, payout_account_id, amount_minor, currency,
      step, score, reasons, created_at)
    select application_id, id, 'payment', id, id, id, n, 'AED', 4, n % 100, '{}', now() from fakes;
  insert into refunds (application_id, id, payment_id, amount_minor, currency, reason_code, external_reference,
      idempotency_key, created_by, created_at, payout_id, state, sequence, updated_at)
    select application_id, id, id, n, 'AED', '', n::text, n::text, '', now() - n * interval '1 minute', id,
      case when n % 20 = 0 then 'created' else 'completed' end, 4, now() from fakes;

  analyze applications, ledger_accounts, payout_accounts, destinations, payouts, customers, consents, payment_sources,
    payments, statement_files, statements, entries, matches, match_suggestions, refunds;
  truncate applications, ledger_accounts, payout_accounts, destinations, payouts, customers, consents, payment_sources,
    payments, statement_files, statements, entries, matches, match_suggestions, refunds cascade;

  foreach name in array watched loop
    execute format('alter table %I enable trigger user', name);
    if name not in ('applications', 'consent_periods', 'statement_file_parts') then
      execute format('alter table %I alter column application_id reset (n_distinct)', name);
    end if;
    if name in ('payments', 'consents', 'statements', 'entries', 'matches', 'match_suggestions', 'payouts') then
      execute format('alter table %I alter column payout_account_id reset (n_distinct)', name);
    end if;
  end loop;
  alter table entries alter column statement_id reset (n_distinct);
end $$;
