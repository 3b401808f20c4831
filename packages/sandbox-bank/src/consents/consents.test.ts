import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { charge, creditorIban, debtorIban, startBank, startReceiver, waitUntil } from '../../test/bank-under-test.ts';
import type { ConsentDecision, ConsentStatus } from './consent.ts';
import { statusAfter } from './consent.ts';

test('a payer is asked once, however often the request comes', async (t) => {
  const bank = await startBank(t);
  const consent_id = randomUUID();
  const first = await bank.ask({ consent_id });
  assert.deepEqual(Object.keys(first).toSorted(), ['authorisation_url', 'consent_id', 'status']);
  assert.equal(first.status, 'AWAITING');
  assert.match(first.authorisation_url, new RegExp(`^${bank.url}/authorise/[A-Za-z0-9_-]{32}$`));
  assert.deepEqual(await bank.ask({ consent_id, reference: 'something else' }), first);
  const other = await bank.ask();
  assert.notEqual(other.authorisation_url, first.authorisation_url);
  assert.partialDeepStrictEqual(await bank.consent(consent_id), {
    status: 'AWAITING',
    account: null,
    decided_at: null,
  });
});

test('an approved consent has the account that the payer chose, or that of the first payer', async (t) => {
  const bank = await startBank(t);
  const [first, second] = await bank.payers('AED');
  const one = await bank.ask();
  const decided = await bank.decide(one.consent_id, 'approve');
  assert.equal(decided.httpStatus, 200);
  assert.deepEqual(decided.body.account, {
    iban: first?.iban,
    holder_name: first?.holder_name,
    currency: 'AED',
    bank_identifier: 'SANDBOX',
  });
  assert.deepEqual(await bank.consent(one.consent_id), decided.body);
  const two = await bank.ask();
  await bank.decide(two.consent_id, 'approve', second?.iban);
  assert.equal((await bank.consent(two.consent_id)).account?.iban, second?.iban);
});

test('only a named account in the currency of the consent can pay', async (t) => {
  const bank = await startBank(t);
  const [dollars] = await bank.payers('USD');
  const { consent_id } = await bank.ask();
  for (const iban of [dollars?.iban, debtorIban, creditorIban]) {
    const { httpStatus, body } = await bank.decide(consent_id, 'approve', iban);
    assert.equal(httpStatus, 400);
    assert.partialDeepStrictEqual(body, { status: 'INVALID_REQUEST', errors: [{ path: 'body/iban' }] });
  }
  const euros = await bank.ask({ currency: 'EUR' });
  assert.equal((await bank.decide(euros.consent_id, 'approve')).httpStatus, 400);
  assert.equal((await bank.consent(consent_id)).status, 'AWAITING');
});

test('a consent is decided as its state allows, and not otherwise', async (t) => {
  const walks: [ConsentDecision[], ConsentStatus][] = [
    [['approve', 'suspend', 'resume', 'suspend', 'revoke'], 'REVOKED'],
    [['approve', 'revoke'], 'REVOKED'],
    [['approve', 'expire'], 'EXPIRED'],
    [['approve', 'suspend', 'expire'], 'EXPIRED'],
    [['expire'], 'EXPIRED'],
    [['refuse'], 'REJECTED'],
  ];
  const bank = await startBank(t);
  for (const [decisions, end] of walks) {
    const { consent_id } = await bank.ask();
    let status: ConsentStatus = 'AWAITING';
    for (const next of decisions) {
      for (const decision of ['approve', 'refuse', 'suspend', 'resume', 'revoke', 'expire'] as const) {
        if (statusAfter(status, decision) !== null) continue;
        const { httpStatus, body } = await bank.decide(consent_id, decision);
        assert.equal(httpStatus, 409, `${decision} when ${status}`);
        assert.partialDeepStrictEqual(body, { status: 'WRONG_STATE' });
      }
      assert.equal((await bank.decide(consent_id, next)).httpStatus, 200);
      status = statusAfter(status, next) ?? status;
      assert.equal((await bank.consent(consent_id)).status, status);
    }
    assert.equal(status, end);
  }
});

test('the client is told what is decided at the bank, and not what it asked for itself', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  const { consent_id } = await bank.ask();
  const consented = (await bank.decide(consent_id, 'approve')).body;
  for (const decision of ['suspend', 'resume']) await bank.decide(consent_id, decision);
  await bank.post(`/consents/${consent_id}/revoke`, {});
  const refused = await bank.ask();
  await bank.decide(refused.consent_id, 'refuse');
  const revoked = await bank.ask();
  for (const decision of ['approve', 'revoke']) await bank.decide(revoked.consent_id, decision);
  await waitUntil(() => receiver.changes().length >= 6, 'all changes are told');
  const told = (id: string) => receiver.changes().filter((change) => change.consent_id === id);
  assert.deepEqual(
    told(consent_id).map(({ status }) => status),
    ['AUTHORISED', 'SUSPENDED', 'AUTHORISED'],
  );
  assert.deepEqual(told(consent_id)[0], {
    consent_id,
    status: 'AUTHORISED',
    account: consented.account,
    at: consented.decided_at,
  });
  assert.deepEqual(
    told(refused.consent_id).map(({ status, account }) => [status, account]),
    [['REJECTED', null]],
  );
  assert.deepEqual(
    told(revoked.consent_id).map(({ status }) => status),
    ['AUTHORISED', 'REVOKED'],
  );
  assert.equal(receiver.received.flatMap(({ notifications }) => notifications).length, 0);
});

test('a consent expires on the clock of the bank, and the client is told', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  await bank.post('/advance', { seconds: 7_200 });
  const hour = { expires_at: new Date(Date.now() + 3_600_000).toISOString() };
  const [waiting, approved, suspended] = [await bank.ask(hour), await bank.ask(hour), await bank.ask(hour)];
  for (const { consent_id } of [approved, suspended]) await bank.decide(consent_id, 'approve');
  await bank.decide(suspended.consent_id, 'suspend');
  const later = await bank.ask({ expires_at: new Date(Date.now() + 7_200_000).toISOString() });
  assert.equal((await bank.consent(waiting.consent_id)).status, 'AWAITING');
  await bank.post('/advance', { seconds: 3_601 });
  for (const { consent_id } of [waiting, approved, suspended]) {
    assert.equal((await bank.consent(consent_id)).status, 'EXPIRED');
    const ends = receiver.changes().filter((change) => change.consent_id === consent_id && change.status === 'EXPIRED');
    assert.equal(ends.length, 1);
  }
  assert.equal((await bank.consent(later.consent_id)).status, 'AWAITING');
  assert.equal((await bank.consent(waiting.consent_id)).decided_at, null);
});

test('a consent whose time is nearly over ends by itself', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  const { consent_id } = await bank.ask({ expires_at: new Date(Date.now() + 150).toISOString() });
  await waitUntil(() => receiver.changes().some((change) => change.consent_id === consent_id), 'the end is told');
  assert.equal((await bank.consent(consent_id)).status, 'EXPIRED');
  assert.equal((await bank.decide(consent_id, 'approve')).httpStatus, 409);
});

test('a revocation by the client is done at once, and can be asked for again', async (t) => {
  const bank = await startBank(t);
  const { consent_id } = await bank.ask();
  await bank.decide(consent_id, 'approve');
  const first = await bank.post(`/consents/${consent_id}/revoke`, {});
  assert.equal(first.httpStatus, 200);
  assert.partialDeepStrictEqual(first.body, { consent_id, status: 'REVOKED' });
  assert.deepEqual(await bank.post(`/consents/${consent_id}/revoke`, {}), first);
  assert.deepEqual(await bank.consent(consent_id), first.body);
  const empty = await fetch(`${bank.url}/consents/${consent_id}/revoke`, { method: 'POST' });
  assert.equal(empty.status, 200);
});

test('a revocation that takes its time leaves the consent in force until it is carried out', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback, revokeMs: 3_600_000 });
  const { consent_id } = await bank.ask();
  await bank.decide(consent_id, 'approve');
  const revoke = () => bank.post<{ status: string }>(`/consents/${consent_id}/revoke`, {});
  assert.equal((await revoke()).body.status, 'REVOKING');
  await bank.post('/advance', { seconds: 1_800 });
  assert.equal((await revoke()).body.status, 'REVOKING');
  assert.equal((await bank.consent(consent_id)).status, 'AUTHORISED');
  assert.equal((await bank.charge(charge('A', consent_id, '1.00'))).body.results[0]?.status, 'ACSP');
  await bank.post('/advance', { seconds: 1_801 });
  assert.equal((await bank.consent(consent_id)).status, 'REVOKED');
  assert.equal((await revoke()).body.status, 'REVOKED');
  assert.equal((await bank.charge(charge('B', consent_id, '1.00'))).body.results[0]?.reason_code, 'MD01');
  assert.equal(receiver.changes().at(-1)?.status, 'REVOKED');
});

test('the status of many consents is asked at once, in order', async (t) => {
  const bank = await startBank(t);
  const [one, two] = [await bank.ask(), await bank.ask()];
  await bank.decide(two.consent_id, 'approve');
  const unknown = randomUUID();
  const { body } = await bank.post<{ results: object[] }>('/consents/status', {
    consent_ids: [two.consent_id, unknown, one.consent_id],
  });
  const { account } = await bank.consent(two.consent_id);
  assert.deepEqual(body.results, [
    { consent_id: two.consent_id, status: 'AUTHORISED', account },
    { consent_id: unknown, status: 'NOTFOUND', account: null },
    { consent_id: one.consent_id, status: 'AWAITING', account: null },
  ]);
});

test('a consent that was never asked for is not known', async (t) => {
  const bank = await startBank(t);
  const id = randomUUID();
  const calls = [
    bank.get(`/consents/${id}`),
    bank.post(`/consents/${id}/revoke`, {}),
    bank.post(`/consents/${id}/decision`, { decision: 'approve' }),
  ];
  for (const { httpStatus, body } of await Promise.all(calls)) {
    assert.equal(httpStatus, 404);
    assert.partialDeepStrictEqual(body, { status: 'UNKNOWN_CONSENT' });
  }
});

test('consents, what was asked and what was revoked outlive the process', async (t) => {
  const first = await startBank(t, { revokeMs: 200 });
  const { consent_id, authorisation_url } = await first.ask({ limits: { max_individual_amount: '5.00' } });
  await first.decide(consent_id, 'approve');
  await first.post(`/consents/${consent_id}/revoke`, {});
  await first.stop();
  const second = await startBank(t, { databasePath: first.databasePath });
  assert.equal(
    new URL((await second.ask({ consent_id })).authorisation_url).pathname,
    new URL(authorisation_url).pathname,
  );
  await waitUntil(async () => (await second.consent(consent_id)).status === 'REVOKED', 'it is carried out');
});
