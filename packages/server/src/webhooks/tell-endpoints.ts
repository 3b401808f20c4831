import type { Deps } from '../deps.ts';
import { feedCompleteTo } from '../events/feed.ts';
import { insertDeliveries } from './deliveries-store.ts';

const EVENTS_MAX = 1000;

/**
 * Makes the deliveries of events that endpoints have not been told of yet. Any number of workers may do so at once.
 * @returns how many events were looked at; there may be more when it is not 0
 */
export async function tellEndpoints(deps: Pick<Deps, 'sql' | 'clock'>): Promise<number> {
  const upTo = await feedCompleteTo(deps.sql);
  return (await insertDeliveries(deps.sql, { upTo, limit: EVENTS_MAX, now: deps.clock.now() })).seen;
}
