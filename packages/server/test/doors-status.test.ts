import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createClient } from '../src/auth/clients.ts';
import { callbackSecret } from '../src/compose.ts';
import { intentIdOf } from '../src/foundation/id.ts';
import { allScopes, assertAnswer, assertRefused, callerOf, NOBODY } from './doors.ts';
import { type Called, type RunningSarf, send, startSarf, until } from './running-sarf.ts';

/** Stands between Sarf and its database, so that a test can take the database away. */
async function startDatabaseDoor(): Promise<{
  url: string;
  shut(): Promise<void>;
  open(): Promise<void>;
  remove(): Promise<void>;
}> {
  const target = new URL(process.env.TEST_POSTGRES_URL ?? '');
  const socketName = `.s.PGSQL.${target.searchParams.get('port') ?? 5432}`;
  const behind = join(target.searchParams.get('host') ?? '', socketName);
  const folder = await mkdtemp(join(tmpdir(), 'sarf-door-'));
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(behind);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  const listen = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(join(folder, socketName), resolve);
    });
  const shut = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of open) socket.destroy();
    await closed;
  };
  await listen();
  target.searchParams.set('host', folder);
  return {
    url: target.href,
    shut,
    open: listen,
    async remove() {
      await shut();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describe('the door for banks', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false });
  });
  after(() => sarf.stop());

  const nowS = (): number => Math.floor(Date.now() / 1000);
  const sign = (body: string, atS: number | string = nowS(), secret = callbackSecret(sarf.deps.secretKey)) => ({
    'bank-timestamp': String(atS),
    'bank-signature': `v1=${createHmac('sha256', secret).update(`${atS}.${body}`).digest('hex')}`,
  });
  const tell = (body: string, headers: Record<string, string>, connector = 'sandbox'): Promise<Called> =>
    send(`${sarf.apiUrl}/banks/v1/callbacks/${connector}`, 'POST', body, headers);
  const news = (endToEndId: string, more: Record<string, unknown> = {}): string => {
    const item = { end_to_end_id: endToEndId, status: 'ACSC', reason_code: null, reason: null, bank_reference: 'B1' };
    return JSON.stringify({ notifications: [{ ...item, ...more }] });
  };

  test('hears what the bank signed', async () => {
    const body = news('SNOBODYKNOWSIT');
    const called = await tell(body, sign(body));
    assert.deepEqual([called.status, called.body], [200, { received: 1 }]);
  });

  test('does not hear what nobody signed, or somebody else, or the bank another time', async () => {
    const id = await sarf.pay(5);
    const { end_to_end_id: endToEndId } = (await sarf.call('GET', `/payouts/v1/${id}`)).body;
    const body = news(endToEndId, { status: 'RJCT', reason_code: 'AC04' });
    const right = sign(body);
    const wrong: Record<string, string>[] = [
      {},
      { 'bank-timestamp': right['bank-timestamp'] },
      { 'bank-signature': right['bank-signature'] },
      { ...right, 'bank-signature': '' },
      { ...right, 'bank-signature': right['bank-signature'].slice(3) },
      { ...right, 'bank-signature': right['bank-signature'].toUpperCase() },
      { ...right, 'bank-timestamp': String(nowS() - 1) },
      sign(`${body} `),
      sign(body, nowS(), 'another secret'),
      sign(body, nowS() - 301),
      sign(body, nowS() + 310),
      sign(body, 'NaN'),
      sign(body, ''),
      { authorization: `Bearer ${await sarf.token()}` },
    ];
    for (const headers of wrong) assertRefused(await tell(body, headers), 'INVALID_SIGNATURE');
    assert.equal((await sarf.call('GET', `/payouts/v1/${id}`)).body.status, 'PENDING');
  });

  test('takes what is signed and makes no sense for what it is', async () => {
    const texts = [
      '',
      '{',
      'null',
      '[]',
      '{}',
      '"text"',
      '{"notifications":5}',
      '{"notifications":[5]}',
      news('x'.repeat(5000)),
    ];
    for (const body of texts) {
      const { status } = await tell(body, sign(body));
      assert.ok(status === 200 || status === 400 || status === 401, `${body.slice(0, 40)}: ${status}`);
    }
  });

  test('is known by the name of the bank, and takes JSON that is not too long', async () => {
    for (const name of ['unknown', 'Sandbox', '__proto__', 'constructor', '%00']) {
      assertRefused(await tell('{}', sign('{}'), name), 'INVALID_URL');
    }
    assertRefused(await tell('a=b', { ...sign('a=b'), 'content-type': 'text/plain' }), 'UNSUPPORTED_MEDIA_TYPE');
    const long = news('x'.repeat(1024 * 1024));
    assertRefused(await tell(long, sign(long)), 'BODY_TOO_LARGE');
  });
});

describe('the limit of requests', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false, rateLimit: 5 });
  });
  after(() => sarf.stop());

  test('is for each client, over all its operations, and is over after a moment', async () => {
    const second = await createClient(sarf.deps, sarf.sandbox.applicationId, 'second', allScopes);
    const quiet = await callerOf(sarf, second);
    const paths = ['/payouts/v1/payments', '/payouts/v1/accounts', `/payouts/v1/${NOBODY}`];
    const sent = Array.from({ length: 60 }, (_, at) => sarf.call('GET', paths[at % 3] ?? ''));
    const answers = await Promise.all(sent);
    const other = await quiet('GET', '/payouts/v1/payments');
    const limited = answers.filter((called) => called.status === 429);
    const passed = answers.filter((called) => called.status !== 429);
    // More than 5 only if the sixty took longer than a second.
    assert.ok(limited.length > 0 && passed.length >= 5, `${passed.length} passed`);
    assert.equal(other.status, 200, 'the other client is not slowed down');
    for (const called of limited) {
      const body = assertRefused(called, 'RATE_LIMIT_EXCEEDED');
      assert.equal(body.retryable, true);
      assert.equal(called.headers.get('retry-after'), '1');
      assert.equal(called.headers.get('x-ratelimit-remaining'), '0');
    }
    for (const called of answers) assert.equal(called.headers.get('x-ratelimit-limit'), '5');
    await until('the second is over', async () => (await sarf.call('GET', '/payouts/v1/payments')).status === 200);
  });

  test('is not for health, metrics, documentation and banks', async () => {
    for (const path of ['/health/live', '/health/ready', '/metrics', '/openapi.json']) {
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => send(sarf.apiUrl + path, 'GET', undefined, {})),
      );
      for (const called of answers) assert.equal(called.status, 200);
    }
    const url = `${sarf.apiUrl}/banks/v1/callbacks/sandbox`;
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(url, 'POST', {}, {})));
    for (const called of answers) assertRefused(called, 'INVALID_SIGNATURE');
  });
});

describe('health and metrics', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf();
  });
  after(() => sarf.stop());
  const get = (path: string): Promise<Called> => send(sarf.apiUrl + path, 'GET', undefined, {});

  test('say that all is well', async () => {
    const live = await get('/health/live');
    assert.deepEqual([live.status, live.body], [200, { status: 'ok' }]);
    const ready = await get('/health/ready');
    assert.deepEqual([ready.status, ready.body], [200, { status: 'ok', database: 'ok' }]);
  });

  test('count what happened, and tell nothing of anybody', async () => {
    const id = await sarf.pay(77.1, { reference: 'measured' });
    await sarf.reach(id, 'completed');
    assertRefused(await sarf.call('GET', `/payouts/v1/${NOBODY}`), 'UNKNOWN_PAYMENT');
    const late = assertRefused(await sarf.call('POST', `/payouts/v1/payments/${id}/cancel`), 'INVALID_STATE');
    assert.deepEqual(late.metadata, { status: 'COMPLETED', state: 'completed' });
    const called = await get('/metrics');
    assert.equal(called.status, 200);
    assert.match(called.headers.get('content-type') ?? '', /^text\/plain/);
    const text: string = called.body;
    const series = [
      'sarf_http_requests_total{operation="createPayoutPayment",code="201"} 1',
      'sarf_http_requests_total{operation="getPayout",code="404"} 1',
      'sarf_http_request_seconds_count{operation="createPayoutPayment"} 1',
      'sarf_refusals_total{refusal="UNKNOWN_PAYMENT"} 1',
      'sarf_refusals_total{refusal="INVALID_STATE"} 1',
      'sarf_batch_items_count{batch="create_payouts"} 1',
      'sarf_moves_total{object="payout",state="queued"} 1',
      'sarf_moves_total{object="payout",state="completed"} 1',
      'sarf_bank_outcomes_total{connector="sandbox",outcome="accepted"}',
      'sarf_bank_call_seconds_count{connector="sandbox",call="submit"}',
      'sarf_payouts_open{state="queued"} 0',
      'sarf_queue_age_seconds{state="queued"} 0',
      'process_cpu_seconds_total',
    ];
    for (const line of series) assert.ok(text.includes(line), `${line} is not in:\n${text}`);
    const { applicationId, client, accounts, destinationId } = sarf.sandbox;
    for (const secret of [id, applicationId, client.clientId, destinationId, accounts[0]?.iban ?? '', 'measured']) {
      assert.ok(!text.includes(secret));
    }
  });
});

describe('without its database', () => {
  let door: Awaited<ReturnType<typeof startDatabaseDoor>>;
  let sarf: RunningSarf;
  before(async () => {
    door = await startDatabaseDoor();
    // The harness makes its database where this says.
    process.env.TEST_POSTGRES_URL = door.url;
    sarf = await startSarf();
  });
  after(async () => {
    await sarf.stop();
    await door.remove();
  });
  const get = (path: string): Promise<Called> => send(sarf.apiUrl + path, 'GET', undefined, {});

  test('Sarf lives, is not ready, and refuses with what to do; with it, all goes on', async () => {
    const token = await sarf.token();
    const id = await sarf.pay(78);
    await sarf.reach(id, 'completed');
    await door.shut();
    const ready = await get('/health/ready');
    assert.deepEqual([ready.status, ready.body.status], [503, 'unavailable']);
    assert.equal((await get('/health/live')).status, 200);
    assert.equal((await get('/metrics')).status, 200);
    assert.equal((await get('/.well-known/jwks.json')).status, 200);
    const { clientId, clientSecret } = sarf.sandbox.client;
    const form = `grant_type=client_credentials&client_id=${clientId}&client_secret=${clientSecret}`;
    const details = { beneficiary_name: 'Nobody', iban: 'AE070331234567890123456' };
    const pay = { amount: 79, currency: 'AED', destination_id: sarf.sandbox.destinationId };
    const answers = await Promise.all([
      ...[
        'payments',
        'accounts',
        id,
        `intents/${intentIdOf(id)}`,
        `payments/${id}/history`,
        `payments/${id}/explain`,
      ].map((path) => sarf.call('GET', `/payouts/v1/${path}`)),
      sarf.call('POST', `/payouts/v1/payments/${id}/cancel`),
      sarf.call('POST', '/payouts/v1/payment', pay),
      sarf.call('POST', '/payouts/v1/payment/destinations', details),
      sarf.call('GET', '/payouts/v1/payment/destinations'),
      send(`${sarf.apiUrl}/oauth2/token`, 'POST', form, { 'content-type': 'application/x-www-form-urlencoded' }),
    ]);
    for (const called of answers) {
      assertRefused(called, 'DATABASE_UNAVAILABLE');
      assert.equal(called.headers.get('retry-after'), '1');
    }
    // What is wrong with a request is known without a database.
    assertRefused(await sarf.call('POST', '/payouts/v1/payment', { ...pay, amount: 0 }), 'AMOUNT_UNDER_MIN_VALUE', [
      'amount',
    ]);

    await door.open();
    await until('it is ready again', async () => (await get('/health/ready')).status === 200);
    assert.equal(await sarf.token(), token);
    assertAnswer('getPayout', await sarf.call('GET', `/payouts/v1/${id}`));
    await sarf.reach(await sarf.pay(79), 'completed');
  });
});
