import type { Operation } from './operation.ts';
import { payoutOperations } from './operations-payouts.ts';
import { refundOperations } from './operations-refunds.ts';
import * as schema from './schemas-agents.ts';
import { IdempotencyHeader, PaymentParams, Payout, PayoutRequest } from './schemas-payouts.ts';
import { RefundHeader, RefundRequests } from './schemas-refunds.ts';

// What a request would be refused with is in the answer of a preview; these are refused before.
const formRefusals = [
  'INVALID_AMOUNT',
  'AMOUNT_UNDER_MIN_VALUE',
  'AMOUNT_OVER_MAX_VALUE',
  'UNKNOWN_CURRENCY',
  'IDEMPOTENCY_KEY_CONFLICT',
] as const;

/** Asking first, asking somebody else, and what a client may ask for. */
export const agentOperations = {
  previewPayout: {
    method: 'POST',
    path: `${payoutOperations.createPayoutPayment.path}/preview`,
    summary: 'See what creating a payout would do; nothing is changed',
    tag: 'Payouts',
    scope: 'payouts:read',
    headers: IdempotencyHeader,
    body: PayoutRequest,
    success: { code: 200, description: 'What would happen now.', schema: schema.PayoutPreview },
    refusals: formRefusals,
  },
  approvePayout: {
    method: 'POST',
    path: '/payouts/v1/payments/:payment_id/approve',
    summary: 'Approve a payout that waits for another party than whoever asked for it',
    tag: 'Payouts',
    scope: 'payouts:approve',
    releases: true,
    params: PaymentParams,
    success: { code: 200, description: 'The payout, released to the bank.', schema: Payout },
    refusals: ['UNKNOWN_PAYMENT', 'INVALID_STATE', 'SECOND_PARTY_NEEDED', 'AGENT_LIMIT', 'OUTCOME_UNKNOWN'],
  },
  rejectPayout: {
    method: 'POST',
    path: '/payouts/v1/payments/:payment_id/reject',
    summary: 'Refuse a payout that waits for approval',
    tag: 'Payouts',
    scope: 'payouts:approve',
    params: PaymentParams,
    body: schema.RejectionRequest,
    success: { code: 200, description: 'The payout, REJECTED; its amount is released.', schema: Payout },
    refusals: ['UNKNOWN_PAYMENT', 'INVALID_STATE', 'SECOND_PARTY_NEEDED', 'AGENT_LIMIT', 'OUTCOME_UNKNOWN'],
  },
  getAgentLimits: {
    method: 'GET',
    path: '/payouts/v1/agent-limits',
    summary: 'Read the limits of the client that asks, and what they leave',
    tag: 'Payouts',
    scope: 'payouts:read',
    success: {
      code: 200,
      description: 'The limits; without any, everything is null or false.',
      schema: schema.AgentLimits,
    },
    refusals: [],
  },
  previewRefund: {
    method: 'POST',
    path: `${refundOperations.createRefund.path}/preview`,
    summary: 'See what asking for refunds would do; nothing is changed',
    tag: 'Refunds',
    scope: 'refunds:read',
    headers: RefundHeader,
    body: RefundRequests,
    bodyBytesMax: refundOperations.createRefund.bodyBytesMax,
    success: { code: 200, description: 'What would happen now.', schema: schema.RefundPreview },
    refusals: formRefusals,
  },
} as const satisfies Record<string, Operation>;
