import { type Claimed, claimSubmissions, type Prepared } from '../banks/claim-submissions.ts';
import type { Charge } from '../banks/collections.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../foundation/database.ts';
import { assert } from '../foundation/refuse.ts';
import { consentsInForce } from '../payment-sources/lock-consents.ts';
import { movePayments } from './move-payments.ts';
import type { BankPayment } from './payment.ts';
import { claimDue } from './work-store.ts';

/**
 * Takes up due payments for one worker and commits: charges in the queue are noted as being submitted before any bank
 * is called, or are rejected where their consent is not in force any more; those whose worker was not heard of in time
 * are in doubt from now on; checkouts, and what a bank has, are to be asked about.
 */
export function claimWork(deps: Deps, worker: string, limit: number): Promise<Claimed<BankPayment, Charge>> {
  return claimSubmissions<BankPayment, Charge>(deps, worker, limit, {
    due: claimDue,
    prepare,
    move: (tx, walks, by) => movePayments(tx, deps, walks, by),
  });
}

const notInForce = {
  code: 'CONSENT_REVOKED',
  message: 'The consent was not in force any more when the charge was to be sent; the bank has nothing of it.',
};

// Whoever ends a consent waits for the locks that this takes, and these wait for whoever ends it: so a charge is noted
// as being submitted before the end of its consent, or never. One that the bank has never seen is no exception.
async function prepare(tx: Tx, queued: readonly BankPayment[]): Promise<Prepared<Charge>[]> {
  const inForce = await consentsInForce(
    tx,
    queued.map((row) => ({ applicationId: row.applicationId, consentId: consentOf(row) })),
  );
  return queued.map((row, index) => (inForce[index] ? { order: chargeOf(row) } : { fault: notInForce }));
}

function consentOf({ id, consentId }: BankPayment): string {
  assert(consentId !== null, `payment ${id} is queued, so it is a charge and has a consent`);
  return consentId;
}

const chargeOf = (row: BankPayment): Charge => ({
  endToEndId: row.endToEndId,
  consentId: consentOf(row),
  amountMinor: row.amountMinor,
  currency: row.currency,
  creditorIban: row.creditorIban,
  reference: row.reference,
});
