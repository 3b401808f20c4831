import { isIban } from '../iban.ts';
import { parseAmount } from '../money.ts';
import { invalid, invalidAmount, readReturnUrl, readTime } from '../read-wire.ts';
import { currency, endToEndId, iban, partyName, remittance, returnUrl, time } from '../wire.ts';
import type { CheckoutRequest } from './checkout.ts';

export interface CheckoutBody {
  end_to_end_id: string;
  amount: string;
  currency: string;
  creditor_iban: string;
  creditor_name?: string;
  remittance?: string;
  expires_at: string;
  return_url?: string;
}

export interface DecideCheckoutBody {
  decision: 'approve' | 'refuse';
  iban?: string;
}

export const checkoutSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['end_to_end_id', 'amount', 'currency', 'creditor_iban', 'expires_at'],
  properties: {
    end_to_end_id: endToEndId,
    amount: { type: 'string', maxLength: 40 },
    currency,
    creditor_iban: iban,
    creditor_name: partyName,
    remittance,
    expires_at: time,
    return_url: returnUrl,
  },
} as const;

export const decideCheckoutSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['decision'],
  properties: { decision: { enum: ['approve', 'refuse'] }, iban },
} as const;

/**
 * Reads a request that the schema has admitted; `expiresAt` is a time outside the bank. Refuses INVALID_REQUEST, also
 * for what would be refused whoever pays: a payer must not be asked in vain.
 */
export function readCheckout(wire: CheckoutBody): CheckoutRequest {
  const amountMinor = parseAmount(wire.amount, wire.currency);
  if (amountMinor === null) throw invalidAmount('body/amount', wire.currency);
  if (amountMinor === 0n) throw invalid('body/amount', 'must be more than zero');
  if (!isIban(wire.creditor_iban)) throw invalid('body/creditor_iban', 'must be an IBAN whose check digits are right');
  return {
    endToEndId: wire.end_to_end_id,
    amountMinor,
    currency: wire.currency,
    creditorIban: wire.creditor_iban,
    creditorName: wire.creditor_name ?? null,
    remittance: wire.remittance ?? null,
    returnUrl: readReturnUrl(wire.return_url),
    expiresAt: readTime(wire.expires_at, 'body/expires_at'),
  };
}
