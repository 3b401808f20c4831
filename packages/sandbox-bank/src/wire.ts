import type { Creditor, Instruction } from './instruction.ts';

/** The bodies and queries this bank takes, and the JSON schemas that admit nothing else. */

export interface OpenAccountBody {
  iban: string;
  currency: string;
  opening_balance: string;
  holder_name?: string;
}

export interface WireInstruction {
  end_to_end_id: string;
  amount: string;
  currency: string;
  debtor_iban: string;
  creditor: { name: string; iban?: string; account_number?: string; bank_code?: string };
  remittance?: string;
}

export interface SubmitBody {
  instructions: WireInstruction[];
}

export interface StatusBody {
  end_to_end_ids: string[];
}

export interface AdvanceBody {
  seconds?: number;
}

export interface PageQuery {
  after?: string;
  limit?: string;
  booked_more_than_once?: 'true' | 'false';
}

export interface PayerQuery {
  currency?: string;
}

/** The characters that every payment system carries (SWIFT set X without line breaks). */
const swiftText = "^[A-Za-z0-9/?:().,'+ -]*$";
export const endToEndId = { type: 'string', minLength: 1, maxLength: 35, pattern: swiftText } as const;
export const iban = { type: 'string', pattern: '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' } as const;
export const currency = { type: 'string', pattern: '^[A-Z]{3}$' } as const;
export const uuid = {
  type: 'string',
  pattern: '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$',
} as const;
export const partyName = { type: 'string', minLength: 1, maxLength: 140 } as const;
export const remittance = { type: 'string', maxLength: 140 } as const;
/** A time with its zone. */
export const time = {
  type: 'string',
  maxLength: 40,
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$',
} as const;
/** Where a browser goes; nothing but the web, so that no address can be a script. */
export const returnUrl = { type: 'string', maxLength: 2_000, pattern: '^https?://' } as const;

export const openAccountSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['iban', 'currency', 'opening_balance'],
  properties: {
    iban,
    currency,
    opening_balance: { type: 'string', minLength: 1, maxLength: 20 },
    holder_name: partyName,
  },
} as const;

// Amount, currency and IBANs are loose here: a wrong one refuses its own instruction (RJCT), not the batch.
const instructionSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['end_to_end_id', 'amount', 'currency', 'debtor_iban', 'creditor'],
  properties: {
    end_to_end_id: endToEndId,
    amount: { type: 'string', maxLength: 40 },
    currency: { type: 'string', maxLength: 3 },
    debtor_iban: { type: 'string', maxLength: 34 },
    creditor: {
      type: 'object',
      additionalProperties: false,
      required: ['name'],
      properties: {
        name: partyName,
        iban: { type: 'string', maxLength: 34 },
        account_number: { type: 'string', minLength: 1, maxLength: 34 },
        bank_code: { type: 'string', minLength: 1, maxLength: 35 },
      },
      dependencies: { account_number: ['bank_code'], bank_code: ['account_number'] },
      oneOf: [{ required: ['iban'] }, { required: ['account_number', 'bank_code'] }],
    },
    remittance,
  },
} as const;

export const submitSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['instructions'],
  properties: { instructions: { type: 'array', minItems: 1, maxItems: 1_000, items: instructionSchema } },
} as const;

export const statusSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['end_to_end_ids'],
  properties: { end_to_end_ids: { type: 'array', minItems: 1, maxItems: 1_000, items: endToEndId } },
} as const;

/** At most ten years at a time. */
export const advanceSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { seconds: { type: 'number', minimum: 0, maximum: 3_660 * 86_400 } },
} as const;

const limit = { type: 'string', pattern: '^([1-9][0-9]{0,2}|1000)$' } as const;

export const payerSchema = { type: 'object', additionalProperties: false, properties: { currency } } as const;

export const accountPageSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { after: { type: 'string', maxLength: 34 }, limit },
} as const;

const sequence = { type: 'string', pattern: '^[0-9]{1,15}$' } as const;

export const sequencePageSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { after: sequence, limit },
} as const;

export const instructionPageSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    after: sequence,
    limit,
    booked_more_than_once: { enum: ['true', 'false'] },
  },
} as const;

/** Reads an instruction that the schema has admitted. */
export function readInstruction(wire: WireInstruction): Instruction {
  return {
    kind: 'payout',
    endToEndId: wire.end_to_end_id,
    consentId: null,
    amount: wire.amount,
    currency: wire.currency,
    debtorIban: wire.debtor_iban,
    creditor: readCreditor(wire.creditor),
    remittance: wire.remittance ?? null,
  };
}

function readCreditor(wire: WireInstruction['creditor']): Creditor {
  return {
    name: wire.name,
    iban: wire.iban ?? null,
    accountNumber: wire.account_number ?? null,
    bankCode: wire.bank_code ?? null,
  };
}
