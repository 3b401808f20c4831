import { refundStatusOf, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Party } from '../banks/collections.ts';
import { maskIban } from '../foundation/iban.ts';
import { intentIdOf } from '../foundation/id.ts';
import { amountToNumber } from '../foundation/money.ts';
import { presentReason } from '../lifecycle/present-line.ts';
import type { RefundRow } from './refund.ts';

type Refund = Static<typeof schemas.Refund>;

/**
 * A refund as the contract shows it.
 * @param payer who gets it back; null where it is not to be shown
 */
export function presentRefund(row: RefundRow, payer: Party | null, { masked }: { readonly masked: boolean }): Refund {
  return {
    refund_id: row.id,
    id: row.id,
    payment_id: row.paymentId,
    status: refundStatusOf[row.state],
    amount: amountToNumber(row.amountMinor, row.currency),
    currency: row.currency,
    reason_code: row.reasonCode,
    description: row.description,
    external_reference: row.externalReference,
    idempotency_key: row.idempotencyKey,
    beneficiary: payer && { name: payer.name, iban: masked ? maskIban(payer.iban) : payer.iban, city: row.city },
    deposit_amount: amountToNumber(row.depositMinor, row.currency),
    deposit_currency: row.currency,
    payout_id: row.payoutId,
    refund_intent_id: row.payoutId === null ? null : intentIdOf(row.payoutId),
    created_by: row.createdBy,
    actioned_by: row.decidedBy,
    reason: presentReason(row.failureCode, row.failureMessage),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** What events show of a refund: who gets it back is read, and not told to everybody who listens. */
export function presentEvent(row: RefundRow): Refund {
  return presentRefund(row, null, { masked: true });
}

/** A refund as it was first answered, whatever happened to it since: what a repeated request gets. */
export function presentFirstAnswer(row: RefundRow, payer: Party | null): Refund {
  const first: RefundRow = {
    ...row,
    state: 'created',
    decidedBy: null,
    payoutId: null,
    failureCode: null,
    failureMessage: null,
    updatedAt: row.createdAt,
  };
  return presentRefund(first, payer, { masked: true });
}
