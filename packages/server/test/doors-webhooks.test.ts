import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RefusalCode } from '@sarf/contract';
import { only } from '../src/foundation/database.ts';
import { unseal } from '../src/foundation/seal.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY, type OtherApplication } from './doors.ts';
import { type Called, type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const ENDPOINTS = '/webhooks/v1/endpoints';
const ADDRESS = 'https://receiver.example/events?of=sarf';
const SECRET = /^whsec_[A-Za-z0-9+/]{43}=$/;

describe('the door for webhook endpoints', () => {
  let sarf: RunningSarf;
  let other: OtherApplication;
  before(async () => {
    sarf = await startSarf({ worker: false, webhookNetworks: ['10.20.0.0/16'] });
    other = await addApplication(sarf);
  });
  after(() => sarf.stop());

  const add = (body: Record<string, unknown> = {}): Promise<Called> =>
    sarf.call('POST', ENDPOINTS, { url: ADDRESS, ...body });
  const added = async (body: Record<string, unknown> = {}): Promise<Json> =>
    assertAnswer('createEndpoint', await add(body));
  const read = async (id: string): Promise<Json> =>
    assertAnswer('getEndpoint', await sarf.call('GET', `${ENDPOINTS}/${id}`));
  const change = (id: string, body?: unknown): Promise<Called> => sarf.call('PATCH', `${ENDPOINTS}/${id}`, body);
  const changed = async (id: string, body?: unknown): Promise<Json> =>
    assertAnswer('updateEndpoint', await change(id, body));
  const rotate = async (id: string, body?: unknown): Promise<Json> =>
    assertAnswer('rotateEndpointSecret', await sarf.call('POST', `${ENDPOINTS}/${id}/rotate-secret`, body));
  const count = async (): Promise<number> =>
    only(await sarf.sql<{ count: number }[]>`select count(*)::integer as count from endpoints`).count;
  const kept = async (id: string): Promise<{ sealedSecret: string; sealedPreviousSecret: string | null }> =>
    only(
      await sarf.sql<{ sealedSecret: string; sealedPreviousSecret: string | null }[]>`
        select sealed_secret, sealed_previous_secret from endpoints where id = ${id}`,
    );
  const open = (sealed: string): string => unseal(sarf.deps.secretKey, 'webhook secret', sealed);

  describe('registers', () => {
    test('an address alone, with sensible defaults', async () => {
      const { id, secret, public_key, created_at, updated_at, ...rest } = await added();
      assert.deepEqual(rest, {
        url: ADDRESS,
        description: null,
        types: null,
        dialect: 'sarf',
        ordered: false,
        retry_seconds: [60, 120, 300, 600, 3600, 10_800, 21_600],
        give_up_seconds: 259_200,
        state: 'enabled',
        disabled_reason: null,
        failures: 0,
        paused_until: null,
        previous_secret_until: null,
      });
      assert.match(secret, SECRET);
      assert.match(public_key, /^whpk_[A-Za-z0-9+/]{43}=$/);
      assert.equal(created_at, updated_at);
      assert.match(id, /^[0-9a-f-]{36}$/);
    });

    test('all that may be said', async () => {
      const wish = {
        url: 'https://[2606:4700:4700::1111]:8443/a/b',
        description: 'For the books: "a, b" \\ {null}',
        types: ['payout.completed', 'payout.failed', 'destination.created'],
        dialect: 'lean',
        ordered: true,
        retry_seconds: [1, 604_800],
        give_up_seconds: 2_592_000,
      };
      const { id, secret, ...rest } = await added(wish);
      const shown = await read(id);
      assert.deepEqual({ ...rest, ...wish }, rest);
      assert.deepEqual({ id, ...rest }, shown);
    });

    test('with a secret that is shown once and kept sealed', async () => {
      const { id, secret, ...rest } = await added();
      const again = [
        await sarf.call('GET', `${ENDPOINTS}/${id}`),
        await sarf.call('GET', ENDPOINTS),
        await change(id, { description: 'x' }),
      ];
      for (const called of again) assert.ok(!/whsec_|secret":"/.test(JSON.stringify(called.body)));
      assert.deepEqual(await read(id), { id, ...rest, description: 'x', updated_at: (await read(id)).updated_at });
      const { sealedSecret, sealedPreviousSecret } = await kept(id);
      assert.equal(open(sealedSecret), secret);
      assert.equal(sealedPreviousSecret, null);
      const rows = await sarf.sql`select e::text as row from endpoints e`;
      assert.ok(!JSON.stringify(rows).includes(secret.slice('whsec_'.length)));
    });

    test('each with a secret of its own, and all with one public key', async () => {
      const made = [await added(), await added(), await added()];
      assert.equal(new Set(made.map(({ secret }) => secret)).size, 3);
      assert.equal(new Set(made.map(({ public_key }) => public_key)).size, 1);
    });

    test('addresses on this machine in sandbox mode, and in networks that the operator named', async () => {
      for (const url of ['http://127.0.0.1:4000/x', 'http://localhost', 'https://[::1]/', 'https://10.20.30.40/x']) {
        assert.equal((await added({ url })).url, url);
      }
    });

    test('so that it hears of what happens from now on', async () => {
      await sarf.pay(3);
      const [{ position: newest }, { id }] = [
        only(await sarf.sql<{ position: bigint }[]>`select max(position) as position from events`),
        await added(),
      ];
      const { toldTo } = only(await sarf.sql<{ toldTo: bigint }[]>`select told_to from endpoints where id = ${id}`);
      assert.equal(toldTo, newest);
    });

    test('and lists them, oldest first', async () => {
      const { id } = await added({ description: 'the last' });
      const { content } = assertAnswer('listEndpoints', await sarf.call('GET', ENDPOINTS));
      assert.equal(content.length, await count());
      assert.deepEqual(content.at(-1), await read(id));
      const ids = content.map((one: Json) => one.id);
      assert.deepEqual(ids, ids.toSorted());
    });

    test('a hundred for an application, and no more', async () => {
      const full = await addApplication(sarf);
      const before = await count();
      const body = { url: ADDRESS };
      for (let at = 0; at < 100; at += 1) assertAnswer('createEndpoint', await full.call('POST', ENDPOINTS, body));
      assertRefused(await full.call('POST', ENDPOINTS, body), 'TOO_MANY_ENDPOINTS');
      assert.equal(await count(), before + 100);
      const { content } = (await full.call('GET', ENDPOINTS)).body;
      assert.equal((await full.call('DELETE', `${ENDPOINTS}/${content[0].id}`)).status, 204);
      assertAnswer('createEndpoint', await full.call('POST', ENDPOINTS, body));
    });
  });

  describe('refuses', () => {
    const wrong: [string, Record<string, unknown>, RefusalCode, string[]][] = [
      ['no address', { url: undefined }, 'MISSING_PARAMETERS', ['url']],
      ['an address that is no text', { url: 5 }, 'INVALID_PARAMETERS', ['url']],
      ['an empty address', { url: '' }, 'INVALID_PARAMETERS', ['url']],
      ['an address that is too long', { url: `${ADDRESS}${'x'.repeat(2048)}` }, 'INVALID_PARAMETERS', ['url']],
      ['a type that is none', { types: ['payout.made'] }, 'UNKNOWN_EVENT_TYPE', ['types.0']],
      ['a ping as a type', { types: ['payout.failed', 'ping'] }, 'UNKNOWN_EVENT_TYPE', ['types.1']],
      ['the name of nothing', { types: ['__proto__', 'constructor'] }, 'UNKNOWN_EVENT_TYPE', ['types.0', 'types.1']],
      ['no types', { types: [] }, 'INVALID_PARAMETERS', ['types']],
      ['types twice', { types: ['payout.failed', 'payout.failed'] }, 'INVALID_PARAMETERS', ['types']],
      ['a type that is no text', { types: ['payout.failed', 5] }, 'INVALID_PARAMETERS', ['types.1']],
      ['types that are no list', { types: 'payout.failed' }, 'INVALID_PARAMETERS', ['types']],
      ['a dialect that is none', { dialect: 'Lean' }, 'INVALID_PARAMETERS', ['dialect']],
      ['an order that is no yes or no', { ordered: 'true' }, 'INVALID_PARAMETERS', ['ordered']],
      ['no pauses', { retry_seconds: [] }, 'INVALID_PARAMETERS', ['retry_seconds']],
      ['a pause of nothing', { retry_seconds: [60, 0] }, 'INVALID_PARAMETERS', ['retry_seconds.1']],
      ['a pause of a fraction', { retry_seconds: [1.5] }, 'INVALID_PARAMETERS', ['retry_seconds.0']],
      ['to give up at once', { give_up_seconds: 0 }, 'INVALID_PARAMETERS', ['give_up_seconds']],
      ['to give up too late', { give_up_seconds: 2_592_001 }, 'INVALID_PARAMETERS', ['give_up_seconds']],
      ['a note with control characters', { description: 'a\nb' }, 'INVALID_PARAMETERS', ['description']],
      ['a secret of one’s own', { secret: 'whsec_x' }, 'INVALID_PARAMETERS', ['secret']],
      ['a state to begin with', { state: 'disabled' }, 'INVALID_PARAMETERS', ['state']],
      [
        'all of it at once',
        { url: 'ftp://x', types: ['x'], ordered: 1, secret: 2 },
        'INVALID_PARAMETERS',
        ['url', 'types.0', 'ordered', 'secret'],
      ],
    ];
    for (const [what, body, code, paths] of wrong) {
      test(what, async () => {
        const before = await count();
        assertRefused(await add(body), code, paths);
        assert.equal(await count(), before);
      });
    }

    test('addresses to which nothing may be sent, when it is made and when it is changed', async () => {
      const { id, secret, ...rest } = await added();
      const bad = [
        'http://receiver.example/',
        'ftp://receiver.example/',
        'receiver.example',
        '//receiver.example/',
        'https://',
        'https://user:password@receiver.example/',
        'https://10.0.0.1/',
        'https://10.21.0.1/',
        'https://192.168.1.1:8443/x',
        'https://172.16.0.1/',
        'https://169.254.169.254/latest/meta-data/',
        'https://100.64.0.1/',
        'https://0.0.0.0/',
        'https://224.0.0.1/',
        'https://2130706433.0x0a000001/',
        'https://0x0a000001/',
        'https://[fe80::1]/',
        'https://[fd00:ec2::254]/',
        'https://[::ffff:10.0.0.1]/',
        'https://[::]/',
        'http://10.20.30.40/',
      ];
      const before = await count();
      for (const url of bad) {
        assertRefused(await add({ url }), 'INVALID_ENDPOINT_URL', ['url']);
        assertRefused(await change(id, { url }), 'INVALID_ENDPOINT_URL', ['url']);
      }
      assert.equal(await count(), before);
      assert.deepEqual(await read(id), { id, ...rest });
    });

    test('what is not there, under every address', async () => {
      const span = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
      const { id } = (await other.call('POST', ENDPOINTS, { url: ADDRESS })).body;
      for (const path of [`${ENDPOINTS}/${NOBODY}`, `${ENDPOINTS}/${id}`]) {
        const all = [
          await sarf.call('GET', path),
          await sarf.call('PATCH', path, { description: 'mine' }),
          await sarf.call('DELETE', path),
          await sarf.call('POST', `${path}/rotate-secret`),
          await sarf.call('POST', `${path}/test`),
          await sarf.call('POST', `${path}/replay`, span),
          await sarf.call('GET', `${path}/stats`),
        ];
        for (const called of all) assertRefused(called, 'UNKNOWN_ENDPOINT');
      }
      const { content } = (await sarf.call('GET', ENDPOINTS)).body;
      assert.ok(!content.some((one: Json) => one.id === id));
      const untouched = (await other.call('GET', `${ENDPOINTS}/${id}`)).body;
      assert.deepEqual([untouched.description, untouched.state], [null, 'enabled']);
      for (const tail of ['', '/stats']) {
        assertRefused(await sarf.call('GET', `${ENDPOINTS}/abc${tail}`), 'INVALID_PARAMETERS', ['endpoint_id']);
      }
    });
  });

  describe('changes', () => {
    test('each setting by itself, and leaves the others', async () => {
      const { id, secret, ...first } = await added({ description: 'first', types: ['payout.failed'] });
      let expected: Json = { id, ...first };
      const changes = [
        { url: 'https://elsewhere.example/' },
        { types: ['payout.returned', 'payout.completed'] },
        { types: null },
        { description: 'second' },
        { description: null },
        { ordered: true },
        { dialect: 'lean' },
        { retry_seconds: [5] },
        { give_up_seconds: 77 },
        {},
      ];
      for (const one of changes) {
        const body = await changed(id, one);
        expected = { ...expected, ...one, updated_at: body.updated_at };
        assert.deepEqual(body, expected);
        assert.deepEqual(await read(id), expected);
      }
      assert.deepEqual((await changed(id)).retry_seconds, [5]);
      assert.equal(open((await kept(id)).sealedSecret), secret);
    });

    test('nothing when any of it is wrong', async () => {
      const { id, secret, ...rest } = await added();
      const wrong: [unknown, RefusalCode, string[]][] = [
        [{ description: 'x', types: ['x'] }, 'UNKNOWN_EVENT_TYPE', ['types.0']],
        [{ url: null }, 'INVALID_PARAMETERS', ['url']],
        [{ state: 'paused' }, 'INVALID_PARAMETERS', ['state']],
        [{ retry_seconds: null }, 'INVALID_PARAMETERS', ['retry_seconds']],
        [{ secret: 'x', failures: 0 }, 'INVALID_PARAMETERS', ['secret', 'failures']],
        [[], 'INVALID_PARAMETERS', ['(body)']],
      ];
      for (const [body, code, paths] of wrong) assertRefused(await change(id, body), code, paths);
      assert.deepEqual(await read(id), { id, ...rest });
    });

    test('disables and enables it; one that is enabled begins anew', async () => {
      const { id } = await added();
      const disabled = await changed(id, { state: 'disabled' });
      assert.deepEqual([disabled.state, disabled.disabled_reason], ['disabled', 'REQUESTED']);
      const later = new Date(Date.now() + 60_000);
      await sarf.sql`
        update endpoints set failures = 7, paused_until = ${later}, disabled_reason = 'GONE' where id = ${id}`;
      const again = await changed(id, { state: 'disabled', description: 'still' });
      assert.deepEqual([again.disabled_reason, again.failures], ['GONE', 7]);
      assert.equal(again.paused_until, later.toISOString());
      const enabled = await changed(id, { state: 'enabled' });
      const { state, disabled_reason, failures, paused_until, description } = enabled;
      assert.deepEqual([state, disabled_reason, failures, paused_until], ['enabled', null, 0, null]);
      assert.equal(description, 'still');
    });

    test('lets one that is paused go on when it is enabled again or has moved, and not otherwise', async () => {
      const { id } = await added();
      for (const [body, failures] of [
        [{ description: 'x' }, 6],
        [{ url: ADDRESS }, 6],
        [{ state: 'enabled' }, 0],
        [{ url: `${ADDRESS}/moved` }, 0],
      ] as const) {
        await sarf.sql`update endpoints set failures = 6, paused_until = now() + interval '1 hour' where id = ${id}`;
        const after = await changed(id, body);
        assert.equal(after.failures, failures);
        assert.equal(after.paused_until === null, failures === 0);
      }
    });

    test('shows no pause that is over', async () => {
      const { id } = await added();
      await sarf.sql`update endpoints set failures = 6, paused_until = now() - interval '1 second' where id = ${id}`;
      assert.deepEqual([(await read(id)).paused_until, (await read(id)).failures], [null, 6]);
    });
  });

  describe('gives a new secret', () => {
    test('beside which the one before is good for a day', async () => {
      const made = await added();
      const { id } = made;
      const rotated = await rotate(id);
      assert.match(rotated.secret, SECRET);
      assert.notEqual(rotated.secret, made.secret);
      const hours = (Date.parse(rotated.previous_secret_until) - Date.now()) / 3_600_000;
      assert.ok(hours > 23.9 && hours <= 24, String(hours));
      const row = await kept(id);
      assert.equal(open(row.sealedSecret), rotated.secret);
      assert.equal(open(row.sealedPreviousSecret ?? ''), made.secret);
      const { secret, ...rest } = rotated;
      assert.deepEqual(await read(id), rest);
    });

    test('or for as long as was asked for, or not at all', async () => {
      const { id } = await added();
      const soon = await rotate(id, { overlap_seconds: 5 });
      const seconds = (Date.parse(soon.previous_secret_until) - Date.now()) / 1000;
      assert.ok(seconds > 3 && seconds <= 5, String(seconds));
      assert.equal((await rotate(id, { overlap_seconds: 0 })).previous_secret_until, null);
      assert.equal((await kept(id)).sealedPreviousSecret, null);
      await rotate(id, { overlap_seconds: 604_800 });
      await sarf.sql`update endpoints set previous_secret_until = now() - interval '1 second' where id = ${id}`;
      assert.equal((await read(id)).previous_secret_until, null);
    });

    test('for no other length of time', async () => {
      const { id } = await added();
      for (const overlap_seconds of [-1, 604_801, 1.5, '60', null]) {
        const called = await sarf.call('POST', `${ENDPOINTS}/${id}/rotate-secret`, { overlap_seconds });
        assertRefused(called, 'INVALID_PARAMETERS', ['overlap_seconds']);
      }
    });
  });

  test('deletes it with its deliveries, once', async () => {
    const { id } = await added();
    const delivery = assertAnswer('testEndpoint', await sarf.call('POST', `${ENDPOINTS}/${id}/test`));
    const gone = await sarf.call('DELETE', `${ENDPOINTS}/${id}`);
    assertAnswer('deleteEndpoint', gone);
    assertRefused(await sarf.call('DELETE', `${ENDPOINTS}/${id}`), 'UNKNOWN_ENDPOINT');
    assertRefused(await sarf.call('GET', `${ENDPOINTS}/${id}`), 'UNKNOWN_ENDPOINT');
    assertRefused(await sarf.call('GET', `/webhooks/v1/deliveries/${delivery.id}`), 'UNKNOWN_DELIVERY');
    // What was said is still there to be read.
    assertAnswer('getEvent', await sarf.call('GET', `/events/v1/${delivery.event_id}`));
  });
});

test('in live mode no endpoint is on this machine', async () => {
  const sarf = await startSarf({ worker: false, mode: 'live' });
  try {
    for (const url of ['http://127.0.0.1:4000/', 'https://127.0.0.1/', 'https://localhost/', 'https://[::1]/']) {
      assertRefused(await sarf.call('POST', ENDPOINTS, { url }), 'INVALID_ENDPOINT_URL', ['url']);
    }
    assertAnswer('createEndpoint', await sarf.call('POST', ENDPOINTS, { url: ADDRESS }));
  } finally {
    await sarf.stop();
  }
});
