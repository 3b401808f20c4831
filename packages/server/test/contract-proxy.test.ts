import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { findContractFile, ownDocument, readOpenApi } from './contract-file.ts';
import { NOBODY } from './doors.ts';
import { type PrismProxy, startProxy } from './prism.ts';
import { type Called, type Json, type RunningSarf, send, startSarf } from './running-sarf.ts';

// The contract we are to be compatible with says little of our answers; our own document says all.
for (const contract of new Set([findContractFile(), ownDocument]))
  describe(`behind a proxy that holds all against ${contract.path}`, () => {
    let sarf: RunningSarf;
    let proxy: PrismProxy;
    let token: string;
    before(async () => {
      console.log(`the contract is ${contract.path}`);
      sarf = await startSarf();
      token = await sarf.token();
      proxy = await startProxy(contract, sarf.apiUrl);
    });
    after(async () => {
      await proxy?.stop();
      await sarf.stop();
    });

    const through = (
      method: string,
      path: string,
      body?: unknown,
      more: Record<string, string> = {},
    ): Promise<Called> => send(`${proxy.url}${path}`, method, body, { authorization: `Bearer ${token}`, ...more });
    /** Fails when the proxy found anything to complain of; gives the body. */
    const clean = (called: Called, code: number): Json => {
      assert.equal(called.headers.get('sl-violations'), null, JSON.stringify(called.body));
      assert.equal(called.status, code, JSON.stringify(called.body));
      // Prism's own answers are problem documents.
      assert.doesNotMatch(called.headers.get('content-type') ?? '', /problem/);
      return called.body;
    };

    test('every operation passes in both directions', async () => {
      const passed: string[] = [];
      const pass = async (id: string, method: string, path: string, body?: unknown): Promise<Json> => {
        passed.push(id);
        return clean(await through(method, path, body), method === 'POST' ? 201 : 200);
      };
      const destinations = '/payouts/v1/payment/destinations';
      const details = {
        beneficiary_name: 'Through A Proxy',
        iban: 'AE070331234567890123456',
        country: 'ARE',
        currency: 'AED',
      };
      const destination = await pass('createPayoutDestination', 'POST', destinations, details);
      await pass('listPayoutDestinations', 'GET', destinations);
      await pass('getPayoutDestination', 'GET', `${destinations}/${destination.id}`);
      const payout = await pass('createPayoutPayment', 'POST', '/payouts/v1/payment', {
        amount: 21.18,
        currency: 'AED',
        destination_id: destination.id,
        description: 'd',
        reference: 'r',
        idempotency_key: 'k',
      });
      await pass('listPayouts', 'GET', '/payouts/v1/payments');
      await pass('getPayout', 'GET', `/payouts/v1/${payout.id}`);
      await pass('getPayoutPaymentHistory', 'GET', `/payouts/v1/payments/${payout.id}/history`);
      await pass('getPayoutIntent', 'GET', `/payouts/v1/intents/${payout.payment_intent_id}`);
      const promised: Json[] = Object.values<Json>(readOpenApi(contract.path).paths).flatMap(Object.values);
      const ids = promised.map((one) => one.operationId);
      if (contract.foreign) assert.deepEqual(passed.toSorted(), ids.toSorted());
      else for (const id of passed) assert.ok(ids.includes(id), id);
    });

    test('events and webhook endpoints pass, where the document knows them', async () => {
      if (contract.foreign) return;
      const id = await sarf.pay(31, { description: 'told' });
      await sarf.reach(id, 'completed');
      const { content } = clean(await through('GET', `/events/v1?object_id=${id}&page_size=2`), 200);
      clean(await through('GET', `/events/v1/${content[0].id}`), 200);
      const endpoints = '/webhooks/v1/endpoints';
      const wish = { url: 'https://receiver.example/', types: ['payout.failed'], ordered: true, retry_seconds: [5] };
      const { id: endpointId } = clean(await through('POST', endpoints, wish), 201);
      const one = `${endpoints}/${endpointId}`;
      clean(await through('GET', endpoints), 200);
      clean(await through('GET', one), 200);
      clean(await through('PATCH', one, { types: null, description: null }), 200);
      clean(await through('POST', `${one}/rotate-secret`, { overlap_seconds: 0 }), 200);
      const delivery = clean(await through('POST', `${one}/test`), 202);
      const span = { from: '2020-01-01T00:00:00Z', to: '2021-01-01T00:00:00Z' };
      clean(await through('POST', `${one}/replay`, span), 202);
      clean(await through('GET', `${one}/stats`), 200);
      clean(await through('GET', `/webhooks/v1/deliveries?endpoint_id=${endpointId}`), 200);
      clean(await through('GET', `/webhooks/v1/deliveries/${delivery.id}`), 200);
      clean(await through('POST', `/webhooks/v1/deliveries/${delivery.id}/replay`), 202);
      clean(await through('DELETE', one), 204);
      clean(await through('GET', one), 404);
    });

    test('the least that may be sent passes, and so does the same request again', async () => {
      const created = clean(
        await through('POST', '/payouts/v1/payment/destinations', {
          beneficiary_name: 'Least',
          account_number: '1',
          bank_code: 'B',
          country: 'US',
        }),
        201,
      );
      const body = { amount: 1, currency: 'AED', destination_id: created.id, idempotency_key: 'least' };
      const first = clean(await through('POST', '/payouts/v1/payment', body), 201);
      assert.deepEqual(clean(await through('POST', '/payouts/v1/payment', body), 201), first);
    });

    test('a payout passes in every status that it comes to', async () => {
      // The bank of the sandbox decides by the last two digits.
      const ends = {
        COMPLETED: [30, 'completed'],
        FAILED: [30.91, 'failed'],
        SUBMITTED: [30.95, 'with_bank'],
      } as const;
      for (const [status, [amount, state]] of Object.entries(ends)) {
        const id = await sarf.pay(amount);
        await sarf.reach(id, state);
        assert.equal(clean(await through('GET', `/payouts/v1/${id}`), 200).status, status);
        clean(await through('GET', `/payouts/v1/payments/${id}/history`), 200);
      }
    });

    test('what we refuse passes, too, where the document says how we refuse', async () => {
      if (contract.foreign) return;
      const { destinationId } = sarf.sandbox;
      const body = {
        amount: 1,
        currency: 'AED',
        destination_id: destinationId,
        reference: 'refused',
        idempotency_key: 'x',
      };
      clean(await through('POST', '/payouts/v1/payment', body), 201);
      const wrong: [number, Record<string, unknown>][] = [
        [400, { amount: 1.001 }],
        [400, { currency: 'XXX' }],
        [403, { currency: 'EUR', idempotency_key: 'y' }],
        [404, { destination_id: NOBODY, idempotency_key: 'y' }],
        [409, { idempotency_key: 'y' }],
        [409, { amount: 2 }],
        [409, { amount: 900_000_000, idempotency_key: 'y' }],
      ];
      for (const [code, more] of wrong) clean(await through('POST', '/payouts/v1/payment', { ...body, ...more }), code);
      clean(await through('GET', `/payouts/v1/${NOBODY}`), 404);
      clean(await through('GET', `/payouts/v1/intents/${NOBODY}`), 404);
      clean(await through('GET', '/payouts/v1/payments', undefined, { authorization: 'Bearer x' }), 401);
    });

    test('the proxy would notice: a request that is not in the contract does not pass', async () => {
      const { destinationId } = sarf.sandbox;
      const wrong: [string, string, unknown][] = [
        ['POST', '/payouts/v1/payment', { amount: '1', currency: 'AED', destination_id: destinationId }],
        ['POST', '/payouts/v1/payment', { currency: 'AED', destination_id: destinationId }],
        ['POST', '/payouts/v1/payment/destinations', {}],
        ['GET', '/payouts/v1/intents/not-a-uuid', undefined],
      ];
      for (const [method, path, body] of wrong) {
        const called = await through(method, path, body);
        assert.equal(called.status, 422, JSON.stringify(called.body));
        assert.match(called.body.type, /UNPROCESSABLE_ENTITY/);
      }
      const anonymous = await send(`${proxy.url}/payouts/v1/payments`, 'GET', undefined, {});
      assert.equal(anonymous.status, 401);
      assert.match(anonymous.headers.get('content-type') ?? '', /problem/);
    });

    test('the proxy would notice: an answer that is not in the contract does not pass', async () => {
      const made = { id: NOBODY, status: 'DONE', amount: '1', currency: 'AED', destination_id: 5, created_at: 'today' };
      const server = createServer((_request, response) => {
        response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(made));
      });
      await new Promise<void>((resolveListen) => server.listen(0, '127.0.0.1', resolveListen));
      const address = server.address();
      const other = await startProxy(contract, `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
      try {
        const body = { amount: 1, currency: 'AED', destination_id: NOBODY };
        const headers = { authorization: `Bearer ${token}` };
        const called = await send(`${other.url}/payouts/v1/payment`, 'POST', body, headers);
        assert.equal(called.status, 500, JSON.stringify(called.body));
        assert.match(called.body.type, /VIOLATIONS/);
        const told = JSON.stringify(called.body.validation);
        for (const name of ['status', 'amount', 'destination_id', 'created_at']) assert.ok(told.includes(name), told);
      } finally {
        await other.stop();
        server.closeAllConnections();
        server.close();
      }
    });
  });
