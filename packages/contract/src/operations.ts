import { consentOperations, customerOperations, paymentSourceOperations } from './operations-customers.ts';
import { eventOperations } from './operations-events.ts';
import { paymentOperations } from './operations-payments.ts';
import { payoutOperations } from './operations-payouts.ts';
import { reconciliationOperations } from './operations-reconciliation.ts';
import { refundOperations } from './operations-refunds.ts';
import { webhookOperations } from './operations-webhooks.ts';
import type { RefusalCode } from './refusals.ts';

/** All operations of the API, by their names. */
export const operations = {
  ...payoutOperations,
  ...customerOperations,
  ...consentOperations,
  ...paymentSourceOperations,
  ...paymentOperations,
  ...refundOperations,
  ...reconciliationOperations,
  ...eventOperations,
  ...webhookOperations,
} as const;

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
