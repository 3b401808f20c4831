import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { freePort } from '../../server/test/free-port.ts';
import { type RunningSarf, startSarf, until } from '../../server/test/running-sarf.ts';
import { createReceiver, createSarf, memoryStore, type Receiver, type Sarf, type SarfEvent } from '../src/index.ts';

let running: RunningSarf;
let sarf: Sarf;
before(async () => {
  running = await startSarf();
  sarf = createSarf({ baseUrl: running.apiUrl, ...running.sandbox.client });
});
after(() => running.stop());

async function given<T>(asked: Promise<{ ok: true; value: T } | { ok: false; refusal: unknown }>): Promise<T> {
  const result = await asked;
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

async function listen(port: number, receive: Receiver['receive']): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status } = await receive({ headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(status).end();
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return server;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** An endpoint that is registered, and what its receiver was handed over. */
async function register(trusting: 'secret' | 'publicKey') {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/events`;
  const { secret, ...endpoint } = await given(sarf.endpoints.create({ url, retry_seconds: [1] }));
  const seen: SarfEvent[] = [];
  const receiver = createReceiver({
    secret: trusting === 'secret' ? secret : [],
    publicKey: trusting === 'secret' ? [] : endpoint.public_key,
    store: memoryStore(),
    fetchEvents: (object_id) => sarf.events.list({ object_id }),
    onEvent: (event) => {
      seen.push(event);
    },
  });
  return { port, endpoint, secret, seen, receive: receiver.receive };
}

/** Pays and waits for the end. */
async function pay(amount: number): Promise<string> {
  const id = await running.pay(amount, { allow_duplicate: true });
  await running.reach(id, 'completed', 'failed', 'returned');
  return id;
}

async function serverEvents(objectId: string): Promise<SarfEvent[]> {
  const events: SarfEvent[] = [];
  for await (const event of sarf.events.list({ object_id: objectId })) events.push(event);
  return events;
}

describe('a receiver of a running Sarf', () => {
  for (const trusting of ['secret', 'publicKey'] as const) {
    test(`sees by ${trusting} what happened, also while it was away`, async () => {
      const { port, endpoint, seen, receive } = await register(trusting);
      const first = await listen(port, receive);
      const ids = [await pay(20.01), await pay(20.02)];
      await until(
        'the first payouts are told',
        async () => seen.filter((e) => e.type === 'payout.completed').length === 2,
      );
      await close(first);
      ids.push(await pay(20.03));
      const second = await listen(port, receive);
      await given(sarf.endpoints.update(endpoint.id, { state: 'enabled' }));
      ids.push(await pay(20.04));
      await until('all is told', async () => seen.filter((e) => e.type === 'payout.completed').length === 4);
      await close(second);
      for (const id of ids) {
        assert.deepEqual(
          seen.filter(({ object }) => object.id === id),
          await serverEvents(id),
        );
      }
      assert.ok((await sarf.endpoints.delete(endpoint.id)).ok);
    });
  }
});

describe('endpoints and deliveries', () => {
  test('can be made, read, changed, tested, replayed and deleted', async () => {
    const { port, endpoint, secret, seen, receive } = await register('secret');
    const server = await listen(port, receive);
    assert.match(secret, /^whsec_/);
    assert.deepEqual(await given(sarf.endpoints.get(endpoint.id)), endpoint);
    assert.ok((await given(sarf.endpoints.list())).some(({ id }) => id === endpoint.id));
    assert.equal((await given(sarf.endpoints.update(endpoint.id, { ordered: true }))).ordered, true);

    const { id: deliveryId } = await given(sarf.endpoints.test(endpoint.id));
    const ping = await until('the ping is there', async () => seen.find(({ type }) => type === 'ping'));
    assert.ok(ping.type === 'ping' && ping.payload.message !== '');
    const delivered = await until('the delivery is noted', async () => {
      const delivery = await given(sarf.deliveries.get(deliveryId));
      return delivery.state === 'delivered' && delivery;
    });
    assert.deepEqual(
      delivered.attempt_history.map(({ number, http_code }) => [number, http_code]),
      [[1, 200]],
    );
    const listed: string[] = [];
    for await (const { id } of sarf.deliveries.list({ endpoint_id: endpoint.id, event_type: 'ping' })) listed.push(id);
    assert.deepEqual(listed, [deliveryId]);

    assert.equal((await given(sarf.deliveries.replay(deliveryId))).id, deliveryId);
    const paid = await pay(21);
    const span = { from: new Date(Date.now() - 60_000).toISOString(), to: new Date(Date.now() + 60_000).toISOString() };
    assert.ok((await given(sarf.endpoints.replay(endpoint.id, span))).deliveries > 0);
    await until('everything was sent', async () => (await given(sarf.endpoints.stats(endpoint.id))).pending === 0);
    assert.equal(seen.filter(({ type }) => type === 'ping').length, 1);
    assert.deepEqual(
      seen.filter(({ object }) => object.id === paid),
      await serverEvents(paid),
    );

    assert.ok((await sarf.endpoints.delete(endpoint.id)).ok);
    const gone = await sarf.endpoints.get(endpoint.id);
    assert.ok(!gone.ok && gone.refusal.status === 'UNKNOWN_ENDPOINT');
    await close(server);
  });

  test('sign with both secrets while one takes the place of the other', async () => {
    const { port, endpoint, secret, seen, receive } = await register('secret');
    const rotated = await given(sarf.endpoints.rotateSecret(endpoint.id, { overlap_seconds: 60 }));
    assert.notEqual(rotated.secret, secret);
    const refused: number[] = [];
    const renewed = createReceiver({
      secret: rotated.secret,
      store: memoryStore(),
      fetchEvents: () => [],
      onEvent: () => {},
    });
    const server = await listen(port, async (delivery) => {
      const receipts = [await receive(delivery), await renewed.receive(delivery)] as const;
      refused.push(...receipts.map(({ status }) => status).filter((status) => status !== 200));
      return receipts[0];
    });
    await given(sarf.endpoints.test(endpoint.id));
    await until('the ping is there', async () => seen.some(({ type }) => type === 'ping'));
    await until('it was answered', async () => (await given(sarf.endpoints.stats(endpoint.id))).pending === 0);
    assert.deepEqual(refused, []);
    await given(sarf.endpoints.delete(endpoint.id));
    await close(server);
  });

  test('refuse an address that nothing may be sent to', async () => {
    const result = await sarf.endpoints.create({ url: 'https://169.254.169.254/latest' });
    assert.ok(!result.ok && result.refusal.status === 'INVALID_ENDPOINT_URL');
  });
});
