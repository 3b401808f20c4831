import { readReturnUrl, readTime } from '../read-wire.ts';
import { currency, iban, partyName, returnUrl, time, uuid } from '../wire.ts';
import type { ConsentDecision, ConsentRequest, Limits } from './consent.ts';

export interface AskConsentBody {
  consent_id: string;
  creditor_iban: string;
  creditor_name?: string;
  currency: string;
  reference: string;
  expires_at: string;
  return_url?: string;
  limits: Limits;
}

export interface DecideConsentBody {
  decision: ConsentDecision;
  iban?: string;
}

export interface ConsentStatusBody {
  consent_ids: string[];
}

const amount = { type: 'string', pattern: '^[0-9]{1,15}([.][0-9]{1,3})?$' } as const;
const count = { type: 'integer', minimum: 0, maximum: 1_000_000_000 } as const;

export const askConsentSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['consent_id', 'creditor_iban', 'currency', 'reference', 'expires_at', 'limits'],
  properties: {
    consent_id: uuid,
    creditor_iban: iban,
    creditor_name: partyName,
    currency,
    reference: { type: 'string', minLength: 1, maxLength: 140 },
    expires_at: time,
    return_url: returnUrl,
    limits: {
      type: 'object',
      additionalProperties: false,
      properties: {
        period_type: { type: 'string', pattern: '^[A-Za-z]{1,20}$' },
        max_individual_amount: amount,
        max_cumulative_amount: amount,
        max_cumulative_count: count,
        max_amount_per_period: amount,
        max_count_per_period: count,
      },
    },
  },
} as const;

export const decideConsentSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['decision'],
  properties: { decision: { enum: ['approve', 'refuse', 'suspend', 'resume', 'revoke', 'expire'] }, iban },
} as const;

export const consentStatusSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['consent_ids'],
  properties: { consent_ids: { type: 'array', minItems: 1, maxItems: 1_000, items: uuid } },
} as const;

export const nothingSchema = { type: 'object', additionalProperties: false } as const;

/** Reads a request that the schema has admitted; `expiresAt` is a time outside the bank. Refuses INVALID_REQUEST. */
export function readConsentRequest(wire: AskConsentBody): ConsentRequest {
  return {
    consentId: wire.consent_id,
    creditorIban: wire.creditor_iban,
    creditorName: wire.creditor_name ?? null,
    currency: wire.currency,
    reference: wire.reference,
    limits: wire.limits,
    returnUrl: readReturnUrl(wire.return_url),
    expiresAt: readTime(wire.expires_at, 'body/expires_at'),
  };
}
