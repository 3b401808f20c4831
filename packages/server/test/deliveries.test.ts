import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';
import { type Behaviour, type Receiver, startReceiver } from './webhook-receiver.ts';

const answer =
  (code: number, headers = {}): Behaviour =>
  (_, response) => {
    response.writeHead(code, headers).end('what went wrong');
  };

describe('telling endpoints', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  const receivers: Receiver[] = [];
  const endpoints: string[] = [];
  before(async () => {
    sarf = await startSarf();
    await sarf.join({ worker: true });
  });
  after(async () => {
    await sarf.stop();
    for (const receiver of receivers) await receiver.stop();
  });

  /** A receiver, and an endpoint that is told of everything. The endpoints of earlier tests are taken away. */
  async function listen(more: object = {}, behave?: Behaviour) {
    for (const id of endpoints.splice(0)) await sarf.call('DELETE', `/webhooks/v1/endpoints/${id}`);
    return add(more, behave);
  }

  async function add(more: object = {}, behave?: Behaviour) {
    const receiver = await startReceiver(behave);
    receivers.push(receiver);
    const made = await sarf.call('POST', '/webhooks/v1/endpoints', { url: receiver.url, ...more });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    endpoints.push(made.body.id);
    return { receiver, id: made.body.id, secret: made.body.secret };
  }

  const typesOf = ({ received }: Receiver, objectId: string): string[] =>
    received.filter(({ event }) => event.object?.id === objectId).map(({ event }) => event.type);
  const count = (receiver: Receiver, many: number): Promise<true> =>
    until(`${many} deliveries came`, async () => receiver.received.length >= many || undefined);
  const deliveries = async (query: string): Promise<Json[]> =>
    (await sarf.call('GET', `/webhooks/v1/deliveries?${query}`)).body.content;
  const endpoint = async (id: string): Promise<Json> => (await sarf.call('GET', `/webhooks/v1/endpoints/${id}`)).body;

  test('a payout is told from beginning to end, signed, as its events are', async () => {
    const { receiver, id, secret } = await listen();
    const payout = await sarf.pay(10.1);
    await sarf.reach(payout, 'completed');
    await until('all was told', async () => typesOf(receiver, payout).includes('payout.completed'));
    const events = (await sarf.call('GET', `/events/v1?object_id=${payout}`)).body.content;
    const told = receiver.received.map(({ event }) => event).toSorted((a, b) => a.sequence - b.sequence);
    assert.deepEqual(told, events);
    for (const { headers, body, event } of receiver.received) {
      new Webhook(secret).verify(body, Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, String(v)])));
      assert.equal(headers['webhook-id'], event.id);
    }
    await until('all is written down', async () => (await deliveries(`endpoint_id=${id}&state=pending`)).length === 0);
    const [last] = await deliveries(`endpoint_id=${id}`);
    assert.partialDeepStrictEqual(last, {
      state: 'delivered',
      attempts: 1,
      last_attempt: { http_code: 200, error: null },
    });
    assert.partialDeepStrictEqual((await sarf.call('GET', `/webhooks/v1/endpoints/${id}/stats`)).body, { pending: 0 });
  });

  test('an ordered endpoint gets each event of an object after the one before it', async () => {
    const failed = new Set<string>();
    const { receiver } = await listen({ ordered: true, retry_seconds: [1] }, ({ event }, response) => {
      // Every event is refused once, so that without an order they would overtake each other.
      if (!failed.has(event.id)) response.writeHead(500);
      failed.add(event.id);
    });
    const payouts = await Promise.all([sarf.pay(20.1), sarf.pay(20.2), sarf.pay(20.3)]);
    for (const payout of payouts) await sarf.reach(payout, 'completed');
    for (const payout of payouts) {
      await until('all was told', async () => {
        const own = receiver.received.filter(({ event }) => event.object.id === payout);
        return own.filter(({ event }) => event.type === 'payout.completed').length === 2;
      });
      const own = receiver.received
        .filter(({ event }) => event.object.id === payout)
        .map(({ event }) => event.sequence);
      assert.deepEqual(
        own,
        own.toSorted((a, b) => a - b),
      );
      assert.equal(own.length, new Set(own).size * 2);
    }
  });

  test('what fails is tried again under the same id, and each attempt can be read', async () => {
    let refusals = 2;
    const { receiver, id } = await listen({ types: ['payout.created'], retry_seconds: [1] }, (_, response) => {
      if (refusals-- > 0) response.writeHead(503).end('not now\u0000');
    });
    await sarf.pay(30.1);
    await count(receiver, 3);
    const delivery = await until('it is delivered', async () => {
      const [one] = await deliveries(`endpoint_id=${id}&state=delivered`);
      return one;
    });
    assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1);
    const { body } = await sarf.call('GET', `/webhooks/v1/deliveries/${delivery.id}`);
    const attempts: Json[] = body.attempt_history;
    assert.deepEqual(
      attempts.map((one: Json) => [one.number, one.http_code]),
      [
        [1, 503],
        [2, 503],
        [3, 200],
      ],
    );
    assert.match(attempts[0].answer, /^not now/);
    assert.equal((await endpoint(id)).failures, 0);
  });

  test('a receiver that is away gets everything when it is back', async () => {
    const { receiver, id } = await listen({ retry_seconds: [1], ordered: true });
    await receiver.stop();
    const payout = await sarf.pay(40.1);
    await sarf.reach(payout, 'completed');
    await until('it was tried', async () => (await endpoint(id)).failures > 0 || undefined);
    await receiver.start();
    await until('all was told', async () => typesOf(receiver, payout).includes('payout.completed'));
    assert.equal(typesOf(receiver, payout)[0], 'payout.created');
  });

  test('410 disables the endpoint, and enabled again it gets what it has missed', async () => {
    const { receiver, id } = await listen({ types: ['payout.created'] }, answer(410));
    await sarf.pay(50.1);
    const gone = await until('it is disabled', async () => {
      const now = await endpoint(id);
      return now.state === 'disabled' && now;
    });
    assert.equal(gone.disabled_reason, 'GONE');
    const missed = await sarf.pay(50.2);
    await sleep(300);
    assert.equal(receiver.received.length, 1);
    receiver.behave = () => {};
    assert.equal((await sarf.call('PATCH', `/webhooks/v1/endpoints/${id}`, { state: 'enabled' })).status, 200);
    await until('it was told', async () => typesOf(receiver, missed).length === 1 || undefined);
  });

  test('an endpoint that keeps failing is paused, and says so', async () => {
    const { receiver, id } = await listen({ retry_seconds: [1] }, answer(500));
    for (let index = 0; index < 8; index += 1) await sarf.pay(60 + index / 100);
    const paused = await until('it is paused', async () => {
      const now = await endpoint(id);
      return now.paused_until !== null && now;
    });
    assert(paused.failures >= 5);
    // What was under way still comes back; from then on nothing is sent.
    await sleep(500);
    const sent = receiver.received.length;
    await sleep(1500);
    assert.equal(receiver.received.length, sent);
  });

  test('an endpoint that hangs delays nobody else', async () => {
    const hanging: Promise<void>[] = [];
    let [open, most] = [0, 0];
    await listen({}, () => {
      open += 1;
      most = Math.max(most, open);
      const never = new Promise<void>((resolve) => setTimeout(resolve, 3000)).then(() => {
        open -= 1;
      });
      hanging.push(never);
      return never;
    });
    const { receiver: quick } = await add();
    const payouts = await Promise.all(Array.from({ length: 100 }, (_, index) => sarf.pay(70 + index / 100)));
    await until('the quick one has all', async () => {
      const created = quick.received.filter(({ event }) => event.type === 'payout.created');
      return created.length === payouts.length || undefined;
    });
    assert(most > 0 && most <= 2 * 64, `a slow endpoint fills its own slots alone: ${most} at once`);
    await Promise.all(hanging);
  });

  test('the dialect of Lean', async () => {
    const { receiver } = await listen({ dialect: 'lean' });
    const payout = await sarf.pay(80.1);
    await sarf.reach(payout, 'completed');
    await until('all was told', async () => receiver.received.length >= 4 || undefined);
    // They are sent at once, so they may come in any order.
    const first = receiver.received.find(({ event }) => event.type === 'payment.created');
    assert.partialDeepStrictEqual(first?.event, { type: 'payment.created', payload: { id: payout, amount: 80.1 } });
    assert.match(String(first?.headers['lean-signature']), /^sha512=[0-9a-f]{128}$/);
    assert(receiver.received.some(({ event }) => event.payload.status === 'ACCEPTED_BY_BANK'));
  });

  test('a test, a replay of one, and a replay of a range', async () => {
    const { receiver, id } = await listen({ types: ['payout.created'] });
    const began = new Date().toISOString();
    await sarf.pay(90.1);
    await count(receiver, 1);
    const ping = await sarf.call('POST', `/webhooks/v1/endpoints/${id}/test`);
    assert.equal(ping.status, 202, JSON.stringify(ping.body));
    await count(receiver, 2);
    assert.equal(receiver.received[1]?.event.type, 'ping');
    const [delivered] = await until('both are written down', async () => {
      const found = await deliveries(`endpoint_id=${id}&state=delivered&event_type=payout.created`);
      return found.length === 1 && found;
    });
    assert.equal((await sarf.call('POST', `/webhooks/v1/deliveries/${delivered.id}/replay`)).status, 202);
    await count(receiver, 3);
    assert.equal(receiver.received[2]?.event.id, receiver.received[0]?.event.id);
    await until('it is delivered again', async () => {
      const { body } = await sarf.call('GET', `/webhooks/v1/deliveries/${delivered.id}`);
      return body.state === 'delivered' || undefined;
    });
    const range = await sarf.call('POST', `/webhooks/v1/endpoints/${id}/replay`, {
      from: began,
      to: new Date(Date.now() + 1000).toISOString(),
    });
    assert.equal(range.status, 202, JSON.stringify(range.body));
    await count(receiver, 4);
  });
});
