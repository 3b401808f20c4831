import { paymentStatusOf, reconciliationStatusOf, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Party } from '../banks/collections.ts';
import { type Proof, presentProofs } from '../banks/proofs.ts';
import { maskIban } from '../foundation/iban.ts';
import { intentIdOf } from '../foundation/id.ts';
import { amountToNumber } from '../foundation/money.ts';
import { presentReason } from '../lifecycle/present-line.ts';
import { newPayment, type PaymentRow } from './payment.ts';

type Payment = Static<typeof schemas.Payment>;

/**
 * What can still be refunded, in minor units: what is proven to have arrived in full, less what goes or went back. Nothing
 * of what the payer's bank has taken back.
 */
export function refundableOf(
  row: Pick<PaymentRow, 'state' | 'reconciliationState' | 'matchedMinor' | 'refundPendingMinor' | 'refundedMinor'>,
): bigint {
  if (row.reconciliationState !== 'reconciled' || row.state === 'returned') return 0n;
  return row.matchedMinor - row.refundPendingMinor - row.refundedMinor;
}

/**
 * A payment as the contract shows it.
 * @param payer null where it is not known, or not to be shown
 */
export function presentPayment(
  row: PaymentRow,
  payer: Party | null,
  evidence: readonly Proof[],
  { masked }: { readonly masked: boolean },
): Payment {
  const amount = (minor: bigint): number => amountToNumber(minor, row.currency);
  return {
    id: row.id,
    status: paymentStatusOf[row.state],
    kind: row.kind,
    amount: amount(row.amountMinor),
    currency: row.currency,
    reference: row.reference,
    description: row.description,
    external_reference: row.externalReference,
    customer_id: row.customerId,
    consent_id: row.consentId,
    payment_source_id: row.paymentSourceId,
    payment_intent_id: row.kind === 'checkout' ? intentIdOf(row.id) : null,
    payout_account_id: row.payoutAccountId,
    payer: payer && { name: payer.name, iban: masked ? maskIban(payer.iban) : payer.iban },
    reconciliation: {
      status: reconciliationStatusOf[row.reconciliationState],
      amount: amount(row.matchedMinor),
      currency: row.currency,
      status_update_timestamp: row.reconciledAt?.toISOString() ?? null,
      evidence: presentProofs(evidence, row.currency),
    },
    refunds: {
      refunded: amount(row.refundedMinor),
      pending: amount(row.refundPendingMinor),
      remaining: amount(refundableOf(row)),
    },
    end_to_end_id: row.endToEndId,
    bank_reference: row.bankReference,
    idempotency_key: row.idempotencyKey,
    checkout_url: row.state === 'awaiting_authorisation' ? row.checkoutUrl : null,
    expires_at: row.expiresAt?.toISOString() ?? null,
    paid_at: row.paidAt?.toISOString() ?? null,
    reason: presentReason(row.reasonCode, row.reasonMessage),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** What events show of a payment: who paid is read, and not told to everybody who listens. */
export function presentEvent(row: PaymentRow, evidence: readonly Proof[] = []): Payment {
  return presentPayment(row, null, evidence, { masked: true });
}

/** A charge as it was right after it was made, whatever happened to it since. */
export function firstAnswer(row: PaymentRow): PaymentRow {
  const { bankReference, reasonCode, reasonMessage, paidAt, reconciliationState, reconciledAt } = newPayment;
  const { matchedMinor, refundPendingMinor, refundedMinor } = newPayment;
  return {
    ...row,
    ...{ bankReference, reasonCode, reasonMessage, paidAt, reconciliationState, reconciledAt },
    ...{ matchedMinor, refundPendingMinor, refundedMinor },
    state: 'queued',
    updatedAt: row.createdAt,
  };
}
