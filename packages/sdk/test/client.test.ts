import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createSarf, type Sarf, type SarfOptions } from '../src/client.ts';
import { SarfRefused } from '../src/result.ts';
import { breakOff, hangUp, keepSilent, refuse, type ScriptedServer, say, startScripted } from './scripted-server.ts';

const request = { amount: 12.5, currency: 'AED', destination_id: '0192d3a4-7b1c-7def-8123-456789abcdef' };
const payout = { id: 'a-payout', status: 'PENDING', amount: 12.5 };
const ok = say(200, payout);
const OVERLOADED = refuse(503, 'OVERLOADED');
const UNKNOWN_OUTCOME = refuse(503, 'OUTCOME_UNKNOWN', { money_moved: 'unknown' });

let server: ScriptedServer;
let sarf: Sarf;
const newSarf = (more: Partial<SarfOptions> = {}): Sarf =>
  createSarf({ baseUrl: server.baseUrl, clientId: 'a client', clientSecret: 'a:secret', retries: 2, ...more });
before(async () => {
  server = await startScripted();
});
beforeEach(() => {
  sarf = newSarf();
});
after(() => server.stop());

const keysSent = () => server.asked.map(({ headers }) => headers['idempotency-key']);

describe('the token', () => {
  test('is fetched once, however many ask at once, and used until it is old', async () => {
    server.script(ok);
    const before = server.tokensAsked.length;
    await Promise.all(Array.from({ length: 20 }, () => sarf.payouts.get('a-payout')));
    await sarf.payouts.get('a-payout');
    assert.equal(server.tokensAsked.length - before, 1);
    const [first] = server.tokensAsked.slice(before);
    assert.equal(first?.headers.authorization, `Basic ${Buffer.from('a%20client:a%3Asecret').toString('base64')}`);
    assert.equal(first?.body, 'grant_type=client_credentials');
    assert.equal(new Set(server.asked.map(({ headers }) => headers.authorization)).size, 1);
  });

  test('is asked for with the scopes that are wanted', async () => {
    server.script(ok);
    await newSarf({ scopes: ['payouts:read', 'events:read'] }).payouts.get('a-payout');
    assert.equal(server.tokensAsked.at(-1)?.body, 'grant_type=client_credentials&scope=payouts%3Aread+events%3Aread');
  });

  test('that is refused is replaced once for all who had it', async () => {
    server.script(ok);
    await sarf.payouts.get('a-payout');
    const old = server.asked.at(-1)?.headers.authorization;
    const before = server.tokensAsked.length;
    server.script((asked, response) => {
      const isOld = asked.headers.authorization === old;
      (isOld ? refuse(401, 'UNAUTHORIZED') : ok)(asked, response);
    });
    const results = await Promise.all(Array.from({ length: 10 }, () => sarf.payouts.get('a-payout')));
    assert.ok(results.every((result) => result.ok));
    assert.equal(server.tokensAsked.length - before, 1);
  });

  test('that is refused again ends in the refusal', async () => {
    server.script(refuse(401, 'UNAUTHORIZED'));
    const result = await sarf.payouts.get('a-payout');
    assert.ok(!result.ok && result.refusal.status === 'UNAUTHORIZED');
    assert.equal(server.asked.length, 2);
  });
});

describe('a token that is not given', () => {
  let tokens: ScriptedServer;
  before(async () => {
    tokens = await startScripted();
    tokens.script(ok);
  });
  after(() => tokens.stop());
  const ask = () => newSarf({ baseUrl: `${tokens.baseUrl}/` }).payouts.get('a-payout');

  test('is told in the words of Sarf', async () => {
    const cases = [
      [say(401, { error: 'invalid_client', error_description: 'Who?' }), 'UNAUTHORIZED', 'Who?'],
      [say(400, { error: 'invalid_scope' }), 'INCORRECT_ACCESS_LEVEL', 'No token was given: invalid_scope.'],
      [refuse(400, 'INVALID_PARAMETERS'), 'INVALID_PARAMETERS', 'No.'],
      [say(200, '<html>'), 'BAD_ANSWER', undefined],
      [say(200, payout), 'BAD_ANSWER', undefined],
      [hangUp, 'NO_ANSWER', undefined],
    ] as const;
    for (const [answer, status, message] of cases) {
      tokens.scriptTokens(answer);
      const result = await ask();
      assert.ok(!result.ok);
      assert.equal(result.refusal.status, status);
      if (message !== undefined) assert.equal(result.refusal.message, message);
    }
    assert.deepEqual(tokens.asked, []);
  });

  test('is asked for again when Sarf is busy', async () => {
    const before = tokens.tokensAsked.length;
    tokens.scriptTokens((asked, response) => {
      const isFirst = tokens.tokensAsked.length - before === 1;
      (isFirst ? OVERLOADED : say(200, { access_token: 'late', expires_in: 1 }))(asked, response);
    });
    assert.deepEqual(await ask(), { ok: true, value: payout });
    assert.equal(tokens.tokensAsked.length - before, 2);
  });

  test('in time is renewed before it ends', async () => {
    const short = newSarf({ baseUrl: tokens.baseUrl });
    const before = tokens.tokensAsked.length;
    tokens.scriptTokens(say(200, { access_token: 'short', expires_in: 1 }));
    await short.payouts.get('a-payout');
    await short.payouts.get('a-payout');
    assert.equal(tokens.tokensAsked.length - before, 1);
    await new Promise((resolve) => setTimeout(resolve, 920));
    await short.payouts.get('a-payout');
    assert.equal(tokens.tokensAsked.length - before, 2);
  });
});

describe('a request is sent again', () => {
  test('with the same key, made before the first try, when no answer comes', async () => {
    server.script(hangUp, breakOff, say(201, payout));
    assert.deepEqual(await sarf.payouts.create(request), { ok: true, value: payout });
    const [key, ...others] = keysSent();
    assert.match(String(key), /^[0-9a-f-]{36}$/);
    assert.deepEqual(others, [key, key]);
    assert.deepEqual(new Set(server.asked.map(({ body }) => body)), new Set([JSON.stringify(request)]));
    await sarf.payouts.create(request);
    assert.notEqual(keysSent().at(-1), key, 'another payout has another key');
  });

  test('with the key that the caller gave', async () => {
    server.script(hangUp, say(201, payout));
    await sarf.payouts.create({ ...request, idempotency_key: 'invoice-7' });
    assert.deepEqual(keysSent(), ['invoice-7', 'invoice-7']);
  });

  test('when nothing was done, whatever it is', async () => {
    for (const busy of [OVERLOADED, refuse(503, 'DATABASE_UNAVAILABLE'), refuse(429, 'RATE_LIMIT_EXCEEDED')]) {
      server.script(busy, say(201, { id: 'an-endpoint' }));
      assert.ok((await sarf.endpoints.create({ url: 'https://example.com' })).ok);
      assert.equal(server.asked.length, 2);
    }
  });

  const unknowns = [UNKNOWN_OUTCOME, say(503, 'busy'), say(502, '<html>'), say(504, ''), hangUp];
  const harmless: ((client: Sarf) => Promise<{ ok: boolean }>)[] = [
    (client) => client.payouts.create(request),
    (client) => client.payouts.cancel('a-payout'),
    (client) => client.payouts.approve('a-payout'),
    (client) => client.payouts.reject('a-payout', 'No'),
    (client) => client.payouts.preview(request),
    (client) => client.refunds.preview([]),
    (client) => client.destinations.create({ beneficiary_name: 'Omar Farouk' }),
    (client) => client.endpoints.update('an-endpoint', { ordered: true }),
    (client) => client.accounts.list(),
  ];

  test('when it is not known what was done, if it does no harm', async () => {
    for (const [at, call] of harmless.entries()) {
      server.script(unknowns[at] ?? hangUp, say(200, { content: [] }));
      assert.ok((await call(sarf)).ok);
      assert.equal(server.asked.length, 2);
    }
  });

  test('not when it is not known what was done, and doing it twice is not the same', async () => {
    for (const unknown of unknowns) {
      for (const call of [
        () => sarf.endpoints.create({ url: 'https://example.com' }),
        () => sarf.endpoints.rotateSecret('an-endpoint'),
        () => sarf.endpoints.test('an-endpoint'),
        () => sarf.deliveries.replay('a-delivery'),
      ]) {
        server.script(unknown, say(201, {}));
        assert.equal((await call()).ok, false);
        assert.equal(server.asked.length, 1);
      }
    }
  });

  test('not when it was refused, or when Sarf is broken', async () => {
    for (const no of [
      refuse(409, 'INSUFFICIENT_FUNDS'),
      refuse(500, 'INTERNAL_SERVER_ERROR'),
      refuse(400, 'INVALID_AMOUNT'),
    ]) {
      server.script(no);
      assert.equal((await sarf.payouts.create(request)).ok, false);
      assert.equal(server.asked.length, 1);
    }
  });

  test('a bounded number of times', async () => {
    server.script(OVERLOADED);
    const result = await sarf.payouts.get('a-payout');
    assert.ok(!result.ok && result.refusal.status === 'OVERLOADED');
    assert.equal(server.asked.length, 3);
    server.script(OVERLOADED);
    await newSarf({ retries: 0 }).payouts.get('a-payout');
    assert.equal(server.asked.length, 1);
  });

  test('after as long as Retry-After says, unless that is too long', async () => {
    server.script(refuse(429, 'RATE_LIMIT_EXCEEDED', {}, { 'retry-after': '1' }), ok);
    const begun = performance.now();
    assert.ok((await sarf.payouts.get('a-payout')).ok);
    assert.ok(performance.now() - begun >= 990);
    server.script(refuse(429, 'RATE_LIMIT_EXCEEDED', {}, { 'retry-after': '60' }), ok);
    const result = await sarf.payouts.get('a-payout');
    assert.ok(!result.ok && result.refusal.status === 'RATE_LIMIT_EXCEEDED');
    assert.equal(server.asked.length, 1);
  });
});

describe('what comes of a request', () => {
  test('is a refusal when no answer comes, which knows whether money may have moved', async () => {
    server.script(keepSilent);
    const impatient = newSarf({ timeoutMs: 50, retries: 1 });
    const made = await impatient.payouts.create(request);
    assert.ok(!made.ok && made.refusal.status === 'NO_ANSWER');
    assert.equal(made.refusal.money_moved, 'unknown');
    assert.deepEqual(made.refusal.metadata, { idempotency_key: keysSent()[0] });
    assert.equal(server.asked.length, 2);
    const read = await impatient.payouts.get('a-payout');
    assert.ok(!read.ok && read.refusal.status === 'NO_ANSWER' && read.refusal.money_moved === 'no');
  });

  test('is a refusal when somebody else answers', async () => {
    for (const strange of [
      say(404, '<html>'),
      say(200, '<html>'),
      say(404, { detail: 'none' }),
      say(302, '', { location: '/' }),
    ]) {
      server.script(strange);
      const result = await newSarf({ retries: 0 }).payouts.create(request);
      assert.ok(!result.ok);
      assert.ok(result.refusal.status === 'BAD_ANSWER' || result.refusal.status === 'NO_ANSWER');
      assert.equal(result.refusal.money_moved, 'unknown');
    }
  });

  test('is narrowed by the names of the operation', async () => {
    server.script(refuse(409, 'INVALID_STATE', { metadata: { state: 'with_bank' } }));
    const result = await sarf.payouts.cancel('a-payout');
    assert.ok(!result.ok);
    // @ts-expect-error cancelling is never refused for want of money
    if (result.refusal.status === 'INSUFFICIENT_FUNDS') assert.fail();
    assert.equal(result.refusal.status === 'INVALID_STATE' && result.refusal.metadata?.state, 'with_bank');
    // @ts-expect-error a refusal has no value
    assert.equal(result.value, undefined);
  });

  test('is nothing where there is nothing to show', async () => {
    server.script((_, response) => response.writeHead(204).end());
    assert.deepEqual(await sarf.endpoints.delete('an-endpoint'), { ok: true, value: null });
    assert.deepEqual([server.asked[0]?.method, server.asked[0]?.url], ['DELETE', '/webhooks/v1/endpoints/an-endpoint']);
  });
});

describe('pages', () => {
  const page = (ids: string[], next: string | null) =>
    say(200, { content: ids.map((id) => ({ id })), page: { size: 2, next } });

  test('are read one after another, with the filters of the first', async () => {
    server.script(page(['a', 'b'], 'b'), page(['c', 'd'], 'd'), page([], null));
    const ids: string[] = [];
    for await (const { id } of sarf.payouts.list({ status: 'FAILED', page_size: 2 })) ids.push(id);
    assert.deepEqual(ids, ['a', 'b', 'c', 'd']);
    const path = '/payouts/v1/payments?status=FAILED&page_size=2';
    assert.deepEqual(
      server.asked.map(({ url }) => url),
      [path, `${path}&after=b`, `${path}&after=d`],
    );
  });

  test('are not read further than somebody wants', async () => {
    server.script(page(['a', 'b'], 'b'));
    for await (const { id } of sarf.destinations.list({ after: 'z' })) if (id === 'b') break;
    assert.deepEqual(
      server.asked.map(({ url }) => url),
      ['/payouts/v1/payment/destinations?after=z'],
    );
  });

  test('that are refused are thrown', async () => {
    server.script(page(['a'], 'a'), refuse(404, 'UNKNOWN_EVENT'));
    const read = async (): Promise<void> => {
      for await (const { id } of sarf.deliveries.list()) assert.equal(id, 'a');
    };
    await assert.rejects(read, (error) => error instanceof SarfRefused && error.refusal.status === 'UNKNOWN_EVENT');
  });

  test('of events have events in them, or are no answer of Sarf', async () => {
    server.script(page(['a'], null));
    await assert.rejects(
      async () => {
        for await (const event of sarf.events.list()) assert.fail(event.id);
      },
      (error) => error instanceof SarfRefused && error.refusal.status === 'BAD_ANSWER',
    );
  });
});
