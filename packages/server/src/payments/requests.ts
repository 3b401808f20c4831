import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { actorOf, type Caller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../foundation/id.ts';
import { parseAmount } from '../foundation/money.ts';
import { assert, Refusal } from '../foundation/refuse.ts';
import type { ChargeAsked } from './charge-rules.ts';
import type { CheckoutAsked } from './checkout-rules.ts';
import type { Asked } from './keyed-rules.ts';

type Making = Pick<Deps, 'clock' | 'newEndToEndId'>;

const EXPIRES_IN_S = 3600;

/** The charge that a request asks for. Its form was checked at the door. Refuses with IDEMPOTENCY_KEY_CONFLICT. */
export function readCharge(
  deps: Making,
  caller: Caller,
  body: Static<typeof schemas.ChargeRequest>,
  headerKey: string,
): ChargeAsked {
  return {
    ...askedBy(deps, caller, body, headerKey),
    amount: body.amount,
    currency: body.currency ?? null,
    consentId: body.consent_id?.toLowerCase() ?? null,
    paymentSourceId: body.payment_source_id?.toLowerCase() ?? null,
    description: body.description ?? null,
    externalReference: body.external_reference ?? body.reference ?? null,
  };
}

/** The same of a checkout. Its amount was checked at the door too. */
export function readCheckout(
  deps: Making,
  caller: Caller,
  body: Static<typeof schemas.PaymentIntentRequest>,
  headerKey: string | undefined,
): CheckoutAsked {
  const amount = parseAmount(body.amount, body.currency);
  assert(amount.ok, 'the amount was checked at the door');
  return {
    ...askedBy(deps, caller, body, headerKey),
    amountMinor: amount.minor,
    currency: body.currency,
    customerId: body.customer_id?.toLowerCase() ?? null,
    payoutAccountId: body.payout_account_id?.toLowerCase() ?? null,
    description: body.description ?? null,
    externalReference: body.external_reference ?? null,
    returnUrl: body.return_url ?? null,
    expiresInSeconds: body.expires_in_seconds ?? EXPIRES_IN_S,
  };
}

function askedBy(
  deps: Making,
  caller: Caller,
  { idempotency_key: bodyKey }: { readonly idempotency_key?: string },
  headerKey: string | undefined,
): Asked {
  if (headerKey !== undefined && bodyKey !== undefined && headerKey !== bodyKey) {
    throw new Refusal('IDEMPOTENCY_KEY_CONFLICT');
  }
  const now = deps.clock.now().getTime();
  return {
    applicationId: caller.applicationId,
    actor: actorOf(caller),
    id: newId(now),
    endToEndId: deps.newEndToEndId(now),
    idempotencyKey: headerKey ?? bodyKey ?? null,
  };
}
