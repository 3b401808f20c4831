import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { charge, creditorIban, debtorIban, startBank } from '../test/bank-under-test.ts';

const consent = {
  consent_id: '0199f0a0-0000-7000-8000-000000000001',
  creditor_iban: debtorIban,
  currency: 'AED',
  reference: 'Subscription 7',
  expires_at: '2099-01-01T00:00:00Z',
  limits: {},
};
const checkout = {
  end_to_end_id: 'K1',
  amount: '1.00',
  currency: 'AED',
  creditor_iban: debtorIban,
  expires_at: '2099-01-01T00:00:00Z',
};
const oneCharge = charge('C1', consent.consent_id, '1.00');

/** What is wrong with a whole request: the path of the call, the body, and the place that the refusal names. */
const wrong: [string, unknown, string][] = [
  ['/consents', {}, 'body'],
  ['/consents', [], 'body'],
  ['/consents', { ...consent, extra: 1 }, 'body'],
  ['/consents', { ...consent, consent_id: 'x' }, 'body/consent_id'],
  ['/consents', { ...consent, consent_id: `${consent.consent_id}\n` }, 'body/consent_id'],
  ['/consents', { ...consent, creditor_iban: "'; drop table consent" }, 'body/creditor_iban'],
  ['/consents', { ...consent, creditor_name: '' }, 'body/creditor_name'],
  ['/consents', { ...consent, currency: 'aed' }, 'body/currency'],
  ['/consents', { ...consent, reference: 'x'.repeat(141) }, 'body/reference'],
  ['/consents', { ...consent, expires_at: 'tomorrow' }, 'body/expires_at'],
  ['/consents', { ...consent, expires_at: '2027-02-31T25:00:00Z' }, 'body/expires_at'],
  ['/consents', { ...consent, expires_at: '2027-01-01T00:00:00' }, 'body/expires_at'],
  ['/consents', { ...consent, expires_at: 1 }, 'body/expires_at'],
  ['/consents', { ...consent, return_url: 'javascript:alert(1)' }, 'body/return_url'],
  ['/consents', { ...consent, return_url: 'https://' }, 'body/return_url'],
  ['/consents', { ...consent, return_url: '//shop.example' }, 'body/return_url'],
  ['/consents', { ...consent, return_url: `https://shop.example/${'x'.repeat(2_000)}` }, 'body/return_url'],
  ['/consents', { ...consent, limits: { other: 1 } }, 'body/limits'],
  ['/consents', { ...consent, limits: { max_individual_amount: 1 } }, 'body/limits/max_individual_amount'],
  ['/consents', { ...consent, limits: { max_cumulative_amount: '1e9' } }, 'body/limits/max_cumulative_amount'],
  ['/consents', { ...consent, limits: { max_cumulative_count: 1.5 } }, 'body/limits/max_cumulative_count'],
  ['/consents', { ...consent, limits: { period_type: '<b>' } }, 'body/limits/period_type'],
  ['/consents/status', { consent_ids: [] }, 'body/consent_ids'],
  ['/consents/status', { consent_ids: ['x'] }, 'body/consent_ids/0'],
  ['/consents/status', { consent_ids: Array.from({ length: 1_001 }, () => consent.consent_id) }, 'body/consent_ids'],
  [`/consents/${consent.consent_id}/decision`, { decision: 'approved' }, 'body/decision'],
  [`/consents/${consent.consent_id}/decision`, { decision: 'approve', iban: 'x' }, 'body/iban'],
  [`/consents/${consent.consent_id}/revoke`, { reason: 'why not' }, 'body'],
  ['/charges', { charges: [] }, 'body/charges'],
  ['/charges', { charges: Array.from({ length: 1_001 }, () => oneCharge) }, 'body/charges'],
  ['/charges', { charges: [{ ...oneCharge, debtor_iban: debtorIban }] }, 'body/charges/0'],
  ['/charges', { charges: [{ ...oneCharge, end_to_end_id: 'a\u0000b' }] }, 'body/charges/0/end_to_end_id'],
  ['/charges', { charges: [{ ...oneCharge, amount: 1 }] }, 'body/charges/0/amount'],
  ['/charges', { charges: [oneCharge, { ...oneCharge, consent_id: null }] }, 'body/charges/1/consent_id'],
  ['/charges/status', { end_to_end_ids: [1] }, 'body/end_to_end_ids/0'],
  ['/checkouts', { ...checkout, amount: '0.00' }, 'body/amount'],
  ['/checkouts', { ...checkout, amount: '-1.00' }, 'body/amount'],
  ['/checkouts', { ...checkout, amount: '1.001' }, 'body/amount'],
  ['/checkouts', { ...checkout, creditor_iban: 'AE080331234567890123456' }, 'body/creditor_iban'],
  ['/checkouts', { ...checkout, end_to_end_id: 'x'.repeat(36) }, 'body/end_to_end_id'],
  ['/checkouts', { ...checkout, return_url: 'data:text/html,x' }, 'body/return_url'],
  ['/checkouts/K1/decision', { decision: 'suspend' }, 'body/decision'],
  ['/checkouts/K1/decision', { decision: 'approve', account: creditorIban }, 'body'],
  ['/accounts', { iban: debtorIban, currency: 'AED', opening_balance: '1', holder_name: '' }, 'body/holder_name'],
];

test('requests that are not what the schema says are a 400 that says where, and change nothing', async (t) => {
  const bank = await startBank(t);
  for (const [path, body, place] of wrong) {
    const { httpStatus, body: refusal } = await bank.post<{ status: string; errors?: { path: string }[] }>(path, body);
    const about = `${path} ${JSON.stringify(body).slice(0, 200)}`;
    assert.equal(httpStatus, 400, about);
    assert.equal(refusal.status, 'INVALID_REQUEST');
    assert(
      refusal.errors?.some((error) => error.path === place),
      `${about}: ${JSON.stringify(refusal.errors)}`,
    );
  }
  assert.equal((await bank.get(`/consents/${consent.consent_id}`)).httpStatus, 404);
  assert.partialDeepStrictEqual((await bank.get('/stats')).body, { times_received: 0 });
});

test('addresses that name nothing are a 404, and queries that are none a 400', async (t) => {
  const bank = await startBank(t);
  const answers: [number, string][] = [
    [404, `/consents/${randomUUID()}`],
    [404, '/consents/%00'],
    [404, "/consents/'%20or%201=1--"],
    [404, `/accounts/${creditorIban}/statements`],
    [404, `/accounts/${debtorIban}/statements/1`],
    [404, `/accounts/${debtorIban}/statements/0`],
    [404, `/accounts/${debtorIban}/statements/-1`],
    [404, `/accounts/${debtorIban}/statements/1e3`],
    [404, `/accounts/${debtorIban}/statements/99999999999999999999`],
    [404, `/accounts/${debtorIban}/statements/%2e%2e`],
    [400, `/accounts/${debtorIban}/statements?limit=0`],
    [400, `/accounts/${debtorIban}/statements?after=x`],
    [400, `/accounts/${debtorIban}/statements?booked_more_than_once=true`],
    [400, '/payers?currency=aed'],
    [400, '/payers?name=x'],
    [400, '/payers?currency=AED&currency=SAR'],
  ];
  for (const [httpStatus, path] of answers) assert.equal((await bank.get(path)).httpStatus, httpStatus, path);
});

test('times far away and texts of every kind are kept, and break nothing', async (t) => {
  const bank = await startBank(t);
  const odd = "Robert'); drop table consent;-- \u0000 \ud800 محمد 😀 </html>";
  const past = await bank.ask({ expires_at: '0000-01-01T00:00:00+14:00' });
  const far = await bank.ask({ expires_at: '9999-12-31T23:59:59.999999999-12:00', creditor_name: odd, reference: odd });
  assert.equal((await bank.consent(past.consent_id)).status, 'EXPIRED');
  await bank.post('/advance', { seconds: 3_660 * 86_400 });
  assert.equal((await bank.consent(far.consent_id)).status, 'AWAITING');
  const page = await fetch(far.authorisation_url);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /9999|10000/);
  await bank.decide(far.consent_id, 'approve');
  const { body } = await bank.charge(
    charge('C1', far.consent_id, '1.00', { creditor_name: odd, remittance: odd, creditor_iban: odd.slice(0, 34) }),
    charge('C2', `${far.consent_id}' or 1=1`, '1.00'),
    charge('C3', far.consent_id, '9'.repeat(40)),
    charge('C4', far.consent_id, '1.00', { creditor_name: odd, remittance: odd }),
  );
  assert.deepEqual(
    body.results.map(({ reason_code }) => reason_code),
    ['AC03', 'AG01', 'AM12', null],
  );
  await bank.waitForStatus('C4', 'ACSC');
  await bank.statements();
  assert.match(await bank.statement(1), /drop table consent/);
});

test('a batch that repeats one charge books it as often', async (t) => {
  const bank = await startBank(t);
  const { consent_id } = await bank.ask();
  await bank.decide(consent_id, 'approve');
  const { body } = await bank.charge(...Array.from({ length: 1_000 }, () => charge('C', consent_id, '101.00')));
  assert.equal(body.results.filter(({ status }) => status === 'ACSP').length, 990);
  assert.equal(body.results.at(-1)?.reason_code, 'AM04');
  assert.partialDeepStrictEqual(await bank.record('C'), { times_received: 1_000, times_booked: 990 });
});
