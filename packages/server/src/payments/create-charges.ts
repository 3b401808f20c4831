import type { Deps } from '../deps.ts';
import type { Outcome } from '../foundation/batch.ts';
import { inTransaction } from '../foundation/database.ts';
import { assert } from '../foundation/refuse.ts';
import { type ChargeableConsent, lockConsents } from '../payment-sources/lock-consents.ts';
import { openAccount } from '../payment-sources/open-account.ts';
import { type ChargeAsked, decideCharges } from './charge-rules.ts';
import { type Created, enterPayments, findMade } from './enter-payments.ts';
import type { Decision } from './keyed-rules.ts';
import { newReferences } from './new-references.ts';
import { sealPayer } from './payer.ts';
import type { PaymentRow } from './payment.ts';

type Doing = Pick<Deps, 'sql' | 'clock' | 'metrics' | 'secretKey'>;

/**
 * Makes charges, many in one transaction, under the locks of their consents: each is decided on by itself, in order,
 * and counts against its consent from then on. Should the limits be broken past this, the database refuses.
 * Refuses with IDEMPOTENCY_KEY_REUSED, UNKNOWN_CONSENT, UNKNOWN_PAYMENT_SOURCE, CURRENCY_MISMATCH, INVALID_AMOUNT and
 * its kind, CONSENT_EXPIRED or CONSENT_LIMIT_EXCEEDED.
 */
export function createCharges(deps: Doing, requests: readonly ChargeAsked[], attempt = 1): Promise<Outcome<Created>[]> {
  return inTransaction(deps.sql, async (tx) => {
    const now = deps.clock.now();
    const [consents, made, references] = await Promise.all([
      lockConsents(
        tx,
        requests.map((asked) => consentKeyOf(asked, now)),
      ),
      findMade(tx, 'charge', requests, attempt),
      newReferences(tx, requests.length),
    ]);
    const decisions = decideCharges(requests, { consents, made, references, now });
    return enterPayments(tx, deps, requests, withPayers(deps, decisions, consents));
  });
}

function consentKeyOf({ applicationId, consentId, paymentSourceId }: ChargeAsked, now: Date) {
  return {
    applicationId,
    ...(consentId === null ? {} : { consentId }),
    ...(paymentSourceId === null ? {} : { paymentSourceId }),
    on: now.toISOString().slice(0, 10),
  };
}

/** Who pays is the holder of the account that was consented to; each payment keeps it for itself. */
function withPayers(
  deps: Doing,
  decisions: readonly Decision[],
  consents: readonly (ChargeableConsent | undefined)[],
): Decision[] {
  const sealed = new Map<string, PaymentRow>();
  decisions.forEach((decision, index) => {
    const consent = consents[index];
    if (decision.kind !== 'create' || !consent) return;
    const { paymentSourceId: id, sealedAccount } = consent;
    assert(id !== null && sealedAccount !== null, `consent ${consent.id} has an account`);
    const payer = openAccount(deps, { id, sealedAccount });
    sealed.set(decision.row.id, { ...decision.row, sealedPayer: sealPayer(deps, decision.row.id, payer) });
  });
  return decisions.map((decision) =>
    decision.kind === 'refuse' ? decision : { ...decision, row: sealed.get(decision.row.id) ?? decision.row },
  );
}
