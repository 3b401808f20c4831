import { hostname } from 'node:os';
import { apiClientHandlers, clientChangeFaults, clientLimitFaults } from './auth/api-client-handlers.ts';
import { settingsHandlers } from './auth/application-settings.ts';
import type { Handlers } from './auth/caller.ts';
import { openDoors } from './auth/doors.ts';
import { agentLimitHandlers } from './auth/handlers.ts';
import { peopleHandlers } from './auth/people-handlers.ts';
import { connectSandbox } from './banks/connectors/sandbox/connect.ts';
import { accountChangeFaults, payoutAccountHandlers } from './banks/payout-accounts.ts';
import { customerHandlers } from './customers/handlers.ts';
import type { Deps } from './deps.ts';
import { destinationHandlers } from './destinations/handlers.ts';
import { rememberDestinations } from './destinations/known-destinations.ts';
import { destinationFaults } from './destinations/rules.ts';
import { eventHandlers } from './events/handlers.ts';
import { systemClock } from './foundation/clock.ts';
import type { Config } from './foundation/config.ts';
import { type Sql, takeNodeNumber } from './foundation/database.ts';
import { endToEndIds } from './foundation/id.ts';
import type { Log } from './foundation/log.ts';
import { openMetrics } from './foundation/metrics.ts';
import { amountFaults } from './foundation/money.ts';
import { deriveKey } from './foundation/seal.ts';
import type { CallbackTakers } from './http/bank-callback-route.ts';
import { buildServer } from './http/server.ts';
import type { BodyChecks } from './http/typed-route.ts';
import { recordTransitions } from './lifecycle/define.ts';
import { overviewHandlers } from './overview/handlers.ts';
import { consentFaults } from './payment-sources/consent-rules.ts';
import { consentHandlers, sourceHandlers } from './payment-sources/handlers.ts';
import { consentLifecycle, sourceLifecycle } from './payment-sources/lifecycle.ts';
import { recordConsentNews } from './payment-sources/record-consent-news.ts';
import { takeDueConsents } from './payment-sources/work-due.ts';
import { chargeFaults } from './payments/charge-rules.ts';
import { paymentHandlers } from './payments/handlers.ts';
import { paymentLifecycle } from './payments/lifecycle.ts';
import { reconciliationLifecycle } from './payments/reconciliation-lifecycle.ts';
import { recordCharges } from './payments/record-charges.ts';
import { recordFaults } from './payments/recorded-rules.ts';
import { takeDuePayments } from './payments/work-due.ts';
import { payoutHandlers } from './payouts/handlers.ts';
import { payoutLifecycle } from './payouts/lifecycle.ts';
import { takeDueWork } from './payouts/work-due.ts';
import { columnMapFaults } from './reconciliation/column-map-rules.ts';
import { reconciliationHandlers } from './reconciliation/handlers.ts';
import { matchLifecycle } from './reconciliation/lifecycle.ts';
import { matchRequestFaults } from './reconciliation/match-request-rules.ts';
import { followPayouts } from './refunds/follow-payouts.ts';
import { refundHandlers } from './refunds/handlers.ts';
import { refundLifecycle } from './refunds/lifecycle.ts';
import { refundFaults } from './refunds/rules.ts';
import { endpointFaults, replayFaults } from './webhooks/endpoint-rules.ts';
import { webhookHandlers } from './webhooks/handlers.ts';
import { startCourier } from './worker/courier-loop.ts';
import { startForgetting } from './worker/forget-loop.ts';
import { startWorker, type Worker } from './worker/loop.ts';
import { startFetching } from './worker/statements-loop.ts';

type Settled = Pick<
  Config,
  'mode' | 'bankUrl' | 'eventsKeptDays' | 'publicUrl' | 'leaseMs' | 'bankTimeoutMs' | 'webhookNetworks'
> &
  Partial<Pick<Config, 'trustedProxies'>>;

/** The secret with which the sandbox bank signs its callbacks, from the installation's secret key. */
export function callbackSecret(secretKey: Buffer): string {
  return deriveKey(secretKey, 'sandbox bank callbacks');
}

/** What the verbs of this process are given. */
export async function composeDeps(sql: Sql, secretKey: Buffer, log: Log, config: Settled): Promise<Deps> {
  const sandbox = connectSandbox({
    bankUrl: config.bankUrl,
    callbackSecret: callbackSecret(secretKey),
    timeoutMs: config.bankTimeoutMs,
  });
  const metrics = openMetrics();
  return {
    sql,
    clock: systemClock,
    log,
    metrics,
    banks: new Map([[sandbox.name, sandbox]]),
    existingDestinations: rememberDestinations(),
    followPayouts: followPayouts({ metrics }),
    newEndToEndId: endToEndIds(await takeNodeNumber(sql)),
    secretKey,
    settings: {
      mode: config.mode,
      publicUrl: config.publicUrl,
      trustedProxies: config.trustedProxies ?? [],
      leaseMs: config.leaseMs,
      eventsKeptDays: config.eventsKeptDays,
      webhooks: { allowLoopback: config.mode === 'sandbox', allowNetworks: config.webhookNetworks },
    },
  };
}

/** Tells the database which moves exist; it refuses all others from then on. */
export function recordLifecycles(sql: Sql): Promise<void> {
  return recordTransitions(sql, [
    payoutLifecycle,
    consentLifecycle,
    sourceLifecycle,
    paymentLifecycle,
    reconciliationLifecycle,
    matchLifecycle,
    refundLifecycle,
  ]);
}

/** All operations of the contract and their verbs. */
export function composeHandlers(deps: Deps): Handlers {
  return {
    ...agentLimitHandlers(deps),
    ...apiClientHandlers(deps),
    ...settingsHandlers(deps),
    ...overviewHandlers(deps),
    ...payoutHandlers(deps),
    ...destinationHandlers(deps),
    ...payoutAccountHandlers(deps),
    ...customerHandlers(deps),
    ...consentHandlers(deps),
    ...sourceHandlers(deps),
    ...paymentHandlers(deps),
    ...refundHandlers(deps),
    ...reconciliationHandlers(deps),
    ...eventHandlers(deps),
    ...webhookHandlers(deps),
    ...peopleHandlers(deps),
  };
}

/** What is to be checked of bodies beyond their form, by operation. */
function composeBodyChecks({ settings, clock }: Deps): BodyChecks {
  return {
    changeClient: clientChangeFaults,
    changePayoutAccount: accountChangeFaults,
    putClientLimits: clientLimitFaults,
    createPayoutPayment: (body) => amountFaults(body),
    previewPayout: (body) => amountFaults(body),
    createPayoutDestination: destinationFaults,
    createConsent: (body) => consentFaults(body, clock.now()),
    createAccountOnFilePayment: (body) => [...amountFaults(body), ...chargeFaults(body)],
    createPaymentIntent: (body) => amountFaults(body),
    recordPayments: (body) => recordFaults(body, clock.now()),
    createRefund: refundFaults,
    previewRefund: refundFaults,
    createMatches: matchRequestFaults,
    putColumnMap: columnMapFaults,
    createEndpoint: (body) => endpointFaults(body, settings.webhooks),
    updateEndpoint: (body) => endpointFaults(body, settings.webhooks),
    replayEndpoint: replayFaults,
  };
}

/** Who takes what banks tell of collections. */
function composeCallbackTakers(deps: Deps): CallbackTakers {
  return {
    charges: (source, charges) => recordCharges(deps, source, charges),
    consents: ({ connector, actor }, news) => recordConsentNews(deps, { connector, actor }, news),
  };
}

/** Everything that is done without being asked for. */
function startWorkers(deps: Deps, statementsEveryMs: number): Worker[] {
  const name = `worker:${hostname()}:${process.pid}`;
  return [
    startWorker(deps, { name, take: takeDueWork }),
    // Each of these may be a call of its own, and their makers have had the first try.
    startWorker(deps, { name, take: takeDueConsents, claimMax: 100, idlePauseMs: 200 }),
    startWorker(deps, { name, take: takeDuePayments }),
    startCourier(deps),
    startForgetting(deps),
    ...(statementsEveryMs > 0 ? [startFetching(deps, { name, everyMs: statementsEveryMs })] : []),
  ];
}

export interface Running {
  /** The port that is listened on. */
  readonly port: number;
  stop(): Promise<void>;
}

interface RunOptions {
  readonly api: boolean;
  readonly worker: boolean;
  readonly host: string;
  readonly port: number;
  readonly rateLimit: number | null;
  /** How often workers fetch statements; 0 is never. */
  readonly statementsEveryMs: number;
}

/** Runs the asked-for roles in this process: listens, works, and stops both in order. */
export async function run(deps: Deps, options: RunOptions): Promise<Running> {
  const closing = new AbortController();
  const doors = options.api ? await openDoors(deps) : undefined;
  const api = doors && {
    doors,
    handlers: composeHandlers(deps),
    bodyChecks: composeBodyChecks(deps),
    callbackTakers: composeCallbackTakers(deps),
    rateLimit: options.rateLimit,
    closing: closing.signal,
  };
  const server = await buildServer(deps, api);
  await server.listen({ host: options.host, port: options.port });
  const workers = options.worker ? startWorkers(deps, options.statementsEveryMs) : [];
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    async stop() {
      // First no new requests, then the work that was taken up; the database goes last, by whoever opened it.
      closing.abort();
      await server.close();
      await Promise.all(workers.map((worker) => worker.stop()));
      await doors?.stop();
    },
  };
}
