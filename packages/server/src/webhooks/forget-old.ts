import type { Deps } from '../deps.ts';
import { forgetEvents } from '../events/forget-events.ts';
import { after } from '../foundation/clock.ts';
import { firstIdAt } from '../foundation/id.ts';
import { deleteDeliveriesBelow } from './deliveries-store.ts';

const PART = 5000;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Forgets events, and deliveries that are done with, that are older than they are to be kept, in parts, so that no lock
 * is held for long.
 * @returns how many events and deliveries that were
 */
export async function forgetOld(
  deps: Pick<Deps, 'sql' | 'clock' | 'settings'>,
): Promise<{ events: number; deliveries: number }> {
  const edge = firstIdAt(after(deps.clock.now(), -deps.settings.eventsKeptDays * DAY_MS));
  let deliveries = 0;
  for (let part = PART; part >= PART; deliveries += part) part = await deleteDeliveriesBelow(deps.sql, edge, PART);
  return { events: await forgetEvents(deps.sql, edge), deliveries };
}
