import type { Party } from '../banks/collections.ts';
import type { Deps } from '../deps.ts';
import type { Sql, Tx } from '../foundation/database.ts';
import { openPayer } from './payer.ts';
import type { PaymentRow } from './payment.ts';
import { selectOpen } from './store.ts';

/** A payment that a statement may still prove, and who paid, where that is known. */
export interface OpenPayment {
  readonly row: PaymentRow;
  readonly payer: Party | null;
}

const PART = 5000;

/**
 * The payments of one account that a statement may still prove, in whole or for the rest, in the order of their ids.
 * Reads them in parts, so that the caller may keep less of each than there is.
 */
export async function* openPaymentsOf(
  sql: Sql | Tx,
  deps: Pick<Deps, 'secretKey'>,
  account: { readonly applicationId: string; readonly payoutAccountId: string },
): AsyncGenerator<OpenPayment> {
  for (let after: string | null = null, more = true; more; ) {
    const rows: PaymentRow[] = await selectOpen(sql, account, after, PART);
    for (const row of rows) yield { row, payer: openPayer(deps, row) };
    after = rows.at(-1)?.id ?? null;
    more = rows.length === PART;
  }
}
