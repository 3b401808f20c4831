import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { approveConsent } from './calls-customers.ts';
import { findContractOf, ownDocument } from './contract-file.ts';
import { NOBODY } from './doors.ts';
import { type PrismProxy, startProxy } from './prism.ts';
import { provenPayment } from './proven-payments.ts';
import { type Called, type Json, type RunningSarf, send, startSarf, until } from './running-sarf.ts';

const contracts = [findContractOf('refunds'), findContractOf('payment-sources'), ownDocument];

for (const contract of contracts) {
  if (contract === undefined) continue;
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
      await sarf?.stop();
    });

    const knows = (part: string): boolean => !contract.foreign || contract.path.includes(part);
    const through = (method: string, path: string, body?: unknown): Promise<Called> =>
      send(`${proxy.url}${path}`, method, body, { authorization: `Bearer ${token}` });
    /** Fails when the proxy found anything to complain of; gives the body. */
    const clean = async (code: number, method: string, path: string, body?: unknown): Promise<Json> => {
      const called = await through(method, path, body);
      assert.equal(called.headers.get('sl-violations'), null, JSON.stringify(called.body));
      assert.equal(called.status, code, JSON.stringify(called.body));
      assert.doesNotMatch(called.headers.get('content-type') ?? '', /problem/);
      return called.body;
    };

    if (knows('refunds'))
      test('refunds pass in both directions, from their reasons to their end', async () => {
        const payment_id = await provenPayment(sarf, { amount: 80 });
        await clean(200, 'GET', '/payouts/refunds/reasons');
        const ask = { payment_id, amount: 20.5, reason_code: 'ORDER_CANCELLED', idempotency_key: 'once' };
        const refund = await clean(201, 'POST', '/payouts/refunds', ask);
        assert.deepEqual(await clean(201, 'POST', '/payouts/refunds', ask), refund);
        const decision = [{ refund_id: refund.refund_id, status: 'CONFIRMED' }];
        // The contract knows no body here, only the guide does.
        const confirm = () => (contract.foreign ? sarf.call : through)('PUT', '/payouts/refunds', decision);
        assert.equal((await confirm()).body[0].status, 'CONFIRMED');
        await clean(200, 'PUT', '/payouts/refunds');
        await until('the refund is completed', async () => {
          const { content } = await clean(200, 'GET', '/payouts/refunds');
          return content[0].status === 'COMPLETED';
        });
        // What is refused passes, too.
        const tooMuch = await through('POST', '/payouts/refunds', { ...ask, amount: 60, idempotency_key: 'twice' });
        assert.deepEqual([tooMuch.status, tooMuch.body.remaining], [400, 59.5]);
        // And what the contract does not know does not.
        const wrong = await through('POST', '/payouts/refunds', { ...ask, amount: '20.5' });
        assert.equal(wrong.status, 422, JSON.stringify(wrong.body));
      });

    if (!contract.foreign)
      test('a list of refunds passes', async () => {
        const payment_id = await provenPayment(sarf, { amount: 80 });
        const one = { payment_id, amount: 1, reason_code: 'CUSTOMER_REQUEST' };
        const made = await clean(201, 'POST', '/payouts/refunds', [one, { ...one, amount: 2 }]);
        assert.deepEqual(
          made.map(({ amount }: Json) => amount),
          [1, 2],
        );
        const { refund_id } = made[0];
        await clean(200, 'GET', `/payouts/refunds/${refund_id}`);
        await clean(200, 'GET', `/payouts/refunds/${refund_id}/history`);
        await clean(200, 'GET', `/payouts/refunds/${refund_id}/explain`);
        await clean(200, 'GET', '/payouts/refunds?status=CREATED&status=REJECTED');
        await clean(200, 'GET', `/payments/v1/${payment_id}`);
        await clean(200, 'GET', `/payments/v1?reconciliation_status=RECONCILED`);
      });

    if (knows('payment-sources'))
      test('payment sources pass in both directions', async () => {
        const { customer_id } = await approveConsent(sarf);
        const all = `/customers/v1/${customer_id}/payment-sources`;
        const [source] = await clean(200, 'GET', all);
        assert.deepEqual(await clean(200, 'GET', `${all}/${source.id}`), source);
        await clean(204, 'DELETE', `${all}/${source.id}`);
        assert.equal((await clean(200, 'GET', `${all}/${source.id}`)).status, 'REVOKED');
        assert.equal((await through('GET', `${all}/${NOBODY}`)).status, 404);
        assert.equal((await through('GET', `${all}/no-uuid`)).status, 422);
      });
  });
}
