import type { TSchema } from 'typebox';
import type { RefusalCode } from './refusals.ts';
import * as schema from './schemas.ts';
import type { Scope } from './scopes.ts';

/** One operation of the API. Everything that is said of it elsewhere is derived from this. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  readonly tag: 'Payouts' | 'Payout Destinations' | 'Payout Accounts';
  readonly scope: Scope;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly headers?: TSchema;
  readonly body?: TSchema;
  readonly success: { readonly code: 200 | 201; readonly description: string; readonly schema: TSchema };
  readonly refusals: readonly RefusalCode[];
}

export const operations = {
  createPayoutPayment: {
    method: 'POST',
    path: '/payouts/v1/payment',
    summary: 'Create a payout',
    tag: 'Payouts',
    scope: 'payouts:write',
    headers: schema.IdempotencyHeader,
    body: schema.PayoutRequest,
    success: { code: 201, description: 'The payout is accepted and its amount is held.', schema: schema.Payout },
    refusals: [
      'INVALID_AMOUNT',
      'AMOUNT_UNDER_MIN_VALUE',
      'AMOUNT_OVER_MAX_VALUE',
      'UNKNOWN_CURRENCY',
      'CURRENCY_MISMATCH',
      'IDEMPOTENCY_KEY_CONFLICT',
      'OPERATION_NOT_ALLOWED',
      'UNKNOWN_PAYMENT_DESTINATION',
      'UNKNOWN_PAYOUT_ACCOUNT',
      'IDEMPOTENCY_KEY_REUSED',
      'POSSIBLE_DUPLICATE',
      'INSUFFICIENT_FUNDS',
      'OUTCOME_UNKNOWN',
    ],
  },
  listPayouts: {
    method: 'GET',
    path: '/payouts/v1/payments',
    summary: 'List payouts, newest first',
    tag: 'Payouts',
    scope: 'payouts:read',
    query: schema.PayoutListQuery,
    success: { code: 200, description: 'One page of payouts.', schema: schema.PayoutPage },
    refusals: [],
  },
  getPayoutPaymentHistory: {
    method: 'GET',
    path: '/payouts/v1/payments/:payment_id/history',
    summary: 'Read what happened to a payout, in order',
    tag: 'Payouts',
    scope: 'payouts:read',
    params: schema.PaymentOrIntentParams,
    success: { code: 200, description: 'All states the payout has been in.', schema: schema.PayoutHistory },
    refusals: ['UNKNOWN_PAYMENT'],
  },
  explainPayout: {
    method: 'GET',
    path: '/payouts/v1/payments/:payment_id/explain',
    summary: 'Explain in plain words where a payout is and what happens next',
    tag: 'Payouts',
    scope: 'payouts:read',
    params: schema.PaymentParams,
    success: { code: 200, description: 'The explanation.', schema: schema.Explanation },
    refusals: ['UNKNOWN_PAYMENT', 'OVERLOADED'],
  },
  cancelPayout: {
    method: 'POST',
    path: '/payouts/v1/payments/:payment_id/cancel',
    summary: 'Cancel a payout that no bank has seen yet',
    tag: 'Payouts',
    scope: 'payouts:write',
    params: schema.PaymentParams,
    success: { code: 200, description: 'The payout, REJECTED; its amount is released.', schema: schema.Payout },
    refusals: ['UNKNOWN_PAYMENT', 'INVALID_STATE', 'OUTCOME_UNKNOWN'],
  },
  getPayout: {
    method: 'GET',
    path: '/payouts/v1/:payment_id',
    summary: 'Read a payout',
    tag: 'Payouts',
    scope: 'payouts:read',
    params: schema.PaymentParams,
    success: { code: 200, description: 'The payout.', schema: schema.Payout },
    refusals: ['UNKNOWN_PAYMENT', 'OVERLOADED'],
  },
  getPayoutIntent: {
    method: 'GET',
    path: '/payouts/v1/intents/:payment_intent_id',
    summary: 'Read a payment intent with its payout and destination',
    tag: 'Payouts',
    scope: 'payouts:read',
    params: schema.IntentParams,
    success: { code: 200, description: 'The payment intent.', schema: schema.PayoutIntent },
    refusals: ['UNKNOWN_PAYMENT_INTENT'],
  },
  createPayoutDestination: {
    method: 'POST',
    path: '/payouts/v1/payment/destinations',
    summary: 'Register a destination',
    tag: 'Payout Destinations',
    scope: 'destinations:write',
    body: schema.DestinationRequest,
    success: {
      code: 201,
      description: 'The destination; the same details again give the same one.',
      schema: schema.Destination,
    },
    refusals: ['INVALID_IBAN', 'INVALID_NAME', 'UNKNOWN_COUNTRY', 'UNKNOWN_CURRENCY', 'OUTCOME_UNKNOWN'],
  },
  listPayoutDestinations: {
    method: 'GET',
    path: '/payouts/v1/payment/destinations',
    summary: 'List destinations, newest first',
    tag: 'Payout Destinations',
    scope: 'destinations:read',
    query: schema.DestinationListQuery,
    success: { code: 200, description: 'One page of destinations.', schema: schema.DestinationPage },
    refusals: [],
  },
  getPayoutDestination: {
    method: 'GET',
    path: '/payouts/v1/payment/destinations/:destination_id',
    summary: 'Read a destination',
    tag: 'Payout Destinations',
    scope: 'destinations:read',
    params: schema.DestinationParams,
    success: { code: 200, description: 'The destination.', schema: schema.Destination },
    refusals: ['UNKNOWN_PAYMENT_DESTINATION'],
  },
  listPayoutAccounts: {
    method: 'GET',
    path: '/payouts/v1/accounts',
    summary: 'Read the payout accounts and their balances',
    tag: 'Payout Accounts',
    scope: 'accounts:read',
    success: { code: 200, description: 'The payout accounts.', schema: schema.PayoutAccounts },
    refusals: [],
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;

/** Refusals that every operation may answer with. */
export const sharedRefusals = [
  'INVALID_PARAMETERS',
  'UNAUTHORIZED',
  'INCORRECT_ACCESS_LEVEL',
  'RATE_LIMIT_EXCEEDED',
  'DATABASE_UNAVAILABLE',
] as const satisfies readonly RefusalCode[];

/** Refusals that every operation with a body may answer with. */
export const bodyRefusals = [
  'MISSING_PARAMETERS',
  'INVALID_JSON',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'OVERLOADED',
] as const satisfies readonly RefusalCode[];
