import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { SarfEvent } from '../src/event.ts';
import { memoryStore } from '../src/memory-store.ts';
import { createReceiver, type Receipt, type ReceiverOptions } from '../src/receiver.ts';
import { WebhookRefused } from '../src/verify-webhook.ts';
import { assertAnyOrderWillDo } from './any-order.ts';
import { deliveryOf, eventsOf, secret } from './deliveries.ts';

const [first, second, third, fourth] = eventsOf('one', 4) as [SarfEvent, SarfEvent, SarfEvent, SarfEvent];
const all = [first, second, third, fourth];

/** A receiver that notes what it is handed over, and how often it asked for events. */
function listening(more: Partial<ReceiverOptions<undefined>> = {}) {
  const seen: number[] = [];
  const asked: string[] = [];
  const receiver = createReceiver({
    secret,
    store: memoryStore(),
    fetchEvents: (objectId) => {
      asked.push(objectId);
      return all;
    },
    onEvent: (event) => {
      seen.push(event.sequence);
    },
    ...more,
  });
  return { seen, asked, receive: (event: SarfEvent) => receiver.receive(deliveryOf(event)), receiver };
}

const statuses = (receipts: Receipt[]): number[] => receipts.map(({ status }) => status);

describe('a receiver', () => {
  test('hands events over as they come, and asks for nothing', async () => {
    const { seen, asked, receive } = listening();
    for (const event of all) assert.deepEqual(await receive(event), { status: 200 });
    assert.deepEqual([seen, asked], [[1, 2, 3, 4], []]);
  });

  test('fetches what is missing first, once', async () => {
    const { seen, asked, receive } = listening();
    await receive(third);
    assert.deepEqual([seen, asked], [[1, 2, 3], [first.object.id]]);
    await receive(first);
    await receive(second);
    await receive(fourth);
    assert.deepEqual([seen, asked], [[1, 2, 3, 4], [first.object.id]]);
  });

  test('takes what comes at once as if it came one by one', async () => {
    const { seen, receive } = listening({
      onEvent: async (event) => {
        await setImmediate();
        seen.push(event.sequence);
      },
    });
    const mixed = [fourth, first, third, fourth, second, first];
    assert.deepEqual(statuses(await Promise.all(mixed.map(receive))), [200, 200, 200, 200, 200, 200]);
    assert.deepEqual(seen, [1, 2, 3, 4]);
  });

  test('does not let one object wait for another', async () => {
    const order: string[] = [];
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const [other] = eventsOf('other', 1) as [SarfEvent];
    const { receive } = listening({
      onEvent: async ({ object }) => {
        if (object.id === first.object.id) await gate;
        order.push(object.id);
      },
    });
    const held = receive(first);
    await receive(other);
    open();
    await held;
    assert.deepEqual(order, [other.object.id, first.object.id]);
  });

  test('passes over what is no longer kept', async () => {
    for (const kept of [[], [third, fourth]]) {
      const { seen, receive } = listening({ fetchEvents: () => kept });
      await receive(fourth);
      assert.deepEqual(seen, kept.length > 0 ? [3, 4] : [4]);
      assert.deepEqual(await receive(second), { status: 200 });
      assert.deepEqual(seen, kept.length > 0 ? [3, 4] : [4]);
    }
  });

  test('does not trust a list that is behind, or mixed up', async () => {
    let list: SarfEvent[] = [first];
    const { seen, receive } = listening({ fetchEvents: async () => list });
    assert.equal((await receive(fourth)).status, 500);
    assert.deepEqual(seen, []);
    list = [...eventsOf('other', 9), ...all.toReversed(), first];
    assert.equal((await receive(fourth)).status, 200);
    assert.deepEqual(seen, [1, 2, 3, 4]);
  });

  test('answers 500 when its own code or the list fails, and takes the event the next time', async () => {
    let broken = true;
    const fail = (): void => {
      if (broken) throw new Error('as planned');
    };
    const { seen, receive } = listening({
      onEvent: ({ sequence }) => {
        fail();
        seen.push(sequence);
      },
    });
    const receipt = await receive(first);
    assert.ok(receipt.status === 500 && receipt.error instanceof Error && receipt.error.message === 'as planned');
    broken = false;
    assert.deepEqual(await receive(first), { status: 200 });

    broken = true;
    const gapped = listening({
      fetchEvents: () => {
        fail();
        return all;
      },
    });
    assert.equal((await gapped.receive(second)).status, 500);
    broken = false;
    assert.deepEqual(await gapped.receive(second), { status: 200 });
    assert.deepEqual([seen, gapped.seen], [[1], [1, 2]]);
  });

  test('keeps what it has done when it breaks down half-way', async () => {
    const { seen, receive } = listening({
      onEvent: ({ sequence }) => {
        if (sequence === 3 && !seen.includes(-3)) {
          seen.push(-3);
          throw new Error('as planned');
        }
        seen.push(sequence);
      },
    });
    assert.equal((await receive(fourth)).status, 500);
    assert.equal((await receive(fourth)).status, 200);
    assert.deepEqual(seen, [1, 2, -3, 3, 4]);
  });

  test('answers 400 to what is not signed, and hands nothing over', async () => {
    const { seen, receiver } = listening();
    const { headers } = deliveryOf(first);
    const receipt = await receiver.receive({ headers, body: JSON.stringify(second) });
    assert.ok(receipt.status === 400 && receipt.refused instanceof WebhookRefused);
    assert.equal(receipt.refused.code, 'BAD_SIGNATURE');
    const late = createReceiver({
      secret,
      store: memoryStore(),
      fetchEvents: () => [],
      onEvent: () => {},
      now: () => new Date(0),
    });
    const early = await late.receive(deliveryOf(first));
    assert.ok(early.status === 400 && early.refused.code === 'TOO_NEW');
    assert.deepEqual(seen, []);
  });

  test('leaves out the types that are not asked for, and still counts them', async () => {
    const { seen, asked, receive } = listening({ types: ['payout.completed'] });
    for (const event of all) await receive(event);
    assert.deepEqual([seen, asked], [[], []]);
  });

  test('takes events that were read from the list, together with deliveries', async () => {
    const { seen, receiver, receive } = listening();
    await receive(second);
    for (const event of all) await receiver.take(event);
    await receive(fourth);
    assert.deepEqual(seen, [1, 2, 3, 4]);
  });

  test('goes on where entries that were saved elsewhere end', async () => {
    const { seen, receive } = listening({ store: memoryStore([[first.object.id, 2]]) });
    for (const event of all) await receive(event);
    assert.deepEqual(seen, [3, 4]);
  });

  test('is refused a secret that is none before anything comes', () => {
    assert.throws(() => listening({ secret: 'whsec_' }), TypeError);
  });
});

test('any shuffle, loss and repetition gives the same state, kept in memory', () =>
  assertAnyOrderWillDo(async () => {
    const recorded: { objectId: string; sequence: number }[] = [];
    return {
      store: memoryStore(),
      undoes: false,
      record: async ({ object, sequence }) => {
        recorded.push({ objectId: object.id, sequence });
      },
      recorded: async () => recorded,
    };
  }, 500));
