import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Deps } from '../deps.ts';
import { findEvents } from '../events/feed.ts';
import { after } from '../foundation/clock.ts';
import { inTransaction } from '../foundation/database.ts';
import { firstIdAt } from '../foundation/id.ts';
import { assert, Refusal } from '../foundation/refuse.ts';
import { selectDelivery } from './delivery-reads-store.ts';
import { typesToReplay } from './endpoint-rules.ts';
import { type Endpoint, findEndpoint } from './endpoints.ts';
import { type Key, lockEndpoint, selectEndpoint } from './endpoints-store.ts';
import type { ShownDelivery } from './read-deliveries.ts';
import { replayOne, replayPart } from './replay-store.ts';

// What is due within this time is left as it is. It is longer than a worker's lease, so nothing that is being sent right
// now is sent a second time beside it.
const SOON_MS = 120_000;
// The time in an event's id is never before that in its row, and only a little after it.
const ID_SLACK_MS = 60_000;
// Nobody else makes or judges deliveries of the endpoint while one part is replayed.
const PART = 2000;

/**
 * Sends a delivery again, whatever became of it. Refuses with UNKNOWN_DELIVERY, ENDPOINT_DISABLED, or UNKNOWN_EVENT where
 * the event is no longer kept.
 */
export function replayDelivery(deps: Pick<Deps, 'sql' | 'clock'>, key: Key): Promise<ShownDelivery> {
  const now = deps.clock.now();
  return inTransaction(deps.sql, async (tx) => {
    const delivery = await selectDelivery(tx, key);
    if (!delivery) throw new Refusal('UNKNOWN_DELIVERY');
    const { applicationId, endpointId, eventId } = delivery;
    const endpoint = await selectEndpoint(tx, { applicationId, id: endpointId });
    assert(endpoint, 'a delivery has an endpoint');
    refuseDisabled(endpoint);
    const [event] = await findEvents(tx, [{ applicationId, id: eventId }]);
    if (!event) throw new Refusal('UNKNOWN_EVENT');
    await replayOne(tx, key, now, after(now, SOON_MS));
    return (await selectDelivery(tx, key)) ?? delivery;
  });
}

/**
 * Sends an endpoint the events of a span of time again, also those from before it was made: of the given types, or of
 * its own. Not all in one transaction: when it breaks off, the same request again does the rest. Refuses with
 * UNKNOWN_ENDPOINT or ENDPOINT_DISABLED.
 * @returns how many deliveries are on their way
 */
export async function replayEndpoint(
  deps: Pick<Deps, 'sql' | 'clock'>,
  key: Key,
  request: Static<typeof schemas.ReplayRequest>,
): Promise<number> {
  const endpoint = await findEndpoint(deps, key);
  const now = deps.clock.now();
  const [from, to] = [new Date(request.from), new Date(request.to)];
  const span = {
    applicationId: endpoint.applicationId,
    endpointId: endpoint.id,
    below: firstIdAt(after(to, ID_SLACK_MS)),
    from,
    to,
    types: typesToReplay(endpoint, request.types),
  };
  let count = 0;
  for (let last: string | null = firstIdAt(from); last !== null; ) {
    const begin: string = last;
    const part = await inTransaction(deps.sql, async (tx) => {
      const locked = await lockEndpoint(tx, key);
      if (!locked) throw new Refusal('UNKNOWN_ENDPOINT');
      refuseDisabled(locked);
      return replayPart(tx, { ...span, after: begin }, { limit: PART, now, soon: after(now, SOON_MS) });
    });
    count += part.events;
    last = part.events < PART ? null : part.last;
  }
  return count;
}

/** Refuses with ENDPOINT_DISABLED: nothing is sent there. */
export function refuseDisabled(endpoint: Endpoint): void {
  if (endpoint.state === 'disabled') throw new Refusal('ENDPOINT_DISABLED');
}
