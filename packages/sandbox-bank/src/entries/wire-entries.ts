import { parseAmount } from '../money.ts';
import { invalid, invalidAmount } from '../read-wire.ts';
import { endToEndId, iban, partyName, remittance } from '../wire.ts';
import type { LineByHand } from './book-by-hand.ts';

export interface EntryBody {
  direction: 'credit' | 'debit';
  amount: string;
  remittance?: string;
  end_to_end_id?: string;
  counterparty?: { name: string; iban?: string };
  kind?: 'transfer' | 'fee' | 'interest';
}

export const entrySchema = {
  type: 'object',
  additionalProperties: false,
  required: ['direction', 'amount'],
  properties: {
    direction: { enum: ['credit', 'debit'] },
    amount: { type: 'string', maxLength: 40 },
    remittance,
    end_to_end_id: endToEndId,
    counterparty: {
      type: 'object',
      additionalProperties: false,
      required: ['name'],
      properties: { name: partyName, iban },
    },
    kind: { enum: ['transfer', 'fee', 'interest'] },
  },
} as const;

/** Reads a line that the schema has admitted, for an account in a currency. Refuses INVALID_REQUEST. */
export function readEntry(wire: EntryBody, currency: string): LineByHand {
  const amountMinor = parseAmount(wire.amount, currency);
  if (amountMinor === null) throw invalidAmount('body/amount', currency);
  if (amountMinor === 0n) throw invalid('body/amount', 'must be more than zero');
  const { counterparty } = wire;
  return {
    direction: wire.direction,
    kind: wire.kind ?? 'transfer',
    amountMinor,
    endToEndId: wire.end_to_end_id ?? null,
    counterparty:
      counterparty === undefined
        ? null
        : { name: counterparty.name, iban: counterparty.iban ?? null, accountNumber: null },
    remittance: wire.remittance ?? null,
  };
}
