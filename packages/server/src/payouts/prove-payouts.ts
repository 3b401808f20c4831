import { type Proof, proofsOf } from '../banks/proofs.ts';
import type { Sql } from '../foundation/database.ts';
import type { PayoutRow } from './payout.ts';

/** A payout, and the statement entries that prove that its money left, where there are any. */
export interface ProvenPayout extends PayoutRow {
  readonly proofs?: readonly Proof[];
}

/** Adds what proves them. The database is asked only where something does: most reads are of payouts without any. */
export async function provePayouts(sql: Sql, rows: readonly PayoutRow[]): Promise<readonly ProvenPayout[]> {
  const proven = rows.filter(({ matchedMinor }) => matchedMinor > 0n);
  if (proven.length === 0) return rows;
  const proofs = Map.groupBy(await proofsOf(sql, 'payout', proven), ({ objectId }) => objectId);
  return rows.map((row) => ({ ...row, proofs: proofs.get(row.id) ?? [] }));
}
