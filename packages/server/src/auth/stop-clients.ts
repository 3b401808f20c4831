import type { Deps } from '../deps.ts';
import { errorCode, inTransaction } from '../foundation/database.ts';
import { awaitHolders } from './agent-limits-store.ts';
import { updateStopped } from './store.ts';

// A batch takes milliseconds, and seconds where the database is busy.
const PATIENCE_MS = 30_000;

/**
 * Stops a client: from now on its requests are refused with CLIENT_STOPPED, and once this has returned no payout and no
 * refund that it asked for before is accepted any more. False when there is no such client.
 */
export async function stopClient(deps: Pick<Deps, 'sql' | 'clock'>, clientId: string): Promise<boolean> {
  const isKnown = await inTransaction(deps.sql, (tx) => updateStopped(tx, clientId, deps.clock.now()));
  if (!isKnown) return false;
  await takeEffect(deps, clientId);
  return true;
}

/** Lets a stopped client go on, with the tokens and the limits that it had. False when there is no such client. */
export function resumeClient(deps: Pick<Deps, 'sql'>, clientId: string): Promise<boolean> {
  return inTransaction(deps.sql, (tx) => updateStopped(tx, clientId, null));
}

/**
 * Returns once nothing is under way that was decided before what has just been saved of a client. It was saved first, so
 * that whatever begins meanwhile goes by it already.
 */
export async function takeEffect(deps: Pick<Deps, 'sql'>, clientId: string): Promise<void> {
  try {
    await inTransaction(deps.sql, (tx) => awaitHolders(tx, clientId, PATIENCE_MS));
  } catch (error) {
    if (errorCode(error) !== '55P03') throw error;
    const sentence =
      'It is saved and holds for whatever is asked for from now on, but a request that came before has not ended for ' +
      `${PATIENCE_MS / 1000} seconds: look into pg_stat_activity, and run the command again.`;
    throw new Error(sentence, { cause: error });
  }
}
