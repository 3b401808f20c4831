import { list, only, type Sql, type Tx } from '../foundation/database.ts';
import type { PayoutRow } from './payout.ts';
import { columns, type Key, payouts } from './store.ts';

interface Account {
  readonly applicationId: string;
  readonly payoutAccountId: string;
}

/** The payouts of an account that have these end-to-end ids. */
export function selectNamed(sql: Sql | Tx, account: Account, endToEndIds: readonly string[]): Promise<PayoutRow[]> {
  return sql<PayoutRow[]>`
    select ${columns(sql)} from (select distinct * from unnest(${list([...endToEndIds])}::text[]) u (name)) k
    join ${payouts(sql)} on p.end_to_end_id = k.name
    where p.application_id = ${account.applicationId} and p.payout_account_id = ${account.payoutAccountId}`;
}

/**
 * Payouts of an account that a bank has, or says it has paid, and that no statement proves in full: of those that were
 * made before an id, the newest. At most `looks` payouts of the application are looked at.
 */
export function selectUnproven(
  sql: Sql | Tx,
  account: Account,
  range: { readonly idFrom: string; readonly idTo: string; readonly looks: number },
): Promise<PayoutRow[]> {
  return sql<PayoutRow[]>`
    with newest as materialized (
      select application_id, id, payout_account_id, state, matched_minor, amount_minor from payouts
      where application_id = ${account.applicationId} and id >= ${range.idFrom} and id < ${range.idTo}
      order by id desc limit ${range.looks}
    )
    select ${columns(sql)} from newest n
    join ${payouts(sql)} on p.application_id = n.application_id and p.id = n.id
    where n.payout_account_id = ${account.payoutAccountId} and n.matched_minor < n.amount_minor
      and n.state in ('submitting', 'with_bank', 'in_doubt', 'completed')`;
}

/** Locks payouts in the order of their ids. */
export function lockByIds(tx: Tx, keys: readonly Key[]): Promise<PayoutRow[]> {
  return tx<PayoutRow[]>`
    with wanted as materialized (
      select distinct application_id, id
      from unnest(${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[])
        u (application_id, id)
    )
    select ${columns(tx)} from wanted w join ${payouts(tx)} on p.application_id = w.application_id and p.id = w.id
    order by p.application_id, p.id for no key update of p`;
}

/** How many payouts of an account that were made since an id are with a bank, or paid, and not proven; and the rest of them. */
export async function sumUnproven(
  sql: Sql,
  account: Account,
  range: { readonly idFrom: string; readonly looks: number },
): Promise<{ readonly count: bigint; readonly amountMinor: bigint }> {
  return only(
    await sql<{ count: bigint; amountMinor: bigint }[]>`
      with newest as materialized (
        select payout_account_id, state, matched_minor, amount_minor from payouts
        where application_id = ${account.applicationId} and id >= ${range.idFrom}
        order by id desc limit ${range.looks}
      )
      select count(*) as count, coalesce(sum(amount_minor - matched_minor), 0)::bigint as amount_minor from newest
      where payout_account_id = ${account.payoutAccountId} and matched_minor < amount_minor
        and state in ('submitting', 'with_bank', 'in_doubt', 'completed')`,
  );
}
