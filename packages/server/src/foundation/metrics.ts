import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof openMetrics>;

/** The counters of this process, in the form Prometheus reads. */
export function openMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Counter({
      name: 'sarf_http_requests_total',
      help: 'Requests answered, by operation and HTTP status.',
      labelNames: ['operation', 'code'] as const,
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'sarf_http_request_seconds',
      help: 'Time from the request to its answer.',
      labelNames: ['operation'] as const,
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    refusals: new Counter({
      name: 'sarf_refusals_total',
      help: 'Requests refused, by the name of the refusal.',
      labelNames: ['refusal'] as const,
      registers,
    }),
    batchItems: new Histogram({
      name: 'sarf_batch_items',
      help: 'Items that were combined into one transaction.',
      labelNames: ['batch'] as const,
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
      registers,
    }),
    moves: new Counter({
      name: 'sarf_moves_total',
      help: 'Changes of state, by the kind of object and the state entered.',
      labelNames: ['object', 'state'] as const,
      registers,
    }),
    bankOutcomes: new Counter({
      name: 'sarf_bank_outcomes_total',
      help: 'What banks said, by connector and kind.',
      labelNames: ['connector', 'outcome'] as const,
      registers,
    }),
    bankCallSeconds: new Histogram({
      name: 'sarf_bank_call_seconds',
      help: 'Time of one call to a bank.',
      labelNames: ['connector', 'call'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    ...openDeliveryMetrics(registers),
    ...openStatementMetrics(registers),
    payouts: new Gauge({
      name: 'sarf_payouts_open',
      help: 'Payouts that are not final, by state.',
      labelNames: ['state'] as const,
      registers,
    }),
    oldestDueSeconds: new Gauge({
      name: 'sarf_queue_age_seconds',
      help: 'How long the oldest due payout of a state has been waiting for a worker.',
      labelNames: ['state'] as const,
      registers,
    }),
  };
}

function openStatementMetrics(registers: Registry[]) {
  return {
    statementEntries: new Counter({
      name: 'sarf_statement_entries_total',
      help: 'Statement entries that were new, by where their statement came from.',
      labelNames: ['source'] as const,
      registers,
    }),
    unknownDebits: new Counter({
      name: 'sarf_unknown_debits_total',
      help: 'Debits on statements that no payout explains. Look at each of them at once.',
      registers,
    }),
  };
}

function openDeliveryMetrics(registers: Registry[]) {
  return {
    deliveries: new Counter({
      name: 'sarf_deliveries_total',
      help: 'Attempts to tell an endpoint of an event, by what came of them.',
      labelNames: ['outcome'] as const,
      registers,
    }),
    deliveryLag: new Histogram({
      name: 'sarf_delivery_lag_seconds',
      help: 'Time from an event to the first attempt to tell an endpoint of it.',
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 600],
      registers,
    }),
  };
}
