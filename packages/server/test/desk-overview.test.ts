import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { awaitingPayout } from './awaiting-payout.ts';
import { recorded } from './calls-payments.ts';
import { addApplication, assertAnswer, assertRefused } from './doors.ts';
import { movedClock } from './moved-clock.ts';
import { type Person, signedIn } from './people.ts';
import { provenPayment } from './proven-payments.ts';
import { type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';
import { camtFile, today } from './statement-file.ts';

const MINUTE_MS = 60_000;
const empty = {
  days: [],
  waiting: { payouts_to_approve: 0, refunds_to_confirm: 0, suggestions: 0 },
  alarms: [],
};

describe('the overview', () => {
  let sarf: RunningSarf;
  let viewer: Person;
  let pass: (ms: number) => void;
  before(async () => {
    sarf = await startSarf({ worker: false });
    pass = movedClock(sarf);
    viewer = await signedIn(sarf, 'viewer');
  });
  after(() => sarf.stop());

  const overview = async () => assertAnswer('getOverview', await viewer.call('GET', '/overview/v1'));
  const alarmsOf = async (kind: string): Promise<Json[]> =>
    (await overview()).alarms.filter((one: Json) => one.kind === kind);

  test('where nothing happened there is nothing, and every member may look', async () => {
    const { days_as_of: asOf, ...rest } = await overview();
    assert.deepEqual(rest, empty);
    assert.ok(Date.parse(asOf) <= sarf.deps.clock.now().getTime());
    const { call } = await signedIn(sarf, 'admin');
    assertAnswer('getOverview', await call('GET', '/overview/v1'));
    assertRefused(await callWithout(sarf), 'UNAUTHORIZED');
  });

  test('what waits for another party is counted', async () => {
    await awaitingPayout(sarf);
    await awaitingPayout(sarf);
    const payment = await provenPayment(sarf);
    const item = { payment_id: payment, amount: 10, reason_code: 'CUSTOMER_REQUEST' };
    assertAnswer('createRefund', await sarf.call('POST', '/payouts/refunds', item));
    const { waiting } = await overview();
    assert.deepEqual(waiting, { payouts_to_approve: 2, refunds_to_confirm: 1, suggestions: 0 });
  });

  test('what is proven came in on the day it was booked, and old days are left out', async () => {
    // A statement of January proved the payment above; it is long ago.
    assert.deepEqual((await overview()).days, []);
  });

  test('a payout that waits for the bank for long is stuck, and since when', async () => {
    const id = await sarf.pay(3.5);
    assert.deepEqual(await alarmsOf('stuck'), []);
    pass(16 * MINUTE_MS);
    const [alarm, ...rest] = await alarmsOf('stuck');
    assert.equal(rest.length, 0);
    assert.deepEqual([alarm?.object_type, alarm?.object_id], ['payout', id]);
    assert.match(alarm?.message, /3\.50 AED/);
    assert.deepEqual([alarm?.amount, alarm?.currency], [3.5, 'AED']);
    const { body } = await sarf.call('GET', `/payouts/v1/payments/${id}/explain`);
    assert.equal(alarm?.since, body.since);
  });

  test('a payout that is in doubt for long is an alarm', async () => {
    const id = await sarf.pay(4.5);
    const now = sarf.deps.clock.now();
    await sarf.sql.begin((tx) => [
      tx`
      insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
      values (${sarf.sandbox.applicationId}, ${id}, 2, 'payout', 'queued', 'in_doubt', ${now}, 'test')`,
      tx`update payouts set state = 'in_doubt', sequence = 2, updated_at = ${now} where id = ${id}`,
    ]);
    assert.deepEqual(await alarmsOf('in_doubt'), []);
    pass(16 * MINUTE_MS);
    const [alarm, ...rest] = await alarmsOf('in_doubt');
    assert.equal(rest.length, 0);
    assert.deepEqual([alarm?.object_id, alarm?.since], [id, now.toISOString()]);
  });

  test('a debit that nothing explains is an alarm', async () => {
    const { content: accounts } = (await sarf.call('GET', '/payouts/v1/accounts')).body;
    const aed = accounts.find(({ currency }: Json) => currency === 'AED');
    const lines = [{ amount: '12.25', direction: 'debit' as const, bankReference: 'who knows', bookedOn: today() }];
    const file = camtFile({ iban: aed.iban, day: today(), lines });
    const uploaded = await sarf.call('POST', '/reconciliation/v1/statements', file, {
      'content-type': 'application/xml',
    });
    assert.equal(uploaded.body.unknown_debits, 1, JSON.stringify(uploaded.body));
    const [alarm, ...rest] = await alarmsOf('unknown_debit');
    assert.equal(rest.length, 0);
    assert.match(alarm?.message, /12\.25 AED left an account/);
  });

  test('an endpoint that fails again and again is an alarm, without its address', async () => {
    const made = await sarf.call('POST', '/webhooks/v1/endpoints', { url: 'https://receiver.example/secret-path' });
    await sarf.sql`update endpoints set failures = 4 where id = ${made.body.id}`;
    assert.deepEqual(await alarmsOf('failing_endpoint'), []);
    await sarf.sql`update endpoints set failures = 5 where id = ${made.body.id}`;
    const [alarm] = await alarmsOf('failing_endpoint');
    assert.equal(alarm?.object_id, made.body.id);
    assert.match(alarm?.message, /5 times/);
    assert.deepEqual([alarm?.amount, alarm?.currency], [null, null]);
    assert(!JSON.stringify(alarm).includes('secret-path'));
  });

  test('the oldest alarms come first, and another application sees none of it', async () => {
    const { alarms } = await overview();
    const times = alarms.map(({ since }: Json) => since);
    assert.deepEqual(times, times.toSorted());
    const other = await addApplication(sarf);
    const { days_as_of: _, ...rest } = assertAnswer('getOverview', await other.call('GET', '/overview/v1'));
    assert.deepEqual(rest, empty);
  });
});

describe('money by day', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf();
  });
  after(() => sarf.stop());

  const isSar = ({ currency }: Json): boolean => currency === 'SAR';
  /** Where adding up takes long, what was added up is shown for a while. */
  const daysWith = (what: string, isThere: (days: Json[]) => boolean): Promise<Json[]> =>
    until(what, async () => {
      const { days } = assertAnswer('getOverview', await sarf.call('GET', '/overview/v1'));
      return isThere(days) && days;
    });

  test('payouts went out on the day they completed, in their currency', async () => {
    const ids = [await sarf.pay(10.25), await sarf.pay(5)];
    for (const id of ids) await sarf.reach(id, 'completed');
    const outOf = (days: Json[]): number => days.reduce((total: number, { out }: Json) => total + out, 0);
    const days = await daysWith('two payouts', (all) => outOf(all) === 15.25);
    assert(days.every(({ currency, in: came }: Json) => currency === 'AED' && came === 0));
  });

  test('what is proven came in on the day on which the bank booked it', async () => {
    const { content: accounts } = (await sarf.call('GET', '/payouts/v1/accounts')).body;
    const sar = accounts.find(({ currency }: Json) => currency === 'SAR');
    const bookedOn = new Date(sarf.deps.clock.now().getTime() - 3 * 86_400_000).toISOString().slice(0, 10);
    const [payment] = (
      await sarf.call('POST', '/payments/v1/records', [recorded('in-1', { amount: 30.5, currency: 'SAR' })])
    ).body;
    const lines = [{ amount: '100', bookedOn, bankReference: 'in-1', remittance: 'see advice' }];
    const file = camtFile({ iban: sar.iban, currency: 'SAR', day: bookedOn, lines });
    const uploaded = await sarf.call('POST', '/reconciliation/v1/statements', file, {
      'content-type': 'application/xml',
    });
    const entriesOf = `/reconciliation/v1/entries?statement_id=${uploaded.body.statements[0].id}`;
    const { content: entries } = (await sarf.call('GET', entriesOf)).body;
    const matches = [{ entry_id: entries[0].id, payment_id: payment.id, amount: 30.5 }];
    const matched = await sarf.call('POST', '/reconciliation/v1/matches', { matches });
    assert(matched.status < 300, JSON.stringify(matched.body));
    const days = await daysWith('money in SAR', (all) => all.some(isSar));
    assert.deepEqual(days.filter(isSar), [{ day: bookedOn, currency: 'SAR', in: 30.5, out: 0 }]);
    // What is undone did not come in after all.
    const { content: made } = (await sarf.call('GET', `/reconciliation/v1/matches?payment_id=${payment.id}`)).body;
    const undone = await sarf.call('DELETE', `/reconciliation/v1/matches/${made[0].id}`, { reason: 'A mistake' });
    assert(undone.status < 300, JSON.stringify(undone.body));
    await daysWith('no money in SAR', (all) => !all.some(isSar));
  });
});

const callWithout = async ({ apiUrl }: RunningSarf) => {
  const response = await fetch(`${apiUrl}/overview/v1`);
  return { status: response.status, headers: response.headers, body: await response.json() };
};
