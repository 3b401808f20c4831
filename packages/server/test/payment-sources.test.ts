import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { recordConsentNews } from '../src/payment-sources/record-consent-news.ts';
import { addConsent, addCustomer, askConsent } from './calls-customers.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY, type OtherApplication } from './doors.ts';
import { type Called, type Json, type RunningSarf, send, startSarf } from './running-sarf.ts';

const account = {
  holderName: 'Layla Mansour',
  iban: 'AE48 0484 3382 4797 4759 251',
  currency: 'AED',
  bankIdentifier: 'TEST',
};
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const listOf = (customerId: string): string => `/customers/v1/${customerId}/payment-sources`;
const pathOf = ({ customer_id, payment_source_id }: Json): string => `${listOf(customer_id)}/${payment_source_id}`;

describe('payment sources', () => {
  let sarf: RunningSarf;
  let other: OtherApplication;
  before(async () => {
    sarf = await startSarf({ worker: false, bank: false });
    other = await addApplication(sarf);
  });
  after(() => sarf.stop());

  const tell = (consentId: string, kind: 'authorised' | 'revoked' | 'expired' | 'rejected', of = account) =>
    recordConsentNews(sarf.deps, { connector: { name: 'sandbox' }, actor: 'bank:sandbox' }, [
      { consentId, kind, account: of },
    ]);

  test('are listed newest first as a bare array, those that are over too', async () => {
    const customer_id = await addCustomer(sarf.call);
    const read = async (): Promise<Json> =>
      assertAnswer('listCustomerPaymentSources', await sarf.call('GET', listOf(customer_id)));
    assert.deepEqual(await read(), []);
    const consents = [];
    for (let made = 0; made < 3; made += 1) consents.unshift(await addConsent(sarf, sarf.call, { customer_id }));
    const [newest, middle, oldest] = consents;
    await tell(middle.id, 'expired');
    await sarf.call('DELETE', pathOf(oldest));
    const sources = await read();
    assert.deepEqual(
      sources.map(({ id, status }: Json) => `${id} ${status}`),
      [
        `${newest.payment_source_id} ACTIVE`,
        `${middle.payment_source_id} EXPIRED`,
        `${oldest.payment_source_id} REVOKED`,
      ],
    );
    assert.deepEqual(assertAnswer('getPaymentSourceById', await sarf.call('GET', pathOf(newest))), sources[0]);
    assert.ok(!JSON.stringify(sources).includes(account.holderName));
  });

  test('of somebody else are not there', async () => {
    const mine = await addConsent(sarf, sarf.call);
    const theirs = await addConsent(sarf, other.call);
    const elsewhere = { ...mine, customer_id: await addCustomer(sarf.call) };
    for (const method of ['GET', 'DELETE']) {
      assertRefused(await other.call(method, pathOf(mine)), 'UNKNOWN_PAYMENT_SOURCE');
      for (const wrong of [theirs, elsewhere, { ...mine, payment_source_id: NOBODY }]) {
        assertRefused(await sarf.call(method, pathOf(wrong)), 'UNKNOWN_PAYMENT_SOURCE');
      }
    }
    for (const customer of [NOBODY, theirs.customer_id]) {
      assertRefused(await sarf.call('GET', listOf(customer)), 'UNKNOWN_CUSTOMER');
    }
    assert.equal((await sarf.call('GET', pathOf(mine))).body.status, 'ACTIVE');
  });

  test('are deleted with no body or with a reason, as often as anybody likes', async () => {
    for (const body of [undefined, {}, { reason: 'TPP_REQUESTED' }]) {
      const consent = await addConsent(sarf, sarf.call);
      assertAnswer('deletePaymentSource', await sarf.call('DELETE', pathOf(consent), body));
      assertAnswer('deletePaymentSource', await sarf.call('DELETE', pathOf(consent), body));
      assert.equal((await sarf.call('GET', pathOf(consent))).body.status, 'REVOKED');
      assert.equal((await sarf.call('GET', `/consents/v1/${consent.id}`)).body.status, 'REVOKED');
      const facts = (await sarf.call('GET', `/consents/v1/${consent.id}/revocation`)).body;
      assert.equal(facts.reason, body?.reason ?? 'USER_REQUESTED');
    }
    const consent = await addConsent(sarf, sarf.call);
    assertRefused(await sarf.call('DELETE', pathOf(consent), { reason: 'BORED' }), 'INVALID_PARAMETERS', ['reason']);
    assert.equal((await sarf.call('GET', pathOf(consent))).body.status, 'ACTIVE');
  });

  test('have the fields of the contract that clients are written for, and no others', async () => {
    const { body } = await sarf.call('GET', pathOf(await addConsent(sarf, sarf.call)));
    const fields = 'account_iban_last4 bank_identifier consent_id created_at currency customer_id id status';
    assert.equal(Object.keys(body).toSorted().join(' '), fields);
  });

  test('keep the account sealed', async () => {
    const { payment_source_id: id } = await addConsent(sarf, sarf.call);
    const [row] = await sarf.sql`select * from payment_sources where id = ${id}`;
    const text = JSON.stringify(row);
    assert.ok(!text.includes('Layla') && !text.includes('AE48048433'), text);
  });

  describe('and news of their consents', () => {
    test('that comes twice, late or out of order changes nothing', async () => {
      const { id, customer_id } = await askConsent(sarf.call);
      for (const kind of ['authorised', 'authorised', 'revoked', 'authorised', 'revoked', 'rejected'] as const) {
        await tell(id, kind);
      }
      const { content } = (await sarf.call('GET', `/consents/v1/${id}/history`)).body;
      assert.deepEqual(
        content.map(({ state }: Json) => state),
        ['awaiting_authorisation', 'authorised', 'revoked'],
      );
      const sources = (await sarf.call('GET', listOf(customer_id))).body;
      assert.deepEqual(
        sources.map(({ status, account_iban_last4 }: Json) => `${status} ${account_iban_last4}`),
        ['REVOKED 9251'],
      );
    });

    test('makes all moves when it comes at once, and leaves alone what it does not know', async () => {
      const { id } = await askConsent(sarf.call);
      const source = { connector: { name: 'sandbox' }, actor: 'bank:sandbox' };
      const news = (consentId: string, kind: 'authorised' | 'revoked') => ({ consentId, kind, account });
      await recordConsentNews(sarf.deps, source, [
        news(NOBODY, 'revoked'),
        news('no id', 'revoked'),
        news(id.toUpperCase(), 'authorised'),
        news(id, 'revoked'),
      ]);
      assert.equal((await sarf.call('GET', `/consents/v1/${id}`)).body.status, 'REVOKED');
    });

    test('from another bank, or of an account in another currency, counts for nothing', async () => {
      const { id } = await askConsent(sarf.call);
      const source = { connector: { name: 'another' }, actor: 'bank:another' };
      await recordConsentNews(sarf.deps, source, [{ consentId: id, kind: 'authorised', account }]);
      await tell(id, 'authorised', { ...account, currency: 'USD' });
      assert.equal((await sarf.call('GET', `/consents/v1/${id}`)).body.status, 'AWAITING_AUTHORISATION');
    });
  });

  describe('that race', () => {
    let urls: string[];
    let headers: { authorization: string };
    before(async () => {
      urls = [sarf.apiUrl, (await sarf.join({ api: true })).apiUrl];
      headers = { authorization: `Bearer ${await sarf.token()}` };
    });
    const at = (index: number, method: string, path: string): Promise<Called> =>
      send(`${urls[index % 2]}${path}`, method, undefined, headers);

    test('revocations at once are one revocation', async () => {
      const consent = await addConsent(sarf, sarf.call);
      const answers = await Promise.all(
        times(20, (index) =>
          index % 5 === 4
            ? at(index, 'DELETE', pathOf(consent))
            : at(index, 'POST', `/consents/v1/${consent.id}/revocation`),
        ),
      );
      const facts = new Set<string>();
      for (const { status, body } of answers) {
        assert.ok(status === 200 || status === 204, JSON.stringify(body));
        if (status === 200) facts.add(`${body.reason} ${body.blocked_at}`);
      }
      assert.equal(facts.size, 1);
      const { content } = (await sarf.call('GET', `/consents/v1/${consent.id}/history`)).body;
      assert.equal(content.length, 3);
    });

    test('a revocation against the news that the customer authorised it', async () => {
      const ids: string[] = await Promise.all(times(20, async () => (await askConsent(sarf.call)).id));
      const seen = new Set<string>();
      await Promise.all(
        ids.map(async (id, index) => {
          const news = [tell(id, 'authorised'), tell(id, 'authorised')];
          const [{ status }] = await Promise.all([at(index, 'POST', `/consents/v1/${id}/revocation`), ...news]);
          await tell(id, 'authorised');
          const consent = (await sarf.call('GET', `/consents/v1/${id}`)).body;
          const source = (await sarf.call('GET', pathOf(consent))).body;
          seen.add(`${status} ${consent.status} ${source.status}`);
        }),
      );
      // Refused as too early, or done and never undone: nothing in between.
      for (const one of seen) assert.ok(['409 AUTHORISED ACTIVE', '200 REVOKED REVOKED'].includes(one), one);
    });
  });
});
