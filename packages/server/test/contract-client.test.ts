import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findContractFile, readOpenApi } from './contract-file.ts';
import { type GeneratedClient, generateClient } from './generated-client.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const contract = findContractFile();

/** The code of somebody who has the contract and nothing of ours. It is type-checked, and then it is run. */
const usage = `
import createClient from 'openapi-fetch';
import type { components, paths } from './contract.ts';

type Payout = components['schemas']['Payout'];
type PayoutRequest = components['schemas']['PayoutRequest'];
type DestinationRequest = components['schemas']['PayoutDestinationRequest'];

const clientAt = (baseUrl: string, token: string) =>
  createClient<paths>({ baseUrl, headers: { authorization: \`Bearer \${token}\` } });

// The contract says nothing of what is in most answers.
const idIn = (data: unknown, name: string): string => (data as Record<string, string>)[name] ?? '';

export async function runAll(baseUrl: string, token: string) {
  const client = clientAt(baseUrl, token);
  const destination: DestinationRequest = {
    beneficiary_name: 'Generated Client',
    iban: 'AE070331234567890123456',
    country: 'ARE',
    currency: 'AED',
  };
  const createPayoutDestination = await client.POST('/payouts/v1/payment/destinations', { body: destination });
  const destination_id = idIn(createPayoutDestination.data, 'id');
  const listPayoutDestinations = await client.GET('/payouts/v1/payment/destinations');
  const getPayoutDestination = await client.GET('/payouts/v1/payment/destinations/{destination_id}', {
    params: { path: { destination_id } },
  });

  const body: PayoutRequest = {
    amount: 12.5,
    currency: 'AED',
    destination_id,
    description: 'Invoice 7',
    reference: 'invoice-7',
    idempotency_key: 'invoice-7-once',
  };
  const createPayoutPayment = await client.POST('/payouts/v1/payment', { body });
  const made: Payout | undefined = createPayoutPayment.data;
  const status: 'PENDING' | 'SUBMITTED' | 'COMPLETED' | 'FAILED' | 'REJECTED' | undefined = made?.status;
  const amount: number | undefined = made?.amount;
  const payment_id = made?.id ?? '';
  const payment_intent_id = idIn(made, 'payment_intent_id');
  const path = { payment_id };
  const listPayouts = await client.GET('/payouts/v1/payments');
  const getPayout = await client.GET('/payouts/v1/{payment_id}', { params: { path } });
  const getPayoutPaymentHistory = await client.GET('/payouts/v1/payments/{payment_id}/history', { params: { path } });
  const getPayoutIntent = await client.GET('/payouts/v1/intents/{payment_intent_id}', {
    params: { path: { payment_intent_id } },
  });
  return {
    read: { status, amount, created_at: made?.created_at, destination_id: made?.destination_id },
    answers: {
      createPayoutPayment,
      listPayouts,
      getPayoutPaymentHistory,
      getPayout,
      getPayoutIntent,
      createPayoutDestination,
      listPayoutDestinations,
      getPayoutDestination,
    },
  };
}

/** Never run: the compiler has to refuse each of these, or it checks nothing. */
export async function wrong(baseUrl: string) {
  const client = clientAt(baseUrl, '');
  // @ts-expect-error no such address
  await client.GET('/payouts/v1/nothing/here');
  // @ts-expect-error an amount is a number
  const text: PayoutRequest = { amount: '12.5', currency: 'AED', destination_id: '' };
  // @ts-expect-error a destination is needed
  const missing: PayoutRequest = { amount: 12.5, currency: 'AED' };
  // @ts-expect-error no such status
  const status: Payout['status'] = 'DONE';
  return [text, missing, status];
}
`;

describe(`a client generated from ${contract.path}`, () => {
  let client: GeneratedClient;
  let sarf: RunningSarf;
  before(async () => {
    console.log(`the contract is ${contract.path}`);
    client = await generateClient(contract, usage);
    sarf = await startSarf();
  });
  after(async () => {
    await sarf.stop();
    await client.remove();
  });

  test('compiles', async () => {
    assert.deepEqual(await client.compile(), { code: 0, said: '' });
  });

  test('runs every operation', async () => {
    const { read, answers }: Json = await (await client.load()).runAll(sarf.apiUrl, await sarf.token());

    for (const [id, { data, error, response }] of Object.entries<Json>(answers)) {
      assert.equal(error, undefined, `${id}: ${JSON.stringify(error)}`);
      assert.ok(client.codes.get(id)?.includes(String(response.status)), `${id} answers with a code that is promised`);
      assert.equal(typeof data, 'object', id);
    }
    assert.equal(Object.keys(answers).length, 8);
    if (contract.foreign) assert.deepEqual([...client.codes.keys()].toSorted(), Object.keys(answers).toSorted());

    const payout = answers.createPayoutPayment.data;
    assert.deepEqual([read.status, read.amount, read.destination_id], ['PENDING', 12.5, payout.destination_id]);
    assert.ok(!Number.isNaN(Date.parse(read.created_at)));
    assert.equal(answers.getPayout.data.id, payout.id);
    assert.equal(answers.getPayoutIntent.data.payment.id, payout.id);
    assert.equal(answers.listPayouts.data.content[0].id, payout.id);
    assert.equal(answers.getPayoutPaymentHistory.data.content[0].status, 'PENDING');
    assert.equal(answers.getPayoutDestination.data.id, answers.createPayoutDestination.data.id);
    assert.equal(answers.listPayoutDestinations.data.content[0].id, answers.createPayoutDestination.data.id);
  });

  test('reads in the words of the contract how a payout went', async () => {
    const id = await sarf.pay(13, { reference: 'followed' });
    await sarf.reach(id, 'completed');
    const { body } = await sarf.call('GET', `/payouts/v1/payments/${id}/history`);
    const words = readOpenApi(contract.path).components.schemas.Payout.properties.status.enum;
    for (const line of body.content) assert.ok(words.includes(line.status), line.status);
    assert.equal(body.content.at(-1).status, 'COMPLETED');
  });
});
