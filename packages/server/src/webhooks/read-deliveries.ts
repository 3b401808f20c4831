import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Deps } from '../deps.ts';
import { after } from '../foundation/clock.ts';
import { Refusal } from '../foundation/refuse.ts';
import * as store from './delivery-reads-store.ts';
import { findEndpoint } from './endpoints.ts';
import type { Key } from './endpoints-store.ts';

export type ShownDelivery = store.ShownDelivery;
export type ShownAttempt = store.AttemptRow;
export type Stats = store.StatsRow & { readonly endpointId: string };

const DAY_MS = 24 * 60 * 60 * 1000;

/** One delivery with all its attempts, oldest first. Refuses with UNKNOWN_DELIVERY. */
export async function findDelivery(
  deps: Pick<Deps, 'sql'>,
  key: Key,
): Promise<{ delivery: ShownDelivery; attempts: ShownAttempt[] }> {
  const delivery = await store.selectDelivery(deps.sql, key);
  if (!delivery) throw new Refusal('UNKNOWN_DELIVERY');
  return { delivery, attempts: await store.selectAttempts(deps.sql, key) };
}

/** One page of deliveries, newest event first, with one more row than asked for where there is a next page. */
export function listDeliveries(
  deps: Pick<Deps, 'sql'>,
  applicationId: string,
  query: Static<typeof schemas.DeliveryListQuery>,
  size: number,
): Promise<ShownDelivery[]> {
  const filter = {
    after: query.after,
    endpointId: query.endpoint_id,
    state: query.state,
    eventId: query.event_id,
    objectId: query.object_id,
    eventType: query.event_type,
  };
  return store.selectPage(deps.sql, applicationId, filter, size + 1);
}

/** How an endpoint fares: its deliveries by state, and its attempts of the last 24 hours. Refuses with UNKNOWN_ENDPOINT. */
export async function readStats(deps: Pick<Deps, 'sql' | 'clock'>, key: Key): Promise<Stats> {
  const { id } = await findEndpoint(deps, key);
  return { endpointId: id, ...(await store.selectStats(deps.sql, key, after(deps.clock.now(), -DAY_MS))) };
}
