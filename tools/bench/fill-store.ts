import type { Sql } from '../../packages/server/src/foundation/database.ts';

interface Fill {
  readonly applicationId: string;
  readonly payoutAccountId: string;
  readonly destinationId: string;
  readonly count: number;
}

const CHUNK = 100_000;

/**
 * Fills the tables with payouts that were accepted and wait, each with its hold, line of history and event, as fast
 * as the database can: triggers and foreign keys are off meanwhile.
 */
export async function fillPayouts(sql: Sql, fill: Fill, onProgress: (done: number) => void): Promise<void> {
  for (let done = 0; done < fill.count; done += CHUNK) {
    onProgress(done);
    await fillChunk(sql, fill, done, Math.min(fill.count, done + CHUNK));
  }
  await sql`vacuum analyze payouts, history, events, ledger_transfers, ledger_accounts`;
}

async function fillChunk(sql: Sql, fill: Fill, from: number, to: number): Promise<void> {
  const { applicationId, payoutAccountId, destinationId } = fill;
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      with made as materialized (
        select n, uuidv7(make_interval(secs => (n - ${fill.count}::integer) * 0.01)) as id, 100 + n % 90 as amount,
          'fill-' || lpad(n::text, 9, '0') as name
        from generate_series(${from + 1}::integer, ${to}::integer) n
      ), timed as materialized (
        select *, uuid_extract_timestamp(id) as at from made
      ), the_account as (
        select application_id, id, paid_out_account_id from payout_accounts where id = ${payoutAccountId}
      ), lines as (
        insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
        select ${applicationId}, id, 1, 'payout', 'new', 'queued', at, 'fill' from timed
      ), transfers as (
        insert into ledger_transfers
          (application_id, object_id, verb, debit_account_id, credit_account_id, amount_minor, created_at)
        select ${applicationId}, t.id, 'hold', a.id, a.paid_out_account_id, t.amount, t.at from timed t, the_account a
      ), happened as (
        insert into events (application_id, object_id, sequence, id, type, object_type, created_at, payload)
        select ${applicationId}, id, 1, gen_random_uuid(), 'payout.created', 'payout', at,
          json_build_object('id', id, 'status', 'PENDING', 'amount', amount, 'reference', 'ref ' || name)
        from timed
      ), totals as (
        update ledger_accounts l set
          pending_debits = l.pending_debits + case l.id when a.id then s.amount else 0 end,
          pending_credits = l.pending_credits + case l.id when a.id then 0 else s.amount end
        from the_account a, (select sum(amount) as amount from timed) s
        where l.application_id = a.application_id and l.id in (a.id, a.paid_out_account_id)
      )
      insert into payouts (application_id, id, payout_account_id, destination_id, amount_minor,
        currency, description, reference, idempotency_key, end_to_end_id, created_at, state, sequence, updated_at, due_at)
      select ${applicationId}, id, ${payoutAccountId}, ${destinationId}, amount, 'AED',
        'Invoice ' || name, 'ref ' || name, name, 'F' || lpad(n::text, 14, '0'), at, 'queued', 1, at, at
      from timed`;
  });
}
