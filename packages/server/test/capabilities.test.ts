import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runCapability } from './capability-runner.ts';
import { catalogueFile } from './catalogue-file.ts';
import { NOBODY } from './doors.ts';
import { type Called, type Json, type RunningSarf, send, startSarf } from './running-sarf.ts';

const contract = resolve(import.meta.dirname, '../../../../shared/contracts/payouts-payments.capability.yaml');

describe('payouts through the REST port of a capability', () => {
  let sarf: RunningSarf;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sarf-capability-'));
    sarf = await startSarf({ capability: true });
  });
  after(async () => {
    await sarf?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Without what differs from one request to the next. */
  const lasting = ({ body: { timestamp: _, request_id: __, ...body }, status }: Called): Json => ({ status, body });

  /** What holds whichever file it is that runs. */
  const roundTrips = (urlOf: () => string): void => {
    const call = (
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<Called> => send(`${urlOf()}/v1${path}`, method, body, headers);
    /** The answer is the one of the API itself. */
    const same = async (method: string, path: string, body?: unknown): Promise<Json> => {
      const [through, direct] = [await call(method, path, body), await sarf.call(method, path, body)];
      assert.deepEqual(lasting(through), lasting(direct), `${method} ${path}`);
      return through.body;
    };
    const order = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
      amount: 12.5,
      currency: 'AED',
      destination_id: sarf.sandbox.destinationId,
      reference: randomUUID(),
      ...more,
    });

    test('one is made, read, listed and completed', async () => {
      const made = await call('POST', '/payouts/v1/payment', order({ amount: 1234.56 }));
      assert.equal(made.status, 201, JSON.stringify(made.body));
      assert.deepEqual([made.body.amount, made.body.status], [1234.56, 'PENDING']);
      await sarf.reach(made.body.id, 'completed');
      const { status, payment_intent_id } = await same('GET', `/payouts/v1/${made.body.id}`);
      assert.equal(status, 'COMPLETED');
      const { content } = await same('GET', `/payouts/v1/payments/${made.body.id}/history`);
      assert.equal(content.at(-1).state, 'completed');
      assert.equal((await same('GET', `/payouts/v1/intents/${payment_intent_id}`)).payment.id, made.body.id);
    });

    test('filters and paging of the list go through', async () => {
      const reference = randomUUID();
      const ids: string[] = [];
      for (const amount of [1, 2, 3])
        ids.push((await call('POST', '/payouts/v1/payment', order({ amount, reference }))).body.id);
      // What is read twice must not move between.
      for (const id of ids) await sarf.reach(id, 'completed');
      const path = `/payouts/v1/payments?reference=${reference}&page_size=2`;
      const first = await same('GET', path);
      const second = await same('GET', `${path}&after=${first.page.next}`);
      const found = [...first.content, ...second.content].map(({ id }: Json) => id);
      assert.deepEqual(found, ids.toReversed());
      assert.deepEqual(
        (await same('GET', `${path}&amount_min=3`)).content.map(({ id }: Json) => id),
        ids.slice(2),
      );
      assert.ok((await same('GET', '/payouts/v1/payments')).content.length >= 3);
    });

    test('the same idempotency key is the same payout, and says that it is a replay', async () => {
      const [body, headers] = [order(), { 'idempotency-key': randomUUID() }];
      const made = await call('POST', '/payouts/v1/payment', body, headers);
      const again = await call('POST', '/payouts/v1/payment', body, headers);
      assert.deepEqual([made.status, made.headers.get('idempotent-replayed')], [201, null]);
      assert.deepEqual([again.status, again.headers.get('idempotent-replayed')], [201, 'true']);
      assert.equal(again.body.id, made.body.id);
      const key = randomUUID();
      const inBody = await call('POST', '/payouts/v1/payment', order({ idempotency_key: key }));
      assert.equal(inBody.body.idempotency_key, key);
    });

    test('refusals come as they are, with what the API says of them', async () => {
      assert.equal((await same('GET', `/payouts/v1/${NOBODY}`)).status, 'UNKNOWN_PAYMENT');
      assert.equal((await same('GET', '/payouts/v1/not-an-id')).status, 'INVALID_PARAMETERS');
      assert.equal((await same('POST', '/payouts/v1/payment', order({ amount: 1.001 }))).status, 'INVALID_AMOUNT');
      assert.equal((await same('POST', '/payouts/v1/payment', {})).status, 'MISSING_PARAMETERS');
      assert.equal((await same('GET', '/payouts/v1/payments?page_size=1000')).status, 'INVALID_PARAMETERS');
      assert.equal((await same('GET', `/payouts/v1/payments/${NOBODY}/history`)).status, 'UNKNOWN_PAYMENT');
      assert.equal((await same('GET', `/payouts/v1/intents/${NOBODY}`)).status, 'UNKNOWN_PAYMENT_INTENT');
    });

    test('what is not offered is refused at the port: other methods, other paths, bodies that are no JSON', async () => {
      const wrong = await call('DELETE', '/payouts/v1/payments');
      assert.equal(wrong.status, 405);
      assert.match(wrong.headers.get('allow') ?? '', /GET/);
      assert.equal((await call('GET', '/webhooks/v1/endpoints')).status, 404);
      assert.equal((await call('POST', '/payouts/v1/payment', '{"amount":')).status, 400);
    });
  };

  describe('of our own', () => {
    roundTrips(() => sarf.capability?.rest ?? '');

    test('previews, explanations, balances and limits are there too', async () => {
      const rest = `${sarf.capability?.rest}/v1`;
      const body = { amount: 5, currency: 'AED', destination_id: sarf.sandbox.destinationId };
      const asked = async (method: string, path: string, content?: unknown): Promise<Json> => {
        const { status, body: answer } = await send(`${rest}${path}`, method, content, {});
        assert.equal(status, 200, `${path}: ${JSON.stringify(answer)}`);
        return answer;
      };
      assert.equal((await asked('POST', '/payouts/v1/payment/preview', body)).verdict, 'WOULD_BE_QUEUED');
      assert.equal((await asked('GET', '/payouts/v1/accounts')).content.length, 4);
      assert.equal((await asked('GET', '/payouts/v1/agent-limits')).limited, false);
      assert.ok((await asked('GET', '/payouts/refunds/reasons')).length > 0);
      assert.deepEqual((await asked('GET', '/payouts/refunds')).content, []);
      assert.ok((await asked('GET', '/payouts/v1/payment/destinations')).content.length > 0);
    });
  });

  /** Runs one of the files that hold a token, against the API. */
  const withToken = (name: string, file: () => Promise<string>, namespace: string, variable: string): void => {
    describe(name, () => {
      let running: Awaited<ReturnType<typeof runCapability>> | undefined;
      before(async () => {
        const base = ['--base-uri', `${namespace}=${sarf.apiUrl}`];
        running = await runCapability([await file()], base, { [variable]: await sarf.token() });
      });
      after(() => running?.stop());
      roundTrips(() => running?.restUrl ?? '');
    });
  };

  const written = async (): Promise<string> => {
    const file = join(folder, 'desk.capability.yaml');
    await writeFile(file, catalogueFile());
    return file;
  };
  withToken('of a file in the form of the catalogues', written, 'desk', 'DESK_TOKEN');
  if (existsSync(contract)) {
    withToken('of the file of the contract, unchanged', async () => contract, 'payouts-payments', 'LEAN_API_TOKEN');
  }
});
