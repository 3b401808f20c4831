import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type OperationId, operations, type Scope } from '@sarf/contract';
import { createClient } from '../src/auth/clients.ts';
import { callAll } from './calls-all.ts';
import { addApplication, allScopes, assertAnswer, assertRefused, callerOf, NOBODY, sendRaw } from './doors.ts';
import { type RunningSarf, send, startSarf } from './running-sarf.ts';

const ids = Object.keys(operations) as OperationId[];

/** The address of an operation, with ids that nothing has. */
const addressOf = (id: OperationId): string => operations[id].path.replaceAll(/:\w+/g, NOBODY);

describe('every door of the API', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false });
  });
  after(() => sarf.stop());

  test('every operation answers what the contract promises', async () => {
    const answers = await callAll(sarf, sarf.call);
    for (const id of ids) assertAnswer(id, answers[id]);
  });

  test('every answer has a request id of its own and is not to be kept or guessed at', async () => {
    const first = await sarf.call('GET', '/payouts/v1/payments');
    const second = await sarf.call('GET', '/payouts/v1/nothing/here');
    for (const { headers } of [first, second]) {
      assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    }
    assert.notEqual(first.headers.get('x-request-id'), second.headers.get('x-request-id'));
  });

  test('an operation without a token, or with one that is none, is refused and says how to come in', async () => {
    const wrong = ['', 'Bearer', 'Bearer ', 'Bearer x', 'Bearer a.b.c', 'Basic YTpi', 'Bearer é', await sarf.token()];
    for (const id of ids) {
      for (const authorization of [undefined, ...wrong]) {
        const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
        const called = await send(`${sarf.apiUrl}${addressOf(id)}`, operations[id].method, undefined, headers);
        assertRefused(called, 'UNAUTHORIZED');
        assert.match(called.headers.get('www-authenticate') ?? '', /^Bearer/);
      }
    }
  });

  test('each operation needs its scope and no other', async () => {
    for (const id of ids) {
      const { scope, method } = operations[id];
      if (scope === null) continue;
      const others: Scope[] = allScopes.filter((one) => one !== scope);
      const without = await createClient(sarf.deps, sarf.sandbox.applicationId, 'without', others);
      const refused = await (await callerOf(sarf, without))(method, addressOf(id));
      assert.equal(assertRefused(refused, 'INCORRECT_ACCESS_LEVEL').metadata.scope, scope);
      const alone = await createClient(sarf.deps, sarf.sandbox.applicationId, 'alone', [scope]);
      const passed = await (await callerOf(sarf, alone))(method, addressOf(id));
      assert.ok(passed.status !== 401 && passed.status !== 403, `${id}: ${JSON.stringify(passed.body)}`);
    }
  });

  test('an application cannot see or use what belongs to another', async () => {
    const other = await addApplication(sarf);
    const id = await sarf.pay(7, { reference: 'theirs', idempotency_key: 'theirs' });
    const { payment_intent_id: intentId } = (await sarf.call('GET', `/payouts/v1/${id}`)).body;
    const { destinationId } = sarf.sandbox;
    const unseen = [
      ['GET', `/payouts/v1/${id}`, 'UNKNOWN_PAYMENT'],
      ['GET', `/payouts/v1/payments/${id}/history`, 'UNKNOWN_PAYMENT'],
      ['GET', `/payouts/v1/payments/${intentId}/history`, 'UNKNOWN_PAYMENT'],
      ['GET', `/payouts/v1/payments/${id}/explain`, 'UNKNOWN_PAYMENT'],
      ['POST', `/payouts/v1/payments/${id}/cancel`, 'UNKNOWN_PAYMENT'],
      ['GET', `/payouts/v1/intents/${intentId}`, 'UNKNOWN_PAYMENT_INTENT'],
      ['GET', `/payouts/v1/payment/destinations/${destinationId}`, 'UNKNOWN_PAYMENT_DESTINATION'],
    ] as const;
    for (const [method, path, code] of unseen) assertRefused(await other.call(method, path), code);

    const empty = [
      '/payouts/v1/payments',
      `/payouts/v1/payments?destination_id=${destinationId}`,
      `/payouts/v1/payments?payout_account_id=${sarf.sandbox.accounts[0]?.id}`,
      '/payouts/v1/payments?reference=theirs',
      '/payouts/v1/payment/destinations',
    ];
    for (const path of empty) assert.deepEqual((await other.call('GET', path)).body.content, [], path);
    const accounts = assertAnswer('listPayoutAccounts', await other.call('GET', '/payouts/v1/accounts'));
    assert.deepEqual(
      accounts.content.map((account: { id: string }) => account.id),
      [other.payoutAccountId],
    );

    const pay = { amount: 7, currency: 'AED', destination_id: destinationId, reference: 'theirs' };
    assertRefused(await other.call('POST', '/payouts/v1/payment', pay), 'UNKNOWN_PAYMENT_DESTINATION');
    const details = { beneficiary_name: 'Amina Haddad', iban: 'AE070331234567890123456' };
    const own = (await other.call('POST', '/payouts/v1/payment/destinations', details)).body;
    assert.notEqual(own.id, destinationId);
    const mine = { ...pay, destination_id: own.id };
    for (const { id: accountId } of sarf.sandbox.accounts) {
      const called = await other.call('POST', '/payouts/v1/payment', { ...mine, payout_account_id: accountId });
      assertRefused(called, 'UNKNOWN_PAYOUT_ACCOUNT');
    }
    // The keys and references of one application say nothing to another.
    const paid = await other.call('POST', '/payouts/v1/payment', { ...mine, idempotency_key: 'theirs' });
    const payout = assertAnswer('createPayoutPayment', paid);
    assert.notEqual(payout.id, id);
    assert.equal(paid.headers.get('idempotent-replayed'), null);
    assert.equal(payout.payout_account_id, other.payoutAccountId);
    assertRefused(await sarf.call('GET', `/payouts/v1/${payout.id}`), 'UNKNOWN_PAYMENT');
  });

  test('an id that is no UUID is named as the fault, wherever it stands in the path', async () => {
    const paths = [
      ['/payouts/v1/abc', 'payment_id'],
      [`/payouts/v1/urn:uuid:${NOBODY}`, 'payment_id'],
      [`/payouts/v1/{${NOBODY}}`, 'payment_id'],
      [`/payouts/v1/${NOBODY}0`, 'payment_id'],
      ['/payouts/v1/payments/abc/history', 'payment_id'],
      ['/payouts/v1/payments/%00/history', 'payment_id'],
      ['/payouts/v1/payments/abc/explain', 'payment_id'],
      ['/payouts/v1/intents/abc', 'payment_intent_id'],
      ["/payouts/v1/intents/' or 1=1 --", 'payment_intent_id'],
      ['/payouts/v1/payment/destinations/abc', 'destination_id'],
      [`/payouts/v1/payment/destinations/${'a'.repeat(90)}`, 'destination_id'],
    ] as const;
    for (const [path, name] of paths) assertRefused(await sarf.call('GET', path), 'INVALID_PARAMETERS', [name]);
    const cancel = await sarf.call('POST', '/payouts/v1/payments/abc/cancel');
    assertRefused(cancel, 'INVALID_PARAMETERS', ['payment_id']);
  });

  test('ids are the same in capitals', async () => {
    const id = await sarf.pay(8);
    const payout = (await sarf.call('GET', `/payouts/v1/${id}`)).body;
    const big = id.toUpperCase();
    assert.equal((await sarf.call('GET', `/payouts/v1/${big}`)).body.id, id);
    assert.equal((await sarf.call('GET', `/payouts/v1/payments/${big}/explain`)).body.payment_id, id);
    assert.equal((await sarf.call('GET', `/payouts/v1/payments/${big}/history`)).body.content.length, 1);
    const intent = `/payouts/v1/intents/${payout.payment_intent_id.toUpperCase()}`;
    assert.equal((await sarf.call('GET', intent)).body.payment.id, id);
    const destination = `/payouts/v1/payment/destinations/${payout.destination_id.toUpperCase()}`;
    assert.equal((await sarf.call('GET', destination)).body.id, payout.destination_id);
    const filtered = `/payouts/v1/payments?destination_id=${payout.destination_id.toUpperCase()}`;
    assert.equal((await sarf.call('GET', filtered)).body.content[0].id, id);
  });

  test('an id that nothing has is unknown, by its own name', async () => {
    assertRefused(await sarf.call('GET', `/payouts/v1/${NOBODY}`), 'UNKNOWN_PAYMENT');
    assertRefused(await sarf.call('GET', `/payouts/v1/payments/${NOBODY}/history`), 'UNKNOWN_PAYMENT');
    assertRefused(await sarf.call('GET', `/payouts/v1/payments/${NOBODY}/explain`), 'UNKNOWN_PAYMENT');
    assertRefused(await sarf.call('POST', `/payouts/v1/payments/${NOBODY}/cancel`), 'UNKNOWN_PAYMENT');
    assertRefused(await sarf.call('GET', `/payouts/v1/intents/${NOBODY}`), 'UNKNOWN_PAYMENT_INTENT');
    const destination = await sarf.call('GET', `/payouts/v1/payment/destinations/${NOBODY}`);
    assertRefused(destination, 'UNKNOWN_PAYMENT_DESTINATION');
  });

  test('words of the API win over ids, at every depth', async () => {
    // Each of these would fit /payouts/v1/:payment_id, too.
    assert.ok(Array.isArray((await sarf.call('GET', '/payouts/v1/payments')).body.content));
    assert.ok(Array.isArray((await sarf.call('GET', '/payouts/v1/accounts')).body.content));
    assert.ok(Array.isArray((await sarf.call('GET', '/payouts/v1/payment/destinations')).body.content));
    assertRefused(await sarf.call('GET', '/payouts/v1/payment'), 'INVALID_HTTP_METHOD');
  });

  test('an address that exists answers a wrong method with 405 and the right ones', async () => {
    const addresses = [...Object.values(operations), { path: '/oauth2/token', method: 'POST' }];
    for (const [path, list] of Map.groupBy(addresses, (operation) => operation.path)) {
      const known = list.map((operation) => operation.method as string);
      if (known.includes('GET')) known.push('HEAD');
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((one) => !known.includes(one))) {
        const called = await sarf.call(method, path.replaceAll(/:\w+/g, NOBODY));
        assertRefused(called, 'INVALID_HTTP_METHOD');
        assert.deepEqual((called.headers.get('allow') ?? '').split(', ').toSorted(), known.toSorted());
      }
      const head = await sarf.call('HEAD', path.replaceAll(/:\w+/g, NOBODY));
      assert.equal(head.body, '');
      assert.equal(head.status === 405, !known.includes('HEAD'), path);
    }
  });

  test('an address that does not exist is 404, whatever the method', async () => {
    const paths = [
      '/',
      '/payouts',
      '/payouts/v1',
      '/payouts/v2/payments',
      `/payouts/v1/${NOBODY}/history`,
      '/robots.txt',
    ];
    for (const path of paths) {
      for (const method of ['GET', 'POST', 'DELETE']) assertRefused(await sarf.call(method, path), 'INVALID_URL');
    }
    for (const path of ['/payouts/v1/%zz', '/%', `/payouts/v1/${'a'.repeat(3000)}`]) {
      const headers = { authorization: `Bearer ${await sarf.token()}` };
      assertRefused(await sendRaw(sarf.apiUrl, { path, headers }), 'INVALID_URL');
    }
  });

  test('a slash at the end changes nothing', async () => {
    const id = await sarf.pay(9);
    assertAnswer('listPayouts', await sarf.call('GET', '/payouts/v1/payments/'));
    assertAnswer('getPayout', await sarf.call('GET', `/payouts/v1/${id}/`));
    assertAnswer('getPayoutPaymentHistory', await sarf.call('GET', `/payouts/v1/payments/${id}/history/`));
    const body = { amount: 9, currency: 'AED', destination_id: sarf.sandbox.destinationId };
    assertAnswer('createPayoutPayment', await sarf.call('POST', '/payouts/v1/payment/', body));
  });
});
