import type { Sql, Tx } from '../../packages/server/src/foundation/database.ts';
import type { PayoutRow } from '../../packages/server/src/payouts/payout.ts';

// The statements of the textbook: one row each, one after another.

const columns = (sql: Sql | Tx) => sql`
  p.application_id, p.id, p.payout_account_id, p.destination_id, p.amount_minor, p.currency,
  p.description, p.reference, p.idempotency_key, p.end_to_end_id, p.created_at, p.refund_id,
  p.matched_minor, p.returned_minor, p.state, p.sequence,
  p.bank_reference, p.reason_code, p.reason_message, p.updated_at, p.due_at, p.lease_until, p.attempts, p.asks,
  a.paid_out_account_id, a.connector, a.iban as debtor_iban`;

const payouts = (sql: Sql | Tx) => sql`
  payouts p join payout_accounts a on a.application_id = p.application_id and a.id = p.payout_account_id`;

export async function selectPayout(sql: Sql, applicationId: string, id: string): Promise<PayoutRow | undefined> {
  const [row] = await sql<PayoutRow[]>`
    select ${columns(sql)} from ${payouts(sql)} where p.application_id = ${applicationId} and p.id = ${id}`;
  return row;
}

export async function selectByKey(tx: Tx, applicationId: string, key: string): Promise<PayoutRow | undefined> {
  const [row] = await tx<PayoutRow[]>`
    select ${columns(tx)} from ${payouts(tx)} where p.application_id = ${applicationId} and p.idempotency_key = ${key}`;
  return row;
}

export async function selectDestination(
  tx: Tx,
  applicationId: string,
  id: string,
): Promise<{ id: string } | undefined> {
  const [row] = await tx<{ id: string }[]>`
    select id, beneficiary_name, iban from destinations where application_id = ${applicationId} and id = ${id}`;
  return row;
}

export interface LockedAccount {
  readonly id: string;
  readonly paidOutAccountId: string;
  readonly currency: string;
  readonly iban: string;
  readonly connector: string;
  readonly balanceBinding: boolean;
  readonly availableMinor: bigint;
}

/** The account that is asked for, or the default one of the currency, with its balance locked. */
export async function lockAccount(
  tx: Tx,
  wish: { applicationId: string; payoutAccountId: string | null; currency: string },
): Promise<LockedAccount | undefined> {
  const which =
    wish.payoutAccountId === null
      ? tx`a.currency = ${wish.currency} and a.is_default`
      : tx`a.id = ${wish.payoutAccountId}`;
  const [row] = await tx<LockedAccount[]>`
    select a.id, a.paid_out_account_id, a.currency, a.iban, a.connector, l.balance_binding,
      l.posted_credits - l.posted_debits - l.pending_debits as available_minor
    from payout_accounts a join ledger_accounts l on l.application_id = a.application_id and l.id = a.id
    where a.application_id = ${wish.applicationId} and ${which} for no key update of l`;
  return row;
}

export async function selectTwin(
  tx: Tx,
  details: { applicationId: string; destinationId: string; reference: string; amountMinor: bigint; currency: string },
): Promise<{ id: string } | undefined> {
  const [row] = await tx<{ id: string }[]>`
    select p.id from payouts p join applications o on o.id = p.application_id
    where p.application_id = ${details.applicationId} and p.destination_id = ${details.destinationId}
      and p.reference = ${details.reference} and p.amount_minor = ${String(details.amountMinor)}
      and p.currency = ${details.currency}
      and p.created_at > now() - make_interval(secs => o.duplicate_window_seconds)
      and p.state not in ('failed', 'rejected', 'returned')
    order by p.id desc limit 1`;
  return row;
}

/** Holds the amount, on the account and on the one that counts what was paid out of it: one statement for both. */
export async function updateBalances(tx: Tx, row: PayoutRow): Promise<void> {
  const amount = String(row.amountMinor);
  await tx`
    update ledger_accounts set
      pending_debits = pending_debits + case id when ${row.payoutAccountId} then ${amount}::bigint else 0 end,
      pending_credits = pending_credits + case id when ${row.paidOutAccountId} then ${amount}::bigint else 0 end
    where application_id = ${row.applicationId} and id in (${row.payoutAccountId}, ${row.paidOutAccountId})`;
}

export async function insertPayout(tx: Tx, row: PayoutRow): Promise<void> {
  await tx`
    insert into payouts (application_id, id, payout_account_id, destination_id, amount_minor,
      currency, description, reference, idempotency_key, end_to_end_id, created_at, state, sequence, updated_at, due_at)
    values (${row.applicationId}, ${row.id}, ${row.payoutAccountId}, ${row.destinationId},
      ${String(row.amountMinor)}, ${row.currency}, ${row.description}, ${row.reference}, ${row.idempotencyKey},
      ${row.endToEndId}, ${row.createdAt}, ${row.state}, ${row.sequence}, ${row.updatedAt}, ${row.dueAt})`;
}

export async function insertLine(tx: Tx, row: PayoutRow, actor: string): Promise<void> {
  await tx`
    insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
    values (${row.applicationId}, ${row.id}, ${row.sequence}, 'payout', 'new', ${row.state}, ${row.createdAt}, ${actor})`;
}

export async function insertHold(tx: Tx, row: PayoutRow): Promise<void> {
  await tx`
    insert into ledger_transfers
      (application_id, object_id, verb, debit_account_id, credit_account_id, amount_minor, created_at)
    values (${row.applicationId}, ${row.id}, 'hold', ${row.payoutAccountId}, ${row.paidOutAccountId},
      ${String(row.amountMinor)}, ${row.createdAt})`;
}

export async function insertEvent(tx: Tx, row: PayoutRow, id: string, payload: string): Promise<void> {
  await tx`
    insert into events (application_id, object_id, sequence, id, type, object_type, created_at, payload)
    values (${row.applicationId}, ${row.id}, ${row.sequence}, ${id}, 'payout.created', 'payout', ${row.createdAt},
      ${payload}::text::json)`;
}
