import type { Sql, Tx } from '../foundation/database.ts';
import { amountToNumber } from '../foundation/money.ts';
import { type Proof, selectProofs } from './proofs-store.ts';

export type { Proof } from './proofs-store.ts';

/**
 * What booked statement entries prove of payments (that they came in) or of payouts (that they went out), of many at
 * once, in the order in which the proofs were found.
 */
export function proofsOf(
  sql: Sql | Tx,
  side: 'payment' | 'payout',
  keys: readonly { readonly applicationId: string; readonly id: string }[],
): Promise<Proof[]> {
  return keys.length === 0 ? Promise.resolve([]) : selectProofs(sql, side, keys);
}

/** Proofs as the contract shows them. The currency is that of what they prove. */
export function presentProofs(proofs: readonly Proof[], currency: string) {
  return proofs.map((proof) => ({
    match_id: proof.matchId,
    statement_id: proof.statementId,
    entry_id: proof.entryId,
    booked_at: proof.bookedOn,
    amount: amountToNumber(proof.amountMinor, currency),
  }));
}
