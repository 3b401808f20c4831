import { after } from '../foundation/clock.ts';
import type { Sql, Tx } from '../foundation/database.ts';
import { firstIdAt } from '../foundation/id.ts';
import type { PayoutRow } from './payout.ts';
import { lockByIds, selectNamed, selectUnproven, sumUnproven } from './proof-store.ts';
import type { Key } from './store.ts';

interface Account {
  readonly applicationId: string;
  readonly payoutAccountId: string;
}

const NAMES_AT_ONCE = 5000;
// Of an application with very many payouts, those that were made last before the end of the range.
const LOOKS_MAX = 20_000;

/** The payouts of an account whose end-to-end ids these are, whatever became of them. */
export async function namedPayouts(
  sql: Sql | Tx,
  account: Account,
  endToEndIds: readonly string[],
): Promise<PayoutRow[]> {
  const found: PayoutRow[] = [];
  for (let at = 0; at < endToEndIds.length; at += NAMES_AT_ONCE) {
    found.push(...(await selectNamed(sql, account, endToEndIds.slice(at, at + NAMES_AT_ONCE))));
  }
  return found;
}

/** Payouts of an account that were made in a time, that a bank has or has paid, and that no statement proves in full. */
export function unprovenPayouts(
  sql: Sql | Tx,
  account: Account,
  time: { readonly from: Date; readonly to: Date },
): Promise<PayoutRow[]> {
  const range = { idFrom: firstIdAt(time.from), idTo: firstIdAt(after(time.to, 1)), looks: LOOKS_MAX };
  return selectUnproven(sql, account, range);
}

/** Locks payouts until the end of the transaction, in the order of their ids, and gives those that there are. */
export async function lockPayouts(tx: Tx, keys: readonly Key[]): Promise<PayoutRow[]> {
  return keys.length === 0 ? [] : lockByIds(tx, keys);
}

const SUMMED_MAX = 1_000_000;

/**
 * Payouts of an account that were made since a time, that a bank has or has paid, and that no statement proves in full:
 * how many, and what of them is not proven, in minor units. Of the application's payouts the newest million is looked at.
 */
export function sumUnprovenPayouts(
  sql: Sql,
  account: Account,
  since: Date,
): Promise<{ readonly count: bigint; readonly amountMinor: bigint }> {
  return sumUnproven(sql, account, { idFrom: firstIdAt(since), looks: SUMMED_MAX });
}
