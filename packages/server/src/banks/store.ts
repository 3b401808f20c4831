import { list, type Sql, type Tx } from '../foundation/database.ts';

export interface PayoutAccountRow {
  readonly applicationId: string;
  readonly id: string;
  readonly paidOutAccountId: string;
  readonly receivedAccountId: string;
  readonly name: string;
  readonly currency: string;
  readonly iban: string;
  readonly connector: string;
  readonly isDefault: boolean;
  readonly balanceBinding: boolean;
  readonly postedMinor: bigint;
  readonly heldMinor: bigint;
  /** When it was registered here. */
  readonly createdAt: Date;
}

const columns = (sql: Sql | Tx) => sql`
  a.application_id, a.id, a.paid_out_account_id, a.received_account_id, a.name, a.currency, a.iban, a.connector, a.is_default, a.created_at,
  l.balance_binding, l.posted_credits - l.posted_debits as posted_minor, l.pending_debits as held_minor`;

const accounts = (sql: Sql | Tx) => sql`
  payout_accounts a join ledger_accounts l on l.application_id = a.application_id and l.id = a.id`;

export async function insertPayoutAccount(
  tx: Sql | Tx,
  row: Omit<PayoutAccountRow, 'balanceBinding' | 'postedMinor' | 'heldMinor' | 'createdAt'>,
  at: Date,
): Promise<void> {
  await tx`
    insert into payout_accounts
      (application_id, id, paid_out_account_id, received_account_id, name, currency, iban, connector, is_default, created_at)
    values (${row.applicationId}, ${row.id}, ${row.paidOutAccountId}, ${row.receivedAccountId}, ${row.name}, ${row.currency},
      ${row.iban}, ${row.connector}, ${row.isDefault}, ${at})`;
}

export function selectPayoutAccounts(sql: Sql | Tx, applicationId: string): Promise<PayoutAccountRow[]> {
  return sql<PayoutAccountRow[]>`
    select ${columns(sql)} from ${accounts(sql)} where a.application_id = ${applicationId}
    order by a.currency, a.is_default desc, a.created_at, a.id`;
}

export interface AccountWish {
  readonly applicationId: string;
  readonly currency: string;
  /** Null: the default account in that currency. */
  readonly payoutAccountId: string | null;
}

/**
 * Reads the accounts that are asked for. Locked, what is read of their balances is still true at the commit; locks are
 * taken in the order of their ids, so that two batches cannot deadlock.
 */
export function selectWishedAccounts(
  tx: Tx,
  wishes: readonly AccountWish[],
  { lock }: { readonly lock: boolean },
): Promise<PayoutAccountRow[]> {
  const named = wishes.filter((wish) => wish.payoutAccountId !== null);
  // Only those: a default account that nobody asked for must not be locked.
  const unnamed = wishes.filter((wish) => wish.payoutAccountId === null);
  return tx<PayoutAccountRow[]>`
    with wanted as materialized (
      select a.application_id, a.id
      from (select distinct * from unnest(
        ${list(named.map((w) => w.applicationId))}::uuid[], ${list(named.map((w) => w.payoutAccountId))}::uuid[])
        u (application_id, id)) k
      join payout_accounts a on a.application_id = k.application_id and a.id = k.id
      union
      select a.application_id, a.id
      from (select distinct * from unnest(
        ${list(unnamed.map((w) => w.applicationId))}::uuid[], ${list(unnamed.map((w) => w.currency))}::text[])
        u (application_id, currency)) k
      join payout_accounts a on a.application_id = k.application_id and a.currency = k.currency and a.is_default
    )
    select ${columns(tx)} from wanted w
    join payout_accounts a on a.application_id = w.application_id and a.id = w.id
    join ledger_accounts l on l.application_id = a.application_id and l.id = a.id
    order by a.application_id, a.id ${lock ? tx`for no key update of l` : tx``}`;
}

type AccountKey = Pick<PayoutAccountRow, 'applicationId' | 'id'>;

/** Locks a payout account and all others of its application in its currency, in one order. */
export async function lockAccountsBeside(tx: Tx, { applicationId, id }: AccountKey): Promise<void> {
  await tx`
    select a.id from payout_accounts a
    where a.application_id = ${applicationId} and a.currency =
      (select o.currency from payout_accounts o where o.application_id = ${applicationId} and o.id = ${id})
    order by a.id for no key update`;
}

export async function updateName(tx: Tx, { applicationId, id, name }: AccountKey & { name: string }): Promise<void> {
  await tx`update payout_accounts set name = ${name} where application_id = ${applicationId} and id = ${id}`;
}

/** Makes an account the default of its currency, and the one that was none; both are locked. */
export async function updateDefault(
  tx: Tx,
  { applicationId, id, currency }: AccountKey & Pick<PayoutAccountRow, 'currency'>,
): Promise<void> {
  // First the one that was: there is never more than one, not even within a statement.
  await tx`
    update payout_accounts set is_default = false
    where application_id = ${applicationId} and currency = ${currency} and is_default`;
  await tx`update payout_accounts set is_default = true where application_id = ${applicationId} and id = ${id}`;
}
