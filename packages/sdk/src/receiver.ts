import { systemTime } from './clock.ts';
import type { SarfEvent, SarfEventType } from './event.ts';
import type { ReceiverStore } from './receiver-store.ts';
import { createVerifier, type Delivery, type Trust, WebhookRefused } from './verify-webhook.ts';

type Events = AsyncIterable<SarfEvent> | Iterable<SarfEvent>;

export interface ReceiverOptions<Tx> extends Trust {
  readonly store: ReceiverStore<Tx>;
  /** All events of one object that Sarf keeps: `(object_id) => sarf.events.list({ object_id })`. */
  fetchEvents(objectId: string): Events | Promise<Events>;
  /**
   * Is called for every event once, and for the events of one object in sequence, one after another. When it throws, the
   * event counts as not seen and comes again. `tx` is the store's open transaction, where it has one.
   */
  onEvent(event: SarfEvent, tx: Tx): Promise<void> | void;
  /** The types to hand over. Without it all: also those that the endpoint is not told of, should they close a gap. */
  readonly types?: readonly SarfEventType[];
  readonly now?: () => Date;
}

/** What to answer the delivery with. The sender takes 200 as done and sends again what got another answer. */
export type Receipt =
  | { readonly status: 200 }
  | { readonly status: 400; readonly refused: WebhookRefused }
  | { readonly status: 500; readonly error: unknown };

export interface Receiver {
  /** Handles one delivery. It never throws. */
  receive(delivery: Delivery): Promise<Receipt>;
  /** Handles an event that is known to be true, such as one of `sarf.events.list`, as `receive` does. May throw. */
  take(event: SarfEvent): Promise<void>;
}

/**
 * Makes the receiver of an endpoint's deliveries. However often, however late, in whatever order and however many at
 * once they come, `onEvent` sees every event once and those of one object in sequence: what is missing before an event is
 * fetched first. Predecessors that are no longer kept are passed over.
 */
export function createReceiver<Tx>(options: ReceiverOptions<Tx>): Receiver {
  const { store, fetchEvents, onEvent, types, now = systemTime } = options;
  const verify = createVerifier(options);

  /** Hands an event over unless it was seen before. False: some before it are missing. */
  async function handOver(event: SarfEvent, mayJump: boolean): Promise<boolean> {
    let isNext = true;
    await store.hold(event.object.id, async (last, tx) => {
      if (event.sequence <= last) return last;
      isNext = mayJump || event.sequence === last + 1;
      if (!isNext) return last;
      if (types === undefined || types.includes(event.type)) await onEvent(event, tx);
      return event.sequence;
    });
    return isNext;
  }

  async function take(event: SarfEvent): Promise<void> {
    if (await handOver(event, false)) return;
    // Nothing is held while the events are fetched. Whoever comes in between only shortens what is left to do.
    for (const one of await predecessorsOf(event, fetchEvents)) await handOver(one, true);
    await handOver(event, true);
  }

  async function receive(delivery: Delivery): Promise<Receipt> {
    let event: SarfEvent;
    try {
      event = verify(delivery, now());
    } catch (error) {
      return error instanceof WebhookRefused ? { status: 400, refused: error } : { status: 500, error };
    }
    try {
      await take(event);
      return { status: 200 };
    } catch (error) {
      return { status: 500, error };
    }
  }

  return { receive, take };
}

/** What is kept of the events of the same object before this one, in sequence. */
async function predecessorsOf(
  event: SarfEvent,
  fetchEvents: ReceiverOptions<unknown>['fetchEvents'],
): Promise<SarfEvent[]> {
  const found: SarfEvent[] = [];
  for await (const one of await fetchEvents(event.object.id)) if (one.object.id === event.object.id) found.push(one);
  // The newest are kept the longest. A list that has some, but none as new as this one, is not up to date: what it lacks
  // may be on its way.
  if (found.length > 0 && found.every(({ sequence }) => sequence < event.sequence)) {
    throw new Error(`The list of events does not yet reach event ${event.id}.`);
  }
  return found.filter(({ sequence }) => sequence < event.sequence).toSorted((a, b) => a.sequence - b.sequence);
}
