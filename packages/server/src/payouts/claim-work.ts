import { type Claimed, claimSubmissions, type Prepared } from '../banks/claim-submissions.ts';
import type { Instruction } from '../banks/connector.ts';
import type { Deps } from '../deps.ts';
import { findDestinations } from '../destinations/find-destinations.ts';
import type { Tx } from '../foundation/database.ts';
import { assert } from '../foundation/refuse.ts';
import { movePayouts } from './move-payouts.ts';
import type { PayoutRow } from './payout.ts';
import { claimDue } from './store.ts';

/**
 * Takes up due payouts for one worker and commits: those in the queue are noted as being submitted before any bank
 * is called; those whose worker was not heard of in time are in doubt from now on; those a bank could not carry out
 * are rejected.
 */
export function claimWork(deps: Deps, worker: string, limit: number): Promise<Claimed<PayoutRow, Instruction>> {
  return claimSubmissions<PayoutRow, Instruction>(deps, worker, limit, {
    due: claimDue,
    async prepare(tx, queued) {
      const instructions = await instructionsOf(tx, queued);
      return instructions.map((instruction, index) => prepare(deps, queued[index], instruction));
    },
    move: (tx, walks, by) => movePayouts(tx, deps, walks, by),
  });
}

async function instructionsOf(tx: Tx, rows: readonly PayoutRow[]): Promise<Instruction[]> {
  const keys = rows.map((row) => ({ applicationId: row.applicationId, id: row.destinationId }));
  const destinations = new Map((await findDestinations(tx, keys)).map((d) => [d.id, d]));
  return rows.map((row) => {
    const destination = destinations.get(row.destinationId);
    assert(destination, `payout ${row.id} has a destination`);
    return {
      endToEndId: row.endToEndId,
      amountMinor: row.amountMinor,
      currency: row.currency,
      debtorIban: row.debtorIban,
      creditor: {
        name: destination.beneficiaryName,
        iban: destination.iban,
        accountNumber: destination.accountNumber,
        bankCode: destination.bankCode,
        country: destination.country,
      },
      remittance: row.description,
    };
  });
}

function prepare(deps: Deps, row: PayoutRow | undefined, order: Instruction): Prepared<Instruction> {
  const connector = deps.banks.get(row?.connector ?? '');
  assert(row && connector, `there is a bank connection ${row?.connector}`);
  const fault = connector.validate(order);
  return fault && row.attempts === 0 ? { fault } : { order };
}
