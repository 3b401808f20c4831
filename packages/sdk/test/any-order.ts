import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import type { SarfEvent } from '../src/event.ts';
import { createReceiver } from '../src/receiver.ts';
import type { ReceiverStore } from '../src/receiver-store.ts';
import { deliveryOf, eventsOf, secret } from './deliveries.ts';

/** A receiver whose state is what it was handed over, wherever it keeps that. */
export interface Recorder<Tx> {
  readonly store: ReceiverStore<Tx>;
  record(event: SarfEvent, tx: Tx): Promise<void>;
  /** Is what was recorded undone when `onEvent` fails after it? */
  readonly undoes: boolean;
  /** What was recorded and saved, in that order. */
  recorded(): Promise<{ readonly objectId: string; readonly sequence: number }[]>;
}

interface World {
  /** How many events each object has, and how many of the oldest are no longer kept. */
  readonly objects: readonly { readonly count: number; readonly forgotten: number }[];
  /** What is delivered besides the newest event of each object; anything may be lost, doubled or early. */
  readonly delivered: readonly { readonly object: number; readonly at: number; readonly order: number }[];
  readonly newestAt: readonly number[];
  /** How many deliveries come at once. */
  readonly burst: number;
  /** The calls of `onEvent`, and of the list of events, that fail. */
  readonly brokenEvents: readonly number[];
  readonly brokenFetches: readonly number[];
  /** So many first calls give a list that lacks the newer half. */
  readonly staleFetches: number;
}

const order = fc.nat(1000);
const worlds: fc.Arbitrary<World> = fc.record({
  objects: fc.array(fc.record({ count: fc.integer({ min: 1, max: 7 }), forgotten: fc.nat(3) }), {
    minLength: 1,
    maxLength: 4,
  }),
  delivered: fc.array(fc.record({ object: fc.nat(), at: fc.nat(), order }), { maxLength: 25 }),
  newestAt: fc.array(order, { minLength: 4, maxLength: 4 }),
  burst: fc.integer({ min: 1, max: 6 }),
  brokenEvents: fc.array(fc.nat(15), { maxLength: 4 }),
  brokenFetches: fc.array(fc.nat(6), { maxLength: 3 }),
  staleFetches: fc.nat(2),
});

/**
 * The property of a receiver: any shuffle, loss and repetition of deliveries, at once or one by one, with failures on
 * either side, leaves it in the same state. The newest event of an object arrives at some time; what was not
 * acknowledged comes again.
 */
export async function assertAnyOrderWillDo<Tx>(
  newRecorder: () => Promise<Recorder<Tx>>,
  numRuns: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      await checkWorld(world, await newRecorder());
    }),
    { numRuns },
  );
}

async function checkWorld<Tx>(world: World, recorder: Recorder<Tx>): Promise<void> {
  const histories = world.objects.map(({ count }, index) => eventsOf(`object ${index}`, count));
  const receiver = createReceiver({
    secret,
    store: recorder.store,
    fetchEvents: fakeList(world, histories),
    onEvent: failing(world.brokenEvents, recorder.undoes, (event: SarfEvent, tx: Tx) => recorder.record(event, tx)),
  });
  let open = scheduleOf(world, histories);
  for (let rounds = 0; open.length > 0; rounds += 1) {
    assert.ok(rounds < 20, 'in the end everything is acknowledged');
    const again: SarfEvent[] = [];
    for (let at = 0; at < open.length; at += world.burst) {
      const together = open.slice(at, at + world.burst);
      const receipts = await Promise.all(together.map((event) => receiver.receive(deliveryOf(event))));
      receipts.forEach(({ status }, index) => {
        const event = together[index];
        if (status !== 200 && event) again.push(event);
      });
    }
    open = again;
  }
  const recorded = await recorder.recorded();
  histories.forEach((history, index) => {
    const forgotten = forgottenOf(world, index);
    const sequences = recorded
      .filter(({ objectId }) => objectId === history[0]?.object.id)
      .map(({ sequence }) => sequence);
    // Of what is kept, each once and in sequence. What is forgotten may have come in time to be seen, also in sequence.
    const kept = history.slice(forgotten).map(({ sequence }) => sequence);
    assert.deepEqual(sequences.slice(-kept.length), kept);
    const early = sequences.slice(0, -kept.length);
    assert.deepEqual(
      early,
      [...new Set(early)].toSorted((a, b) => a - b),
    );
    assert.ok(early.every((sequence) => sequence <= forgotten));
  });
}

const forgottenOf = ({ objects }: World, index: number): number =>
  Math.min(objects[index]?.forgotten ?? 0, (objects[index]?.count ?? 1) - 1);

function scheduleOf({ delivered, newestAt }: World, histories: readonly SarfEvent[][]): SarfEvent[] {
  const some = delivered.map(({ object, at, order }) => {
    const history = histories[object % histories.length] ?? [];
    return { event: history[at % history.length], order };
  });
  const newest = histories.map((history, index) => ({ event: history.at(-1), order: newestAt[index] ?? 0 }));
  return [...some, ...newest]
    .toSorted((a, b) => a.order - b.order)
    .flatMap(({ event }) => (event === undefined ? [] : [event]));
}

function fakeList(world: World, histories: readonly SarfEvent[][]) {
  let stale = world.staleFetches;
  const list = async (objectId: string): Promise<SarfEvent[]> => {
    const index = histories.findIndex(([first]) => first?.object.id === objectId);
    const kept = (histories[index] ?? []).slice(forgottenOf(world, index));
    stale -= 1;
    return stale >= 0 ? kept.slice(0, Math.ceil(kept.length / 2)) : kept;
  };
  return failing(world.brokenFetches, true, list);
}

/** The same function, but the calls of these numbers fail: at once or, where that may be, after they did their work. */
function failing<A extends unknown[], R>(calls: readonly number[], late: boolean, work: (...args: A) => Promise<R>) {
  let call = 0;
  return async (...args: A): Promise<R> => {
    const number = call;
    call += 1;
    await setImmediate();
    if (calls.includes(number) && !(late && number % 2 === 1)) throw new Error('as planned');
    const result = await work(...args);
    if (calls.includes(number)) throw new Error('as planned');
    return result;
  };
}
