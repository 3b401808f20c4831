import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { approveConsent } from './calls-customers.ts';
import { findContractOf, ownDocument } from './contract-file.ts';
import { type GeneratedClient, generateClient } from './generated-client.ts';
import { provenPayment } from './proven-payments.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

/** The code of somebody who has the contracts of refunds or payment sources, and nothing of ours. */
const head = `
import createClient from 'openapi-fetch';
import type { components, paths } from './contract.ts';

const clientAt = (baseUrl: string, token: string) =>
  createClient<paths>({ baseUrl, headers: { authorization: \`Bearer \${token}\` } });
`;

const usages = {
  refunds: `${head}
type RefundRequest = components['schemas']['RefundRequest'];

export async function runAll(baseUrl: string, token: string, payment_id: string) {
  const client = clientAt(baseUrl, token);
  const body: RefundRequest = {
    payment_id,
    amount: 30.5,
    currency: 'AED',
    reason_code: 'CUSTOMER_REQUEST',
    description: 'Back to you',
    idempotency_key: 'back-once',
  };
  const getRefundReasons = await client.GET('/payouts/refunds/reasons');
  const codes: (string | undefined)[] = (getRefundReasons.data ?? []).map((reason) => reason.code);
  const createRefund = await client.POST('/payouts/refunds', { body });
  const listRefunds = await client.GET('/payouts/refunds');
  const processRefunds = await client.PUT('/payouts/refunds');
  return { read: { codes }, answers: { listRefunds, createRefund, processRefunds, getRefundReasons } };
}

/** Never run: the compiler has to refuse each of these, or it checks nothing. */
export async function wrong() {
  // @ts-expect-error an amount is a number
  const text: RefundRequest = { payment_id: '', amount: '1', reason_code: '' };
  // @ts-expect-error a reason is needed
  const missing: RefundRequest = { payment_id: '', amount: 1 };
  return [text, missing];
}
`,
  'payment-sources': `${head}
type PaymentSource = components['schemas']['PaymentSource'];

export async function runAll(baseUrl: string, token: string, customer_id: string) {
  const client = clientAt(baseUrl, token);
  const all = '/customers/v1/{customer_id}/payment-sources';
  const one = '/customers/v1/{customer_id}/payment-sources/{payment_source_id}';
  const listCustomerPaymentSources = await client.GET(all, { params: { path: { customer_id } } });
  const sources: PaymentSource[] = listCustomerPaymentSources.data ?? [];
  const path = { customer_id, payment_source_id: sources[0]?.id ?? '' };
  const getPaymentSourceById = await client.GET(one, { params: { path } });
  const deletePaymentSource = await client.DELETE(one, { params: { path } });
  const status: 'ACTIVE' | 'EXPIRED' | 'REVOKED' | undefined = sources[0]?.status;
  const after = (await client.GET(one, { params: { path } })).data?.status;
  return {
    read: { status, after, source: sources[0] },
    answers: { listCustomerPaymentSources, getPaymentSourceById, deletePaymentSource },
  };
}

/** Never run: the compiler has to refuse each of these, or it checks nothing. */
export async function wrong() {
  // @ts-expect-error no such status
  const status: PaymentSource['status'] = 'GONE';
  return [status];
}
`,
} as const;

for (const part of ['refunds', 'payment-sources'] as const) {
  const contract = findContractOf(part) ?? ownDocument;
  describe(`a client of ${part} generated from ${contract.path}`, () => {
    let client: GeneratedClient;
    let sarf: RunningSarf;
    before(async () => {
      console.log(`the contract is ${contract.path}`);
      client = await generateClient(
        contract,
        contract.foreign ? usages[part] : usages[part].replaceAll('@ts-expect-error', '@ts-ignore'),
      );
      sarf = await startSarf();
    });
    after(async () => {
      await sarf?.stop();
      await client?.remove();
    });

    // Our own document says more than this code expects.
    if (contract.foreign)
      test('compiles', async () => {
        assert.deepEqual(await client.compile(), { code: 0, said: '' });
      });

    test('runs every operation', async () => {
      const subject = part === 'refunds' ? await provenPayment(sarf) : (await approveConsent(sarf)).customer_id;
      const module: Json = await client.load();
      const { read, answers }: Json = await module.runAll(sarf.apiUrl, await sarf.token(), subject);
      for (const [id, { error, response }] of Object.entries<Json>(answers)) {
        assert.equal(error, undefined, `${id}: ${JSON.stringify(error)}`);
        assert.ok(
          client.codes.get(id)?.includes(String(response.status)),
          `${id} answers with a code that is promised`,
        );
      }
      if (contract.foreign) assert.deepEqual([...client.codes.keys()].toSorted(), Object.keys(answers).toSorted());
      check[part](read, answers, subject);
    });
  });
}

const check = {
  refunds(read: Json, answers: Json, paymentId: string) {
    const known = ['CUSTOMER_REQUEST', 'DUPLICATED_PAYMENT', 'ORDER_CANCELLED', 'FRAUDULENT_PAYMENT'];
    assert.deepEqual(read.codes, known);
    const refund = answers.createRefund.data;
    assert.deepEqual([refund.payment_id, refund.amount, refund.status], [paymentId, 30.5, 'CREATED']);
    assert.equal(answers.listRefunds.data.content[0].refund_id, refund.refund_id);
    // It was created and not confirmed, so there is nothing to process.
    assert.deepEqual(answers.processRefunds.data, []);
  },
  'payment-sources'(read: Json, answers: Json, customerId: string) {
    assert.deepEqual([read.status, read.after, read.source.customer_id], ['ACTIVE', 'REVOKED', customerId]);
    assert.match(read.source.account_iban_last4, /^\w{4}$/);
    assert.deepEqual(answers.getPaymentSourceById.data, read.source);
    assert.equal(answers.deletePaymentSource.response.status, 204);
  },
};
