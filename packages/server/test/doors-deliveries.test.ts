import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { only } from '../src/foundation/database.ts';
import { tellEndpoints } from '../src/webhooks/tell-endpoints.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY, type OtherApplication } from './doors.ts';
import { type Called, type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const ENDPOINTS = '/webhooks/v1/endpoints';
const DELIVERIES = '/webhooks/v1/deliveries';
const ADDRESS = 'https://receiver.example/events';
const ALWAYS = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };

// No worker runs: a delivery stays as it was made, and the tests say what became of it.
describe('the door for deliveries', () => {
  let sarf: RunningSarf;
  let other: OtherApplication;
  before(async () => {
    sarf = await startSarf({ worker: false });
    other = await addApplication(sarf);
  });
  after(() => sarf.stop());

  const add = async (body: Record<string, unknown> = {}, call = sarf.call): Promise<string> =>
    assertAnswer('createEndpoint', await call('POST', ENDPOINTS, { url: ADDRESS, ...body })).id;
  const ping = async (endpoint: string): Promise<Json> =>
    assertAnswer('testEndpoint', await sarf.call('POST', `${ENDPOINTS}/${endpoint}/test`));
  const disable = (endpoint: string): Promise<Called> =>
    sarf.call('PATCH', `${ENDPOINTS}/${endpoint}`, { state: 'disabled' });
  const tell = async (): Promise<void> => {
    while ((await tellEndpoints(sarf.deps)) > 0);
  };
  const list = async (query: Record<string, string | number>): Promise<Json> => {
    const search = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    );
    return assertAnswer('listDeliveries', await sarf.call('GET', `${DELIVERIES}?${search}`));
  };
  const read = async (id: string): Promise<Json> =>
    assertAnswer('getDelivery', await sarf.call('GET', `${DELIVERIES}/${id}`));
  const replay = async (endpoint: string, more: Record<string, unknown> = {}): Promise<number> => {
    const called = await sarf.call('POST', `${ENDPOINTS}/${endpoint}/replay`, { ...ALWAYS, ...more });
    return assertAnswer('replayEndpoint', called).deliveries;
  };
  /** Says that attempts were made, the last of which was this one. */
  const tried = async (
    id: string,
    state: string,
    code: number | null,
    at = new Date(),
    attempts = 1,
  ): Promise<void> => {
    const error = state === 'delivered' ? null : 'It did not work.';
    for (let number = 1; number <= attempts; number += 1) {
      await sarf.sql`
        insert into delivery_attempts (application_id, delivery_id, number, at, duration_ms, http_code, error, answer)
        select application_id, id, ${number}, ${at}, ${number * 10}, ${code}, ${error}, 'the answer'
        from deliveries where id = ${id}`;
    }
    await sarf.sql`
      update deliveries set state = ${state}, attempts = ${attempts}, first_attempt_at = ${at},
        due_at = ${state === 'pending' ? new Date(at.getTime() + 3_600_000) : null},
        finished_at = ${state === 'pending' ? null : at}
      where id = ${id}`;
  };
  /** An endpoint with the deliveries of some payouts, newest first. */
  const told = async (payouts: number, body: Record<string, unknown> = {}) => {
    const endpoint = await add(body);
    const ids: string[] = [];
    for (let at = 0; at < payouts; at += 1) ids.push(await sarf.pay(5 + at));
    await tell();
    const { content }: { content: Json[] } = await list({ endpoint_id: endpoint, page_size: 100 });
    return { endpoint, payouts: ids, deliveries: content };
  };

  describe('a test', () => {
    test('is an event of the endpoint, and a delivery to it alone', async () => {
      const [endpoint, bystander] = [await add(), await add({ types: null })];
      const first = await ping(endpoint);
      const second = await ping(endpoint);
      const { id, event_id, created_at, due_at, ...rest } = first;
      assert.deepEqual(rest, {
        endpoint_id: endpoint,
        event_type: 'ping',
        object_id: endpoint,
        sequence: 1,
        state: 'pending',
        attempts: 0,
        finished_at: null,
        last_attempt: null,
      });
      assert.equal(due_at, created_at);
      const event = assertAnswer('getEvent', await sarf.call('GET', `/events/v1/${event_id}`));
      assert.deepEqual(event.object, { type: 'webhook_endpoint', id: endpoint });
      assert.deepEqual([event.type, event.sequence, event.previous_event_id], ['ping', 1, null]);
      assert.equal(typeof event.payload.message, 'string');
      const next = assertAnswer('getEvent', await sarf.call('GET', `/events/v1/${second.event_id}`));
      assert.deepEqual([next.sequence, next.previous_event_id], [2, event_id]);

      await tell();
      assert.equal((await list({ endpoint_id: endpoint })).content.length, 2);
      assert.deepEqual((await list({ endpoint_id: bystander })).content, []);
      assert.deepEqual((await list({ event_id })).content, [first]);
      assert.deepEqual(await read(id), { ...first, attempt_history: [] });
    });

    test('at the same moment as others has a sequence of its own', async () => {
      const endpoint = await add();
      const pings = await Promise.all(Array.from({ length: 8 }, () => ping(endpoint)));
      assert.deepEqual(pings.map(({ sequence }) => sequence).toSorted(), [1, 2, 3, 4, 5, 6, 7, 8]);
    });

    test('is refused for an endpoint that is disabled', async () => {
      const endpoint = await add();
      await disable(endpoint);
      assertRefused(await sarf.call('POST', `${ENDPOINTS}/${endpoint}/test`), 'ENDPOINT_DISABLED');
      assert.deepEqual((await list({ endpoint_id: endpoint })).content, []);
    });
  });

  describe('a delivery', () => {
    test('shows what it tells of, and its attempts', async () => {
      const { endpoint, payouts, deliveries } = await told(1);
      const [delivery] = deliveries.filter((one) => one.sequence === 1);
      assert.deepEqual([delivery.endpoint_id, delivery.object_id], [endpoint, payouts[0]]);
      assert.equal(delivery.event_type, 'payout.created');
      const at = new Date();
      await tried(delivery.id, 'pending', null, at, 3);
      const { attempt_history, last_attempt, ...rest } = await read(delivery.id);
      const attempt = { at: at.toISOString(), http_code: null, error: 'It did not work.', answer: 'the answer' };
      assert.deepEqual(last_attempt, { ...attempt, duration_ms: 30 });
      assert.deepEqual(
        attempt_history,
        [1, 2, 3].map((number) => ({ number, ...attempt, duration_ms: number * 10 })),
      );
      assert.deepEqual([rest.state, rest.attempts, rest.finished_at], ['pending', 3, null]);
      assert.deepEqual((await list({ event_id: delivery.event_id, endpoint_id: endpoint })).content, [
        { ...rest, last_attempt },
      ]);
      await tried(delivery.id, 'delivered', 204, at, 0);
      assert.equal((await read(delivery.id)).finished_at, at.toISOString());
    });

    test('is in the list by its endpoint, its state, its event and the type of its event', async () => {
      const { endpoint, payouts, deliveries } = await told(3);
      assert.ok(deliveries.length >= 3);
      const [first, second, third] = deliveries;
      await tried(first.id, 'delivered', 200);
      await tried(second.id, 'failed', 500);
      const ids = async (query: Record<string, string>): Promise<string[]> =>
        (await list({ endpoint_id: endpoint, page_size: 100, ...query })).content.map((one: Json) => one.id);
      assert.deepEqual(await ids({ state: 'delivered' }), [first.id]);
      assert.deepEqual(await ids({ state: 'failed' }), [second.id]);
      assert.deepEqual((await ids({ state: 'pending' })).length, deliveries.length - 2);
      assert.deepEqual(await ids({ event_id: third.event_id }), [third.id]);
      assert.deepEqual(await ids({ event_id: third.event_id.toUpperCase() }), [third.id]);
      assert.deepEqual(await ids({ event_id: NOBODY }), []);
      const ofObject = deliveries.filter((one: Json) => one.object_id === third.object_id).map((one: Json) => one.id);
      assert.deepEqual((await ids({ object_id: third.object_id })).toSorted(), ofObject.toSorted());
      assert.deepEqual(await ids({ object_id: NOBODY }), []);
      assert.equal((await ids({ event_type: 'payout.created' })).length, payouts.length);
      assert.deepEqual(await ids({ event_type: 'payout.returned' }), []);
      assert.deepEqual((await list({ endpoint_id: NOBODY })).content, []);
      // Every endpoint that was told of an event has a delivery of its own.
      const ofEvent: Json[] = (await list({ event_id: third.event_id, page_size: 100 })).content;
      assert.ok(ofEvent.length > 1);
      assert.equal(new Set(ofEvent.map((one) => one.endpoint_id)).size, ofEvent.length);
      assert.ok(ofEvent.every((one) => one.event_id === third.event_id));
    });

    test('comes once in the pages of a list, newest event first', async () => {
      const { endpoint } = await told(4);
      await told(2);
      const queries: Record<string, string>[] = [{}, { endpoint_id: endpoint }, { event_type: 'payout.created' }];
      for (const query of queries) {
        const whole: Json[] = (await list({ ...query, page_size: 100 })).content;
        const eventIds = whole.map((one) => one.event_id);
        assert.deepEqual(eventIds, eventIds.toSorted().reverse());
        const seen: Json[] = [];
        let after: string | null = null;
        do {
          const { content, page }: Json = await list({ ...query, page_size: 3, ...(after ? { after } : {}) });
          assert.equal(page.size, 3);
          seen.push(...content);
          after = page.next;
        } while (after !== null && seen.length < whole.length);
        assert.deepEqual(seen.slice(0, whole.length), whole);
      }
    });

    test('is not listed for wishes that make no sense', async () => {
      const wrong = [
        ['state=done', 'state'],
        ['endpoint_id=x', 'endpoint_id'],
        ['event_id=1', 'event_id'],
        ['event_type=payout.made', 'event_type'],
        ['page_size=101', 'page_size'],
        ['after=abc', 'after'],
      ] as const;
      for (const [query, name] of wrong) {
        assertRefused(await sarf.call('GET', `${DELIVERIES}?${query}`), 'INVALID_PARAMETERS', [name]);
      }
    });

    test('is nothing to another application', async () => {
      const { endpoint, deliveries } = await told(1);
      const [{ id, event_id }] = deliveries;
      assertRefused(await other.call('GET', `${DELIVERIES}/${id}`), 'UNKNOWN_DELIVERY');
      assertRefused(await other.call('POST', `${DELIVERIES}/${id}/replay`), 'UNKNOWN_DELIVERY');
      for (const query of ['', `?endpoint_id=${endpoint}`, `?event_id=${event_id}`, `?after=${id}`]) {
        assert.deepEqual((await other.call('GET', `${DELIVERIES}${query}`)).body.content, [], query);
      }
      assertRefused(await sarf.call('GET', `${DELIVERIES}/${NOBODY}`), 'UNKNOWN_DELIVERY');
      assertRefused(await sarf.call('POST', `${DELIVERIES}/${NOBODY}/replay`), 'UNKNOWN_DELIVERY');
      assertRefused(await sarf.call('GET', `${DELIVERIES}/abc`), 'INVALID_PARAMETERS', ['delivery_id']);
      // Its own replay of all that ever was brings it nothing of ours.
      const theirs = await add({}, other.call);
      const called = await other.call('POST', `${ENDPOINTS}/${theirs}/replay`, ALWAYS);
      assert.equal(assertAnswer('replayEndpoint', called).deliveries, 0);
    });
  });

  describe('a replay of one delivery', () => {
    const again = (id: string): Promise<Called> => sarf.call('POST', `${DELIVERIES}/${id}/replay`);
    const dueIn = (delivery: Json): number => (Date.parse(delivery.due_at) - Date.now()) / 1000;

    test('makes it due now, whatever became of it, and keeps its attempts', async () => {
      const { deliveries } = await told(1);
      const [{ id }] = deliveries;
      const longAgo = new Date(Date.now() - 30 * 24 * 3_600_000);
      for (const state of ['failed', 'delivered', 'pending']) {
        await sarf.sql`delete from delivery_attempts where delivery_id = ${id}`;
        await tried(id, state, 500, state === 'pending' ? new Date() : longAgo, 2);
        const body = assertAnswer('replayDelivery', await again(id));
        assert.deepEqual([body.state, body.finished_at, body.attempts], ['pending', null, 2], state);
        assert.ok(dueIn(body) <= 0, body.due_at);
        assert.equal((await read(id)).attempt_history.length, 2);
        const row = only(
          await sarf.sql<{ at: Date | null }[]>`
          select first_attempt_at as at from deliveries where id = ${id}`,
        );
        assert.equal(row.at, null, 'the time to give up begins anew');
      }
    });

    test('leaves one alone that a worker may be sending right now', async () => {
      const { deliveries } = await told(1);
      const [{ id }] = deliveries;
      const lease = new Date(Date.now() + 60_000);
      await sarf.sql`update deliveries set due_at = ${lease} where id = ${id}`;
      assert.equal(assertAnswer('replayDelivery', await again(id)).due_at, lease.toISOString());
    });

    test('is refused where it cannot be sent', async () => {
      const { endpoint, deliveries } = await told(1);
      const [{ id, event_id }] = deliveries;
      await tried(id, 'failed', 500);
      await disable(endpoint);
      assertRefused(await again(id), 'ENDPOINT_DISABLED');
      await sarf.call('PATCH', `${ENDPOINTS}/${endpoint}`, { state: 'enabled' });
      await sarf.sql`delete from events where id = ${event_id}`;
      assertRefused(await again(id), 'UNKNOWN_EVENT');
      assert.equal((await read(id)).state, 'failed');
    });
  });

  describe('a replay of a span of time', () => {
    const states = async (endpoint: string): Promise<Record<string, number>> => {
      const rows = await sarf.sql<{ type: string; state: string }[]>`
        select event_type as type, state from deliveries where endpoint_id = ${endpoint}`;
      const groups = Map.groupBy(rows, ({ type, state }) => `${type} ${state}`);
      return Object.fromEntries([...groups].map(([name, group]) => [name, group.length]));
    };
    /** How many events of these types the application has had. */
    const events = async (types: readonly string[]): Promise<number> =>
      only(
        await sarf.sql<{ count: number }[]>`
          select count(*)::integer as count from events
          where application_id = ${sarf.sandbox.applicationId} and type in ${sarf.sql([...types])}`,
      ).count;

    test('sends what was before the endpoint was made, under the ids that it would have had', async () => {
      const early = await told(2);
      const late = await add();
      await tell();
      assert.deepEqual((await list({ endpoint_id: late })).content, []);
      const types = ['payout.created', 'destination.created'];
      const wanted = await events(types);
      assert.equal(await replay(late, { types }), wanted);
      const after = await states(late);
      assert.equal(after['payout.created pending'], await events(['payout.created']));
      assert.equal(after['destination.created pending'], await events(['destination.created']));
      assert.equal(Object.keys(after).length, 2);
      // Once more, on the endpoint that has them already: no delivery comes twice.
      const before = (await list({ endpoint_id: early.endpoint, page_size: 100 })).content;
      await replay(early.endpoint, { types: ['payout.created'], from: before.at(-1).created_at });
      const ids = (await list({ endpoint_id: early.endpoint, page_size: 100 })).content.map((one: Json) => one.id);
      assert.equal(new Set(ids).size, ids.length);
      for (const { id } of before) assert.ok(ids.includes(id));
      const [created] = early.deliveries.filter((one) => one.event_type === 'payout.created');
      await sarf.sql`delete from deliveries where id = ${created.id}`;
      await replay(early.endpoint, { types: ['payout.created'] });
      assert.equal((await read(created.id)).event_id, created.event_id);
    });

    test('takes the types of the endpoint, unless others are asked for, and never a ping', async () => {
      await told(1);
      const all = await add();
      const failed = await add({ types: ['payout.failed'] });
      const lean = await add({ dialect: 'lean' });
      await ping(all);
      await tell();
      const seen = await events(['ping']);
      assert.ok(seen > 0);
      assert.equal(await replay(failed), 0);
      assert.equal(await replay(failed, { types: ['destination.created'] }), await events(['destination.created']));
      assert.equal(await replay(failed, { types: null }), 0);
      await replay(all);
      const after = await states(all);
      assert.equal(after['ping pending'], 1);
      assert.equal(after['destination.created pending'], await events(['destination.created']));
      await replay(lean);
      assert.ok(Object.keys(await states(lean)).every((name) => name.startsWith('payout.')));
      assert.equal(await replay(lean, { types: ['destination.created'] }), 0);
    });

    test('begins at the first edge and ends before the second', async () => {
      const { endpoint, deliveries } = await told(1, { types: ['payout.created'] });
      const event = (await sarf.call('GET', `/events/v1/${deliveries[0].event_id}`)).body;
      const at = Date.parse(event.created_at);
      const edge = (ms: number): string => new Date(at + ms).toISOString();
      assert.equal(await replay(endpoint, { from: edge(0), to: edge(1) }), 1);
      assert.equal(await replay(endpoint, { from: edge(1), to: edge(60_000) }), 0);
      assert.equal(await replay(endpoint, { from: edge(-1), to: edge(0) }), 0);
    });

    test('makes what is finished or waits for long due now, and leaves alone what is on its way', async () => {
      const { endpoint, deliveries } = await told(4, { types: ['payout.created'] });
      const [delivered, failed, waiting, sending] = deliveries;
      const longAgo = new Date(Date.now() - 30 * 24 * 3_600_000);
      await tried(delivered.id, 'delivered', 200, longAgo);
      await tried(failed.id, 'failed', 500, longAgo);
      await tried(waiting.id, 'pending', 500);
      const lease = new Date(Date.now() + 60_000);
      await sarf.sql`update deliveries set due_at = ${lease} where id = ${sending.id}`;
      const first = (await sarf.call('GET', `/events/v1/${sending.event_id}`)).body;
      assert.equal(await replay(endpoint, { from: first.created_at }), 4);
      for (const { id } of [delivered, failed, waiting]) {
        const { state, due_at, finished_at, attempts } = await read(id);
        assert.deepEqual([state, finished_at, attempts], ['pending', null, 1]);
        assert.ok(Date.parse(due_at) <= Date.now());
      }
      assert.equal((await read(sending.id)).due_at, lease.toISOString());
    });

    test('of more than one part is complete, also when many ask for it at once', async () => {
      const { applicationId, call } = await addApplication(sarf);
      const endpoint = await add({ types: ['payout.failed'] }, call);
      await sarf.sql`
        insert into events (application_id, object_id, sequence, id, type, object_type, created_at, payload)
        select ${applicationId}, gen_random_uuid(), 1,
          overlay(gen_random_uuid()::text placing '01890000-0000-7' from 1)::uuid, 'payout.failed', 'payout',
          '2023-06-28T00:00:00Z', '{}'
        from generate_series(1, 12003)`;
      await tell();
      await sarf.sql`delete from deliveries where endpoint_id = ${endpoint} and get_byte(uuid_send(event_id), 15) < 128`;
      await sarf.sql`update deliveries set state = 'failed', due_at = null where endpoint_id = ${endpoint}`;
      const all = await Promise.all([1, 2, 3].map(() => call('POST', `${ENDPOINTS}/${endpoint}/replay`, ALWAYS)));
      for (const called of all) assert.equal(assertAnswer('replayEndpoint', called).deliveries, 12_003);
      assert.deepEqual(await states(endpoint), { 'payout.failed pending': 12_003 });
    });

    test('is refused where it makes no sense, or cannot be sent', async () => {
      const endpoint = await add();
      const post = (body: unknown): Promise<Called> => sarf.call('POST', `${ENDPOINTS}/${endpoint}/replay`, body);
      const { from, to } = ALWAYS;
      assertRefused(await post({}), 'MISSING_PARAMETERS', ['from', 'to']);
      assertRefused(await post({ from: to, to: from }), 'INVALID_PARAMETERS', ['to']);
      assertRefused(await post({ from, to: from }), 'INVALID_PARAMETERS', ['to']);
      assertRefused(await post({ from: '2026-02-30', to }), 'INVALID_PARAMETERS', ['from']);
      assertRefused(await post({ from, to, types: ['payout.failed', 'ping'] }), 'UNKNOWN_EVENT_TYPE', ['types.1']);
      assertRefused(await post({ from, to, types: [] }), 'INVALID_PARAMETERS', ['types']);
      assertRefused(await post({ from, to, state: 'failed' }), 'INVALID_PARAMETERS', ['state']);
      await disable(endpoint);
      assertRefused(await post(ALWAYS), 'ENDPOINT_DISABLED');
    });
  });

  describe('the numbers of an endpoint', () => {
    const stats = async (endpoint: string): Promise<Json> =>
      assertAnswer('getEndpointStats', await sarf.call('GET', `${ENDPOINTS}/${endpoint}/stats`));

    test('are nothing for one that has had nothing', async () => {
      const endpoint = await add();
      assert.deepEqual(await stats(endpoint.toUpperCase()), {
        endpoint_id: endpoint,
        pending: 0,
        delivered: 0,
        failed: 0,
        oldest_pending_at: null,
        last_24h: { attempts: 0, succeeded: 0, p50_ms: null, p95_ms: null },
      });
    });

    test('count its deliveries, and the attempts of a day', async () => {
      const { endpoint, deliveries } = await told(5, { types: ['payout.created'] });
      const [a, b, c, d] = deliveries;
      const yesterday = new Date(Date.now() - 25 * 3_600_000);
      await tried(a.id, 'delivered', 200);
      await tried(b.id, 'failed', 500, new Date(), 3);
      await tried(c.id, 'delivered', 200, yesterday, 2);
      await tried(d.id, 'pending', null, new Date(), 2);
      assert.deepEqual(await stats(endpoint), {
        endpoint_id: endpoint,
        pending: 2,
        delivered: 2,
        failed: 1,
        oldest_pending_at: deliveries[4].created_at,
        last_24h: { attempts: 6, succeeded: 1, p50_ms: 10, p95_ms: 30 },
      });
    });
  });
});
