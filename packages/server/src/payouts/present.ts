import { payoutStatusOf, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { type Proof, presentProofs } from '../banks/proofs.ts';
import { intentIdOf } from '../foundation/id.ts';
import { amountToNumber } from '../foundation/money.ts';
import type { ShownTransfer } from '../ledger/read-transfers.ts';
import { presentReason } from '../lifecycle/present-line.ts';
import type { PayoutRow } from './payout.ts';

type Payout = Static<typeof schemas.Payout>;
type PayoutTransfer = Static<typeof schemas.PayoutLedger>['content'][number];

/** A payout as the contract shows it, with what is known to prove it. */
export function presentPayout(row: PayoutRow, proofs: readonly Proof[] = []): Payout {
  return {
    id: row.id,
    status: payoutStatusOf[row.state],
    amount: amountToNumber(row.amountMinor, row.currency),
    currency: row.currency,
    destination_id: row.destinationId,
    created_at: row.createdAt.toISOString(),
    payment_intent_id: intentIdOf(row.id),
    payout_account_id: row.payoutAccountId,
    refund_id: row.refundId,
    description: row.description,
    reference: row.reference,
    idempotency_key: row.idempotencyKey,
    end_to_end_id: row.endToEndId,
    bank_reference: row.bankReference,
    reason: presentReason(row.reasonCode, row.reasonMessage),
    approval: row.askedBy === null ? null : { asked_by: row.askedBy, decided_by: row.decidedBy },
    evidence: presentProofs(proofs, row.currency),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** A ledger transfer of a payout as the contract shows it. */
export function presentTransfer(transfer: ShownTransfer): PayoutTransfer {
  return {
    step: transfer.verb,
    amount: amountToNumber(transfer.amountMinor, transfer.currency),
    currency: transfer.currency,
    debit: { kind: transfer.debitKind, id: transfer.debitAccountId },
    credit: { kind: transfer.creditKind, id: transfer.creditAccountId },
    at: transfer.createdAt.toISOString(),
  };
}

/** A payout as it was first answered, whatever happened to it since: what a repeated request gets. */
export function presentFirstAnswer(row: PayoutRow): Payout {
  return presentPayout({
    ...row,
    state: row.askedBy === null ? 'queued' : 'awaiting_approval',
    decidedBy: null,
    bankReference: null,
    reasonCode: null,
    reasonMessage: null,
    updatedAt: row.createdAt,
  });
}
