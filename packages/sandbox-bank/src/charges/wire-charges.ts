import { endToEndId, partyName, remittance } from '../wire.ts';
import type { Charge } from './submit-charges.ts';

export interface WireCharge {
  end_to_end_id: string;
  consent_id: string;
  amount: string;
  currency: string;
  creditor_iban: string;
  creditor_name?: string;
  remittance?: string;
}

export interface ChargeBody {
  charges: WireCharge[];
}

// As with instructions, what is wrong with one charge refuses that one (RJCT), not the batch.
const chargeItemSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['end_to_end_id', 'consent_id', 'amount', 'currency', 'creditor_iban'],
  properties: {
    end_to_end_id: endToEndId,
    consent_id: { type: 'string', maxLength: 64 },
    amount: { type: 'string', maxLength: 40 },
    currency: { type: 'string', maxLength: 3 },
    creditor_iban: { type: 'string', maxLength: 34 },
    creditor_name: partyName,
    remittance,
  },
} as const;

export const chargeSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['charges'],
  properties: { charges: { type: 'array', minItems: 1, maxItems: 1_000, items: chargeItemSchema } },
} as const;

/** Reads a charge that the schema has admitted. */
export function readCharge(wire: WireCharge): Charge {
  return {
    endToEndId: wire.end_to_end_id,
    consentId: wire.consent_id,
    amount: wire.amount,
    currency: wire.currency,
    creditorIban: wire.creditor_iban,
    creditorName: wire.creditor_name ?? null,
    remittance: wire.remittance ?? null,
  };
}
