import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertRefused } from './doors.ts';
import { type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';

interface Told {
  readonly id: string;
  readonly type: string;
  readonly data: Json;
}

/** Reads server-sent events until it is stopped. */
async function listen(sarf: RunningSarf, headers: Record<string, string> = {}, query = '') {
  const stopping = new AbortController();
  const response = await fetch(`${sarf.apiUrl}/events/v1/stream${query}`, {
    headers: { authorization: `Bearer ${await sarf.token()}`, ...headers },
    signal: stopping.signal,
  });
  const told: Told[] = [];
  const reading = (async () => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      const blocks = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
        const data = field('data');
        if (data !== undefined)
          told.push({ id: field('id') ?? '', type: field('event') ?? '', data: JSON.parse(data) });
      }
    }
  })().catch(() => {});
  return {
    response,
    told,
    ended: reading,
    async stop() {
      stopping.abort();
      await reading;
    },
  };
}

describe('the stream of events', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf();
  });
  after(() => sarf.stop());

  test('tells what happens as it happens, as the list shows it', async () => {
    const stream = await listen(sarf);
    assert.equal(stream.response.headers.get('content-type'), 'text/event-stream');
    const payout = await sarf.pay(11.1);
    await sarf.reach(payout, 'completed');
    await until('all was told', async () => stream.told.some(({ type }) => type === 'payout.completed'));
    const { content } = (await sarf.call('GET', `/events/v1?object_id=${payout}`)).body;
    assert.deepEqual(
      stream.told.map(({ data }) => data),
      content,
    );
    assert.deepEqual(
      stream.told.map(({ id, type }) => [id, type]),
      content.map((event: Json) => [event.id, event.type]),
    );
    await stream.stop();
  });

  test('goes on after the last event that was read', async () => {
    const payout = await sarf.pay(12.1);
    await sarf.reach(payout, 'completed');
    const { content } = (await sarf.call('GET', `/events/v1?object_id=${payout}`)).body;
    for (const [headers, query] of [
      [{ 'last-event-id': content[0].id }, ''],
      [{}, `?after=${content[0].id}`],
    ] as const) {
      const stream = await listen(sarf, headers, query);
      await until('the rest was told', async () => stream.told.length === content.length - 1 || undefined);
      assert.deepEqual(
        stream.told.map(({ id }) => id),
        content.slice(1).map((event: Json) => event.id),
      );
      await stream.stop();
    }
  });

  test('begins with what happens next when nothing is said', async () => {
    const stream = await listen(sarf);
    const payout = await sarf.pay(13.1);
    await until('something was told', async () => stream.told.length > 0 || undefined);
    assert.equal(stream.told[0]?.data.object.id, payout);
    await stream.stop();
  });

  test('needs a token with the scope, and an event that is there', async () => {
    const get = async (headers: Record<string, string>, query = '') => {
      const response = await fetch(`${sarf.apiUrl}/events/v1/stream${query}`, { headers });
      return { status: response.status, headers: response.headers, body: await response.json() };
    };
    assertRefused(await get({}), 'UNAUTHORIZED');
    const authorization = `Bearer ${await sarf.token()}`;
    assertRefused(await get({ authorization, 'last-event-id': 'x' }), 'INVALID_PARAMETERS', ['last-event-id']);
    const unknown = '019ab3a1-7e62-7000-837c-d330214fff45';
    assertRefused(await get({ authorization }, `?after=${unknown}`), 'UNKNOWN_EVENT');
  });

  test('ends in order when Sarf stops', async () => {
    const other = await sarf.join({ api: true });
    const stream = await listen({ ...sarf, apiUrl: other.apiUrl });
    await other.stop();
    await stream.ended;
  });
});
