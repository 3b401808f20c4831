import type { Deps } from '../deps.ts';
import { findEvents } from '../events/feed.ts';
import { type Batcher, createBatcher } from '../foundation/batch.ts';
import { after } from '../foundation/clock.ts';
import { claimDeliveries, type DeliveryRow, type Room, selectTargets } from './deliveries-store.ts';
import { makeAttempt, type Sending } from './make-attempt.ts';
import { type Attempted, recordResults } from './record-results.ts';
import { openSender, type Sender } from './send.ts';
import { openSigner, type Sign } from './signer.ts';

// Longer than an attempt and writing it down can take, so that nobody else takes it up meanwhile.
const LEASE_MS = 60_000;
// How many deliveries one process has under way to one endpoint. A slow endpoint fills its own slots, and no others.
const SLOTS = 64;

/** Sends deliveries for this process. */
export class Courier {
  readonly #deps: Deps;
  readonly #sender: Sender;
  readonly #sign: Sign;
  readonly #results: Batcher<Attempted, undefined>;
  readonly #busy = new Map<string, Room>();
  readonly #running = new Set<Promise<void>>();
  #freed = Promise.withResolvers<void>();

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#sender = openSender(deps.settings.webhooks);
    this.#sign = openSigner(deps);
    this.#results = createBatcher({
      run: (attempts: readonly Attempted[]) => recordResults(deps, attempts),
      itemsMax: 500,
      inFlightMax: 2,
      waitingMax: 1_000_000,
      // What came of an attempt is worth waiting for: without it the attempt is made once more.
      patienceMs: LEASE_MS,
    });
  }

  /** Takes up what is due and begins to send it. Gives how many deliveries that were. */
  async take(): Promise<number> {
    const { sql, clock } = this.#deps;
    const now = clock.now();
    const claim = { busy: [...this.#busy.values()], slots: SLOTS, now, leaseUntil: after(now, LEASE_MS) };
    const claimed = await claimDeliveries(sql, claim);
    if (claimed.length === 0) return 0;
    const keys = claimed.map(({ applicationId, eventId }) => ({ applicationId, id: eventId }));
    const [targets, events] = await Promise.all([selectTargets(sql, claimed), findEvents(sql, keys)]);
    const targetOf = new Map(targets.map((target) => [target.id, target]));
    const eventOf = new Map(events.map((event) => [event.id, event]));
    for (const delivery of claimed) {
      const target = targetOf.get(delivery.endpointId);
      // Without one it was deleted a moment ago, and the delivery with it.
      if (target) this.#begin({ delivery, target, event: eventOf.get(delivery.eventId) });
    }
    return claimed.length;
  }

  /** Resolves when a delivery is done with, so that there is room for another. */
  freed(): Promise<void> {
    return this.#freed.promise;
  }

  /** Resolves when all that was taken up is sent and written down. */
  async stop(): Promise<void> {
    await Promise.all(this.#running);
    this.#sender.close();
  }

  #begin(sending: Sending): void {
    this.#occupy(sending.delivery, 1);
    const run = this.#deliver(sending).finally(() => {
      this.#running.delete(run);
      this.#occupy(sending.delivery, -1);
      this.#freed.resolve();
      this.#freed = Promise.withResolvers();
    });
    this.#running.add(run);
  }

  async #deliver(sending: Sending): Promise<void> {
    try {
      const tools = { send: this.#sender.send, sign: this.#sign };
      await this.#results.submit(await makeAttempt(this.#deps, tools, sending));
    } catch (error) {
      // Its lease will run out, and then it is sent again under the same id.
      const { id } = sending.delivery;
      this.#deps.log.error({ err: error, deliveryId: id }, 'an attempt could not be made or written down');
    }
  }

  #occupy({ applicationId, endpointId }: DeliveryRow, by: number): void {
    const free = (this.#busy.get(endpointId)?.free ?? SLOTS) - by;
    if (free >= SLOTS) this.#busy.delete(endpointId);
    else this.#busy.set(endpointId, { applicationId, endpointId, free });
  }
}
