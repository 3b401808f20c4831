import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { startSandboxBank } from '../../../../../sandbox-bank/src/index.ts';
import { type ConnectorBench, connectorSuite } from '../../../../test/connector-suite.ts';
import type { Json } from '../../../../test/running-sarf.ts';
import { makeIban } from '../../../foundation/iban.ts';
import type { Instruction } from '../../connector.ts';
import { connectSandbox } from './connect.ts';
import { openSandboxAccount } from './open-account.ts';

const SECRET = 'a secret of the tests';
const debtorIban = makeIban('AE', '0331234567890123456');
// The last two digits make the sandbox bank do it.
const amounts = { accepted: 110n, rejected: 191n, dropped: 193n, late: 198n };

const instruction = (endToEndId: string, fate: keyof typeof amounts): Instruction => ({
  endToEndId,
  amountMinor: amounts[fate],
  currency: 'AED',
  debtorIban,
  creditor: { name: 'Amina Haddad', iban: debtorIban, accountNumber: null, bankCode: null, country: 'AE' },
  remittance: 'Salary',
});

const withCreditor = (more: Partial<Instruction['creditor']>): Instruction => {
  const usual = instruction('CREDITOR', 'accepted');
  return { ...usual, creditor: { ...usual.creditor, ...more } };
};

const results = (endToEndIds: readonly string[], status: string) => ({
  results: endToEndIds.map((end_to_end_id) => ({
    end_to_end_id,
    status,
    reason_code: null,
    reason: null,
    bank_reference: null,
  })),
});

async function startBank(settleMs = 100) {
  const folder = await mkdtemp(join(tmpdir(), 'sarf-connect-'));
  const bank = await startSandboxBank({
    host: '127.0.0.1',
    port: 0,
    databasePath: join(folder, 'bank.sqlite'),
    settleMs,
    callback: null,
    faults: null,
  });
  await openSandboxAccount(bank.url, { iban: debtorIban, currency: 'AED', openingMinor: 100_000_000n });
  const stop = async (): Promise<void> => {
    await bank.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: bank.url, stop };
}

const bench: ConnectorBench = {
  startBank,
  connect: (bankUrl, timeoutMs) =>
    connectSandbox({ bankUrl, callbackSecret: SECRET, ...(timeoutMs === undefined ? {} : { timeoutMs }) }),
  instruction,
  impossible: withCreditor({ iban: null }),
  rejectedCode: 'AC04',
  idsIn: (body) => body.end_to_end_ids ?? body.instructions.map((one: Json) => one.end_to_end_id),
  answerOf: (endToEndIds) => results(endToEndIds, 'ACSP'),
  nonsenseOf: (endToEndIds) => results(endToEndIds, 'PAID'),
  callbackOf(endToEndIds, at) {
    const rawBody = JSON.stringify({ notifications: results(endToEndIds, 'ACSC').results });
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const hmac = createHmac('sha256', SECRET).update(`${timestamp}.${rawBody}`).digest('hex');
    return { headers: { 'bank-timestamp': timestamp, 'bank-signature': `v1=${hmac}` }, rawBody };
  },
};

connectorSuite('sandbox', bench);

describe('the sandbox connector alone', () => {
  const connector = bench.connect('http://127.0.0.1:1');

  test('wants an IBAN, or an account number with its bank', () => {
    const account = { iban: null, accountNumber: '1', bankCode: 'EBILAEAD' };
    assert.equal(connector.validate(withCreditor(account)), null);
    assert.equal(connector.validate(withCreditor({ ...account, bankCode: null }))?.code, 'AC01');
    assert.equal(connector.validate(withCreditor({ ...account, accountNumber: null }))?.code, 'AC01');
  });

  test('cuts texts to what the bank takes, never through the middle of a letter', async (t) => {
    const bank = await startBank();
    t.after(() => bank.stop());
    const long = { ...withCreditor({ name: 'n'.repeat(200) }), remittance: `${'r'.repeat(139)}.`.repeat(2) };
    const [outcome] = await bench.connect(bank.url).submit([long]);
    assert.equal(outcome?.kind, 'pending');
    const response = await fetch(`${bank.url}/instructions/${long.endToEndId}`);
    const seen: Json = await response.json();
    assert.deepEqual([seen.creditor.name.length, seen.remittance], [140, `${'r'.repeat(139)}.`]);
  });

  test('a word in a callback that is no bank word decides nothing, and neither does a body of another form', () => {
    const now = new Date();
    const signed = (rawBody: string) => {
      const timestamp = String(Math.floor(now.getTime() / 1000));
      const hmac = createHmac('sha256', SECRET).update(`${timestamp}.${rawBody}`).digest('hex');
      const headers = { 'bank-timestamp': timestamp, 'bank-signature': `v1=${hmac}` };
      return connector.readCallback({ headers, rawBody, now });
    };
    const notifications = results(['A'], 'PAID').results;
    assert.equal(signed(JSON.stringify({ notifications }))?.outcomes[0]?.kind, 'unknown');
    for (const body of ['', 'null', '[]', '{}', '{"notifications":[{}]}', 'not JSON']) {
      assert.equal(signed(body), undefined, body);
    }
  });
});
