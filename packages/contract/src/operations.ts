import type { Operation } from './operation.ts';
import { agentOperations } from './operations-agents.ts';
import { consentOperations, customerOperations, paymentSourceOperations } from './operations-customers.ts';
import { eventOperations } from './operations-events.ts';
import { paymentOperations } from './operations-payments.ts';
import { payoutOperations } from './operations-payouts.ts';
import { peopleOperations } from './operations-people.ts';
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
  ...agentOperations,
  ...reconciliationOperations,
  ...peopleOperations,
  ...eventOperations,
  ...webhookOperations,
} as const;

export type OperationId = keyof typeof operations;

/** Refusals that every operation may answer with. */
const sharedRefusals = [
  'INVALID_PARAMETERS',
  'UNAUTHORIZED',
  'INCORRECT_ACCESS_LEVEL',
  'CLIENT_STOPPED',
  'RATE_LIMIT_EXCEEDED',
  'DATABASE_UNAVAILABLE',
] as const satisfies readonly RefusalCode[];

/** Refusals that every operation that changes something may answer with. */
const changeRefusals = ['AGENT_LIMIT'] as const satisfies readonly RefusalCode[];

/** Refusals that every operation with a body may answer with. */
const bodyRefusals = [
  'MISSING_PARAMETERS',
  'INVALID_JSON',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'OVERLOADED',
] as const satisfies readonly RefusalCode[];

/** Does this operation change something? */
export const changesSomething = ({ method, path }: Pick<Operation, 'method' | 'path'>): boolean =>
  method !== 'GET' && !path.endsWith('/preview');

/** Every refusal that an operation may answer with, by its name or by its kind. */
export function refusalsOf(operation: Operation): RefusalCode[] {
  return [
    ...new Set([
      ...sharedRefusals,
      ...(operation.body || operation.file ? bodyRefusals : []),
      ...operation.refusals,
      ...(changesSomething(operation) ? changeRefusals : []),
    ]),
  ];
}
