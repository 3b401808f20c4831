import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { NOBODY } from './doors.ts';
import { type Called, type Json, type RunningSarf, send } from './running-sarf.ts';

/** Without what differs from one request to the next. */
const lasting = ({ body: { timestamp: _, request_id: __, ...body }, status }: Called): Json => ({ status, body });

/** Calls that go through a capability, and the same at the API. */
function callers(sarf: () => RunningSarf, urlOf: () => string) {
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Called> =>
    send(`${urlOf()}/v1${path}`, method, body, headers);
  /** The answer is the one of the API itself. */
  const same = async (method: string, path: string, body?: unknown): Promise<Json> => {
    const [through, direct] = [await call(method, path, body), await sarf().call(method, path, body)];
    assert.deepEqual(lasting(through), lasting(direct), `${method} ${path}`);
    return through.body;
  };
  const order = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    amount: 12.5,
    currency: 'AED',
    destination_id: sarf().sandbox.destinationId,
    reference: randomUUID(),
    ...more,
  });
  return { call, same, order };
}

type Callers = ReturnType<typeof callers>;

/** What holds of payouts at the REST port of a capability, whichever file it is that runs. */
export function testRoundTrips(sarf: () => RunningSarf, urlOf: () => string): void {
  const through = callers(sarf, urlOf);
  testReading(sarf, through);
  testRefusing(through);
}

function testReading(sarf: () => RunningSarf, { call, same, order }: Callers): void {
  test('one is made, read, listed and completed', async () => {
    const made = await call('POST', '/payouts/v1/payment', order({ amount: 1234.56 }));
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.deepEqual([made.body.amount, made.body.status], [1234.56, 'PENDING']);
    await sarf().reach(made.body.id, 'completed');
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
    for (const id of ids) await sarf().reach(id, 'completed');
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
}

function testRefusing({ call, same, order }: Callers): void {
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
}
