import { PING } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import { recordEvents } from '../events/record-events.ts';
import { inTransaction } from '../foundation/database.ts';
import { assert, Refusal } from '../foundation/refuse.ts';
import { selectDelivery } from './delivery-reads-store.ts';
import { type Key, lockEndpoint } from './endpoints-store.ts';
import type { ShownDelivery } from './read-deliveries.ts';
import { refuseDisabled } from './replay.ts';
import { insertOwnDelivery, selectLastSequence } from './replay-store.ts';

const MESSAGE = 'This is a test. Nothing has happened.';

/**
 * Sends an endpoint a ping: an event of its own, of which no other endpoint is told. Refuses with UNKNOWN_ENDPOINT or
 * ENDPOINT_DISABLED.
 */
export function testEndpoint(deps: Pick<Deps, 'sql' | 'clock'>, key: Key): Promise<ShownDelivery> {
  const now = deps.clock.now();
  return inTransaction(deps.sql, async (tx) => {
    // The lock keeps two tests at once from taking the same sequence.
    const endpoint = await lockEndpoint(tx, key);
    if (!endpoint) throw new Refusal('UNKNOWN_ENDPOINT');
    refuseDisabled(endpoint);
    const sequence = (await selectLastSequence(tx, endpoint)) + 1;
    const { applicationId, id } = endpoint;
    const ping = { applicationId, objectType: 'webhook_endpoint', objectId: id, sequence, type: PING };
    await recordEvents(tx, [{ ...ping, payload: { message: MESSAGE } }], now);
    const deliveryId = await insertOwnDelivery(tx, endpoint, sequence, now);
    const delivery = await selectDelivery(tx, { applicationId, id: deliveryId });
    assert(delivery, 'what was just made can be read');
    return delivery;
  });
}
