import { list, type Sql, type Statement, type Tx } from '../foundation/database.ts';

export type LedgerVerb = 'hold' | 'post' | 'release' | 'reverse' | 'receive' | 'unreceive';

export interface Transfer {
  readonly applicationId: string;
  readonly objectId: string;
  readonly verb: LedgerVerb | 'fund';
  readonly debitAccountId: string;
  readonly creditAccountId: string;
  readonly amountMinor: bigint;
  readonly at: Date;
}

export interface LedgerAccount {
  readonly applicationId: string;
  readonly id: string;
  readonly kind: 'payout_account' | 'paid_out' | 'received' | 'funding';
  readonly currency: string;
  readonly balanceBinding: boolean;
}

export async function insertAccounts(sql: Sql | Tx, accounts: readonly LedgerAccount[]): Promise<void> {
  await sql`
    insert into ledger_accounts (application_id, id, kind, currency, balance_binding)
    select * from unnest(
      ${list(accounts.map((a) => a.applicationId))}::uuid[], ${list(accounts.map((a) => a.id))}::uuid[],
      ${list(accounts.map((a) => a.kind))}::text[], ${list(accounts.map((a) => a.currency))}::text[],
      ${list(accounts.map((a) => a.balanceBinding))}::boolean[])`;
}

/** Adds transfers; the database adds them to the totals of their accounts in the same statement. */
export function insertTransfers(tx: Sql | Tx, transfers: readonly Transfer[]): Statement {
  return tx`
    insert into ledger_transfers
      (application_id, object_id, verb, debit_account_id, credit_account_id, amount_minor, created_at)
    select * from unnest(
      ${list(transfers.map((t) => t.applicationId))}::uuid[], ${list(transfers.map((t) => t.objectId))}::uuid[],
      ${list(transfers.map((t) => t.verb))}::text[], ${list(transfers.map((t) => t.debitAccountId))}::uuid[],
      ${list(transfers.map((t) => t.creditAccountId))}::uuid[], ${list(transfers.map((t) => t.amountMinor))}::bigint[],
      ${list(transfers.map((t) => t.at))}::timestamptz[])`;
}

/** A transfer as it is shown: with what its accounts are. */
export interface ShownTransfer {
  readonly verb: LedgerVerb;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly debitAccountId: string;
  readonly debitKind: LedgerAccount['kind'];
  readonly creditAccountId: string;
  readonly creditKind: LedgerAccount['kind'];
  readonly createdAt: Date;
}

/** The transfers of an object, in their order. */
export function selectTransfers(sql: Sql | Tx, applicationId: string, objectId: string): Promise<ShownTransfer[]> {
  return sql<ShownTransfer[]>`
    select t.verb, t.amount_minor, d.currency, t.debit_account_id, d.kind as debit_kind, t.credit_account_id,
      c.kind as credit_kind, t.created_at
    from ledger_transfers t
    join ledger_accounts d on d.application_id = t.application_id and d.id = t.debit_account_id
    join ledger_accounts c on c.application_id = t.application_id and c.id = t.credit_account_id
    where t.application_id = ${applicationId} and t.object_id = ${objectId} order by t.step, t.created_at`;
}

/** Makes a balance binding or not; false when it is overdrawn, or there is no such account. */
export async function updateBinding(
  tx: Tx,
  { applicationId, id, balanceBinding }: Pick<LedgerAccount, 'applicationId' | 'id' | 'balanceBinding'>,
): Promise<boolean> {
  const done = await tx`
    update ledger_accounts set balance_binding = ${balanceBinding}
    where application_id = ${applicationId} and id = ${id}
      and (not ${balanceBinding} or posted_credits - posted_debits - pending_debits >= 0)`;
  return done.count === 1;
}
