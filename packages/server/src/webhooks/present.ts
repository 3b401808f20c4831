import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Endpoint } from './endpoints.ts';
import type { ShownAttempt, ShownDelivery, Stats } from './read-deliveries.ts';

const timeOf = (time: Date | null): string | null => time?.toISOString() ?? null;

/**
 * An endpoint as the contract shows it. Its secrets are no part of it.
 * @param publicKey the key that checks the signatures of this installation
 */
export function presentEndpoint(row: Endpoint, publicKey: string, now: Date): Static<typeof schemas.Endpoint> {
  const ifComing = (time: Date | null): string | null => (time && time > now ? time.toISOString() : null);
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    types: row.types && [...row.types],
    dialect: row.dialect,
    ordered: row.ordered,
    retry_seconds: [...row.retrySeconds],
    give_up_seconds: row.giveUpSeconds,
    state: row.state,
    disabled_reason: row.disabledReason,
    failures: row.failures,
    paused_until: ifComing(row.pausedUntil),
    public_key: publicKey,
    previous_secret_until: ifComing(row.previousSecretUntil),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** A delivery as the contract shows it. */
export function presentDelivery(row: ShownDelivery): Static<typeof schemas.Delivery> {
  const { at, durationMs, httpCode, error, answer } = row;
  return {
    id: row.id,
    endpoint_id: row.endpointId,
    event_id: row.eventId,
    event_type: row.eventType,
    object_id: row.objectId,
    sequence: row.sequence,
    state: row.state,
    attempts: row.attempts,
    due_at: timeOf(row.dueAt),
    created_at: row.createdAt.toISOString(),
    finished_at: timeOf(row.finishedAt),
    last_attempt: at && presentAttempt({ at, durationMs: durationMs ?? 0, httpCode, error, answer }),
  };
}

function presentAttempt(row: Omit<ShownAttempt, 'number'>) {
  return {
    at: row.at.toISOString(),
    duration_ms: row.durationMs,
    http_code: row.httpCode,
    error: row.error,
    answer: row.answer,
  };
}

/** A delivery with all its attempts. */
export function presentWhole(
  delivery: ShownDelivery,
  attempts: readonly ShownAttempt[],
): Static<typeof schemas.DeliveryWithAttempts> {
  const history = attempts.map((attempt) => ({ number: attempt.number, ...presentAttempt(attempt) }));
  return { ...presentDelivery(delivery), attempt_history: history };
}

/** How an endpoint fares. */
export function presentStats(stats: Stats): Static<typeof schemas.EndpointStats> {
  return {
    endpoint_id: stats.endpointId,
    pending: stats.pending,
    delivered: stats.delivered,
    failed: stats.failed,
    oldest_pending_at: timeOf(stats.oldestPendingAt),
    last_24h: {
      attempts: stats.attempts,
      succeeded: stats.succeeded,
      p50_ms: stats.p50Ms,
      p95_ms: stats.p95Ms,
    },
  };
}
