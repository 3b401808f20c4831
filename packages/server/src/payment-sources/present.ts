import { consentStatusOf, type schemas, sourceStatusOf } from '@sarf/contract';
import type { Static } from 'typebox';
import { amountToNumber } from '../foundation/money.ts';
import { assert } from '../foundation/refuse.ts';
import { type ConsentRow, periodUse, type SourceRow } from './consent.ts';

/**
 * A consent as the contract shows it.
 * @param holderName shown where one consent is read; null in lists and in events, which are kept in the clear
 */
export function presentConsent(row: ConsentRow, holderName: string | null = null): Static<typeof schemas.Consent> {
  const period = periodUse(row);
  const amount = (minor: bigint) => amountToNumber(minor, row.currency);
  return {
    id: row.id,
    consent_id: row.id,
    customer_id: row.customerId,
    status: consentStatusOf[row.state],
    currency: row.currency,
    destination_account_id: row.payoutAccountId,
    control_parameters: presentLimits(row),
    payment_consumption: {
      cumulative_number_of_payments: row.usedCount,
      cumulative_value_of_payments: amount(row.usedMinor),
      cumulative_number_of_payments_in_current_period: period.usedCount,
      cumulative_value_of_payments_in_current_period: amount(period.usedMinor),
    },
    reference: row.reference,
    purpose: row.purpose,
    bank_identifier: row.bankIdentifier,
    payment_source_id: row.paymentSourceId,
    consented_account: row.ibanLast4 === null ? null : { iban_last4: row.ibanLast4, holder_name: holderName },
    authorisation_url: row.state === 'awaiting_authorisation' ? row.authorisationUrl : null,
    start_date_time: row.startsAt.toISOString(),
    expiration_date_time: row.expiresAt.toISOString(),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

function presentLimits(row: ConsentRow): Static<typeof schemas.Consent>['control_parameters'] {
  const amount = (minor: bigint | null) => (minor === null ? null : amountToNumber(minor, row.currency));
  return {
    type: 'VariableOnDemand',
    period_type: row.periodType,
    max_individual_amount: amount(row.maxIndividualMinor),
    max_cumulative_amount: amount(row.maxCumulativeMinor),
    max_cumulative_number_of_payments: row.maxCumulativeCount,
    max_cumulative_amount_per_period: amount(row.maxPeriodMinor),
    max_cumulative_number_of_payments_per_period: row.maxPeriodCount,
  };
}

/** What is known of a revocation, with the receipt for it. */
export function presentRevocation(row: ConsentRow, receipt: string): Static<typeof schemas.Revocation> {
  assert(row.blockedAt && row.revocationReason !== null, `consent ${row.id} was revoked`);
  return {
    consent_id: row.id,
    reason: row.revocationReason,
    additional_context: row.revocationContext,
    blocked_at: row.blockedAt.toISOString(),
    told_at: row.toldAt?.toISOString() ?? null,
    confirmed_at: row.confirmedAt?.toISOString() ?? null,
    receipt,
  };
}

/** A payment source as the contract shows it. */
export function presentSource(row: SourceRow): Static<typeof schemas.PaymentSource> {
  return {
    id: row.id,
    customer_id: row.customerId,
    bank_identifier: row.bankIdentifier,
    consent_id: row.consentId,
    account_iban_last4: row.ibanLast4,
    currency: row.currency,
    status: sourceStatusOf[row.state],
    created_at: row.createdAt.toISOString(),
  };
}
