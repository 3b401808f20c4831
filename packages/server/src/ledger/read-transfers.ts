import type { Sql } from '../foundation/database.ts';
import { type ShownTransfer, selectTransfers } from './store.ts';

export type { ShownTransfer } from './store.ts';

/** What an object booked in the ledger, in the order of its steps. */
export function readTransfers(
  sql: Sql,
  { applicationId, id }: { readonly applicationId: string; readonly id: string },
): Promise<ShownTransfer[]> {
  return selectTransfers(sql, applicationId, id);
}
