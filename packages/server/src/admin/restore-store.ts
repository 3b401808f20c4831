import { only, type Sql, type Tx } from '../foundation/database.ts';
import type { PayoutRow } from '../payouts/payout.ts';

interface Contents {
  readonly payouts: number;
  /** When the newest of them was made; null when there is none. */
  readonly newestAt: Date | null;
}

/** What is in a restored database. */
export async function selectContents(sql: Sql): Promise<Contents> {
  return only(await sql<Contents[]>`select count(*)::integer as payouts, max(created_at) as newest_at from payouts`);
}

/** Locks payouts that wait in the queue. */
export function lockQueued(tx: Tx, limit: number): Promise<PayoutRow[]> {
  return tx<PayoutRow[]>`
    select p.application_id, p.id, p.payout_account_id, p.destination_id, p.amount_minor,
      p.currency, p.description, p.reference, p.idempotency_key, p.end_to_end_id, p.created_at, p.refund_id,
      p.matched_minor, p.returned_minor, p.state, p.sequence,
      p.bank_reference, p.reason_code, p.reason_message, p.updated_at, p.due_at, p.lease_until, p.attempts, p.asks,
      a.paid_out_account_id, a.connector, a.iban as debtor_iban
    from payouts p join payout_accounts a on a.application_id = p.application_id and a.id = p.payout_account_id
    where p.state = 'queued' and p.due_at is not null
    order by p.application_id, p.id limit ${limit} for no key update of p`;
}
