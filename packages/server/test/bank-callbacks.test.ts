import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { type FastifyInstance, fastify } from 'fastify';
import { callbackSecret } from '../src/compose.ts';
import { addBankCallbackRoute, type CallbackTakers } from '../src/http/bank-callback-route.ts';
import { type RunningSarf, startSarf } from './running-sarf.ts';

let sarf: RunningSarf;
let app: FastifyInstance;
const taken: string[] = [];
let isBroken = false;

const takers: CallbackTakers = {
  async charges({ connector, actor, takenUp }, charges) {
    if (isBroken) throw new Error('the database is away');
    assert.deepEqual([connector.name, takenUp], ['sandbox', undefined]);
    for (const { endToEndId, kind, payer } of charges) taken.push(`${actor} ${endToEndId} ${kind} ${payer?.name}`);
  },
  async consents({ actor }, consents) {
    for (const { consentId, kind, account } of consents)
      taken.push(`${actor} ${consentId} ${kind} ${account?.holderName}`);
  },
};

before(async () => {
  sarf = await startSarf({ api: false, worker: false, bank: false });
  app = fastify();
  addBankCallbackRoute(app, sarf.deps, takers);
});
after(async () => {
  await app.close();
  await sarf.stop();
});
beforeEach(() => {
  isBroken = false;
  taken.splice(0);
});

const said = { status: 'ACSC', reason_code: null, reason: null, bank_reference: 'R' };
const debtor = { name: 'Amina Haddad', iban: 'AE070331234567890123456' };
const account = { iban: debtor.iban, holder_name: debtor.name, currency: 'AED', bank_identifier: 'SANDBOX' };
const consentId = randomUUID();
const body = {
  notifications: [
    { ...said, end_to_end_id: 'PAID', kind: 'payout', debtor: null },
    { ...said, end_to_end_id: 'CHARGED', kind: 'charge', debtor },
    { ...said, end_to_end_id: 'CHECKED', kind: 'checkout', debtor: null, status: 'AWAITING' },
  ],
  consents: [{ consent_id: consentId, status: 'AUTHORISED', account, at: '2026-01-01T00:00:00Z' }],
};

function tell(content: unknown, secret = callbackSecret(sarf.deps.secretKey)) {
  const payload = JSON.stringify(content);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v1=${createHmac('sha256', secret).update(`${timestamp}.${payload}`).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'bank-timestamp': timestamp, 'bank-signature': signature };
  return app.inject({ method: 'POST', url: '/banks/v1/callbacks/sandbox', headers, payload });
}

test('what a bank tells goes to whom it concerns, consents before the charges under them', async () => {
  const { statusCode, json } = await tell(body);
  assert.deepEqual([statusCode, json()], [200, { received: 4 }]);
  assert.deepEqual(taken, [
    `bank:sandbox ${consentId} authorised Amina Haddad`,
    'bank:sandbox CHARGED accepted Amina Haddad',
    'bank:sandbox CHECKED awaiting undefined',
  ]);
});

test('nobody else is believed', async () => {
  assert.notEqual((await tell(body, 'a guess')).statusCode, 200);
  assert.deepEqual(taken, []);
});

test('what could not be saved is not confirmed, so that the bank tells it again', async () => {
  isBroken = true;
  assert.equal((await tell(body)).statusCode, 500);
  isBroken = false;
  assert.equal((await tell(body)).statusCode, 200);
  assert(taken.includes('bank:sandbox CHARGED accepted Amina Haddad'));
});
