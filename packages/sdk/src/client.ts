import { type Api, createCalls } from './call.ts';
import { type ApiClients, apiClientCalls } from './clients.ts';
import {
  type Consents,
  type Customers,
  consentCalls,
  customerCalls,
  type PaymentSources,
  paymentSourceCalls,
} from './customers.ts';
import { type Accounts, accountCalls, type Destinations, destinationCalls } from './destinations.ts';
import { type Events, eventCalls } from './events.ts';
import { type Payments, paymentCalls } from './payments.ts';
import { type Payouts, payoutCalls } from './payouts.ts';
import { type Reconciliation, reconciliationCalls } from './reconciliation.ts';
import { type Refunds, refundCalls } from './refunds.ts';
import type { Patience } from './send.ts';
import { type Settings, settingsCalls } from './settings.ts';
import { type Audit, auditCalls, type Team, teamCalls } from './team.ts';
import { type Credentials, keepTokens } from './tokens.ts';
import { type Deliveries, deliveryCalls, type Endpoints, endpointCalls } from './webhooks.ts';

export interface SarfOptions extends Credentials, Partial<Patience> {}

/** A client of one Sarf. No call throws for what Sarf says: look at `ok`. */
export interface Sarf {
  readonly payouts: Payouts;
  readonly destinations: Destinations;
  readonly accounts: Accounts;
  readonly customers: Customers;
  readonly consents: Consents;
  readonly paymentSources: PaymentSources;
  readonly payments: Payments;
  readonly reconciliation: Reconciliation;
  readonly refunds: Refunds;
  readonly events: Events;
  readonly endpoints: Endpoints;
  readonly deliveries: Deliveries;
  readonly team: Team;
  readonly clients: ApiClients;
  readonly settings: Settings;
  readonly audit: Audit;
  /** Every operation by its path, with the same tokens and retries, and with answers as openapi-fetch gives them. */
  readonly api: Api;
}

/**
 * Makes a client. It fetches its token when it needs one and replaces it in time. What fails on the way is sent again
 * when that does no harm: up to `retries` times (3), each try taking `timeoutMs` at most (30 s), with pauses that grow, or
 * as long as Sarf asks for, up to `pauseMaxMs` (20 s).
 */
export function createSarf(options: SarfOptions): Sarf {
  const { retries = 3, timeoutMs = 30_000, pauseMaxMs = 20_000 } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const patience = { retries, timeoutMs, pauseMaxMs };
  const calls = createCalls(baseUrl, keepTokens({ ...options, baseUrl }, patience), patience);
  return {
    payouts: payoutCalls(calls),
    destinations: destinationCalls(calls),
    accounts: accountCalls(calls),
    customers: customerCalls(calls),
    consents: consentCalls(calls),
    paymentSources: paymentSourceCalls(calls),
    payments: paymentCalls(calls),
    reconciliation: reconciliationCalls(calls),
    refunds: refundCalls(calls),
    events: eventCalls(calls),
    endpoints: endpointCalls(calls),
    deliveries: deliveryCalls(calls),
    team: teamCalls(calls),
    clients: apiClientCalls(calls),
    settings: settingsCalls(calls),
    audit: auditCalls(calls),
    api: calls.api,
  };
}
