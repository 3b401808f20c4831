import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Destination } from './find-destinations.ts';

/** A destination as the contract shows it. */
export function presentDestination(row: Destination): Static<typeof schemas.Destination> {
  return {
    id: row.id,
    beneficiary_name: row.beneficiaryName,
    iban: row.iban,
    account_number: row.accountNumber,
    bank_code: row.bankCode,
    country: row.country,
    currency: row.currency,
    created_at: row.createdAt.toISOString(),
  };
}
