import { type Proof, proofsOf } from '../banks/proofs.ts';
import type { Sql, Tx } from '../foundation/database.ts';
import type { PaymentRow } from './payment.ts';

/** What proves payments, by their ids. The database is asked only for those of which a part is proven. */
export async function findEvidence(sql: Sql | Tx, rows: readonly PaymentRow[]): Promise<ReadonlyMap<string, Proof[]>> {
  const proven = rows.filter(({ matchedMinor }) => matchedMinor > 0n);
  return Map.groupBy(await proofsOf(sql, 'payment', proven), ({ objectId }) => objectId);
}
