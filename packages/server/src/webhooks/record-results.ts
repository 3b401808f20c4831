import type { Deps } from '../deps.ts';
import type { Outcome } from '../foundation/batch.ts';
import { inTransaction, pipeline } from '../foundation/database.ts';
import { pauseOf } from './attempt-rules.ts';
import {
  type Health,
  lockFailures,
  type Result,
  saveResults,
  type TargetRow,
  updateHealth,
} from './deliveries-store.ts';

/** An attempt that was made, and the endpoint as it was when it was made. */
export interface Attempted extends Result {
  readonly target: TargetRow;
  /** It answered that it will never take anything again. */
  readonly gone: boolean;
}

/**
 * Writes down attempts, many in one transaction, and what they say of their endpoints: how many in a row failed, whether
 * nothing is sent for a while for that, and whether one is gone for good.
 */
export async function recordResults(
  deps: Pick<Deps, 'sql' | 'clock' | 'log' | 'metrics'>,
  attempts: readonly Attempted[],
): Promise<Outcome<undefined>[]> {
  const now = deps.clock.now();
  // An endpoint that is well and stays so has nothing to be written down.
  const telling = attempts.filter(({ error, target }) => error !== null || target.failures > 0);
  const keys = telling.map(({ target }) => ({ applicationId: target.applicationId, endpointId: target.id }));
  const healths = await inTransaction(deps.sql, async (tx) => {
    const before = keys.length > 0 ? await lockFailures(tx, keys) : [];
    const found = before.map((endpoint) => healthOf(endpoint, telling, now));
    const health = found.length > 0 ? [updateHealth(tx, found, now)] : [];
    await pipeline(tx, [...health, saveResults(tx, attempts, now)], { andCommit: true });
    return found;
  });
  report(deps, healths);
  for (const { state, error } of attempts) {
    deps.metrics.deliveries.inc({ outcome: error === null ? 'delivered' : state === 'pending' ? 'retry' : 'failed' });
  }
  return attempts.map(() => ({ value: undefined }));
}

function healthOf(
  { applicationId, id, failures }: { readonly applicationId: string; readonly id: string; readonly failures: number },
  attempts: readonly Attempted[],
  now: Date,
): Health {
  const own = attempts.filter(({ target }) => target.id === id && target.applicationId === applicationId);
  const count = own.reduce((sum, { error }) => (error === null ? 0 : sum + 1), failures);
  return {
    applicationId,
    endpointId: id,
    failures: count,
    pausedUntil: pauseOf(count, now),
    gone: own.some(({ gone }) => gone),
  };
}

function report({ log }: Pick<Deps, 'log'>, healths: readonly Health[]): void {
  for (const { endpointId, failures, pausedUntil, gone } of healths) {
    if (gone) log.warn({ endpointId }, 'an endpoint answered 410 and was disabled');
    else if (pausedUntil) log.warn({ endpointId, failures, pausedUntil }, 'an endpoint keeps failing and is paused');
  }
}
