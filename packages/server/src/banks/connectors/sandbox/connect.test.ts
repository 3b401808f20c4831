import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { startSandboxBank } from '../../../../../sandbox-bank/src/index.ts';
import { type CollectingBench, type CollectionsBench, collectionsSuite } from '../../../../test/collections-suite.ts';
import { type ConnectorBench, connectorSuite } from '../../../../test/connector-suite.ts';
import { type Json, until } from '../../../../test/running-sarf.ts';
import { type StatementsBench, statementsSuite } from '../../../../test/statements-suite.ts';
import { makeIban } from '../../../foundation/iban.ts';
import type { ConsentRequest } from '../../collections.ts';
import type { Instruction, News } from '../../connector.ts';
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

async function startBank({ settleMs = 100, revokeMs = 0, tellUrl = '' } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'sarf-connect-'));
  const bank = await startSandboxBank({
    host: '127.0.0.1',
    port: 0,
    databasePath: join(folder, 'bank.sqlite'),
    settleMs,
    revokeMs,
    callback: tellUrl === '' ? null : { url: tellUrl, secret: SECRET },
    faults: null,
  });
  await openSandboxAccount(bank.url, { iban: debtorIban, currency: 'AED', openingMinor: 100_000_000n });
  const stop = async (): Promise<void> => {
    await bank.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: bank.url, stop };
}

function sign(rawBody: string, at: Date) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const hmac = createHmac('sha256', SECRET).update(`${timestamp}.${rawBody}`).digest('hex');
  return { headers: { 'bank-timestamp': timestamp, 'bank-signature': `v1=${hmac}` }, rawBody };
}

async function tell(url: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  assert.equal(response.status, 200, await response.text());
}

const inAnHour = (): Date => new Date(Date.now() + 3_600_000);

const consent = (consentId: string): ConsentRequest => ({
  consentId,
  creditorIban: debtorIban,
  currency: 'AED',
  reference: 'Subscription',
  expiresAt: inAnHour(),
  returnUrl: 'https://shop.test/back',
  limits: {
    periodType: 'Month',
    maxIndividualMinor: 10_000n,
    maxCumulativeMinor: null,
    maxCumulativeCount: 12,
    maxPerPeriodMinor: 20_000n,
    maxPerPeriodCount: null,
  },
});

const consents = (consentIds: readonly string[], status: string) =>
  consentIds.map((consent_id) => ({ consent_id, status, account: null }));

const collecting: CollectionsBench = {
  startBank: (revokeMs = 0) => startBank({ revokeMs }),
  consent,
  impossibleConsent: { ...consent('00000000-0000-4000-8000-000000000000'), reference: '' },
  charge: (endToEndId, consentId, fate) => ({
    endToEndId,
    consentId,
    amountMinor: amounts[fate],
    currency: 'AED',
    creditorIban: debtorIban,
    reference: 'REF123',
  }),
  checkout: (endToEndId) => ({
    endToEndId,
    amountMinor: 110n,
    currency: 'AED',
    creditorIban: debtorIban,
    reference: 'REF123',
    expiresAt: inAnHour(),
    returnUrl: null,
  }),
  decide: (bankUrl, consentId, decision) => tell(`${bankUrl}/consents/${consentId}/decision`, { decision }),
  decideCheckout: (bankUrl, endToEndId, decision) => tell(`${bankUrl}/checkouts/${endToEndId}/decision`, { decision }),
  noConsentCode: 'MD01',
  consentsAnswerOf: (consentIds) => ({ results: consents(consentIds, 'AUTHORISED') }),
  invitationTo: (url) => ({ status: 'AWAITING', authorisation_url: url, checkout_url: url }),
  newsOf(endToEndIds, consentIds) {
    const notifications = results(endToEndIds, 'ACSC').results.map((one, index) => ({
      ...one,
      kind: index % 2 ? 'checkout' : 'charge',
    }));
    return sign(JSON.stringify({ notifications, consents: consents(consentIds, 'REVOKED') }), new Date());
  },
};

const bench: ConnectorBench & CollectingBench & StatementsBench = {
  startBank,
  connect: (bankUrl, timeoutMs) =>
    connectSandbox({ bankUrl, callbackSecret: SECRET, ...(timeoutMs === undefined ? {} : { timeoutMs }) }),
  instruction,
  impossible: withCreditor({ iban: null }),
  rejectedCode: 'AC04',
  collecting,
  idsIn: ({ end_to_end_ids, consent_ids, instructions, charges = [] }) =>
    end_to_end_ids ?? consent_ids ?? (instructions ?? charges).map((one: Json) => one.end_to_end_id),
  answerOf: (endToEndIds) => results(endToEndIds, 'ACSP'),
  nonsenseOf: (endToEndIds) => results(endToEndIds, 'PAID'),
  callbackOf: (endToEndIds, at) => sign(JSON.stringify({ notifications: results(endToEndIds, 'ACSC').results }), at),
  statementsPage: (sequences, next) => ({ content: sequences.map((sequence) => ({ sequence, entries: 1 })), next }),
};

connectorSuite('sandbox', bench);
collectionsSuite(bench);
statementsSuite(bench);

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
    const read = (rawBody: string) => connector.readCallback({ ...sign(rawBody, now), now });
    const notifications = results(['A'], 'PAID').results;
    assert.equal(read(JSON.stringify({ notifications }))?.outcomes[0]?.kind, 'unknown');
    for (const body of ['', 'null', '[]', '{}', '{"notifications":[{}]}', 'not JSON']) {
      assert.equal(read(body), undefined, body);
    }
  });

  test('understands what the bank itself tells, of payouts, charges and consents', async (t) => {
    const news: News[] = [];
    const listener = createServer(async (request, response) => {
      let rawBody = '';
      for await (const chunk of request.setEncoding('utf8')) rawBody += chunk;
      const read = connector.readCallback({ headers: request.headers, rawBody, now: new Date() });
      if (read) news.push(read);
      response.writeHead(read ? 200 : 401).end();
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const address = listener.address();
    assert(typeof address === 'object' && address);
    const bank = await startBank({ tellUrl: `http://127.0.0.1:${address.port}/` });
    t.after(async () => {
      await bank.stop();
      listener.close();
    });
    const { submit, collections } = bench.connect(bank.url);
    assert(collections);
    const consentId = randomUUID();
    await collections.requestConsent(consent(consentId));
    await collecting.decide(bank.url, consentId, 'approve');
    await collections.charge([collecting.charge('TOLDCHARGE', consentId, 'accepted')]);
    await collections.requestCheckout(collecting.checkout('TOLDCHECKOUT'));
    await collecting.decideCheckout(bank.url, 'TOLDCHECKOUT', 'refuse');
    await submit([instruction('TOLDPAYOUT', 'accepted')]);
    const has = (kind: string, id: string) =>
      news.some(({ outcomes, charges }) =>
        [...outcomes, ...charges].some((one) => one.endToEndId === id && one.kind === kind),
      );
    await until('all of it was told', async () => has('accepted', 'TOLDCHARGE') && has('accepted', 'TOLDPAYOUT'));
    await until('that nobody paid was told', async () => has('rejected', 'TOLDCHECKOUT'));
    const told = <T>(pick: (one: News) => readonly T[]): T[] => news.flatMap((one) => [...pick(one)]);
    assert.deepEqual([...new Set(told(({ outcomes }) => outcomes).map((one) => one.endToEndId))], ['TOLDPAYOUT']);
    const [authorised] = told(({ consents: some }) => some);
    assert.deepEqual([authorised?.consentId, authorised?.kind], [consentId, 'authorised']);
    const charge = told(({ charges }) => charges).find((one) => one.endToEndId === 'TOLDCHARGE');
    assert.deepEqual(charge?.payer, { name: authorised?.account?.holderName, iban: authorised?.account?.iban });
  });
});
