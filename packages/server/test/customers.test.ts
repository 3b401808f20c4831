import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addApplication, assertAnswer, assertRefused, NOBODY, type OtherApplication } from './doors.ts';
import { type Json, type RunningSarf, send, startSarf } from './running-sarf.ts';

const CUSTOMERS = '/customers/v1';
const byName = (name: string): string => `${CUSTOMERS}/app-user-id/${encodeURIComponent(name)}`;

describe('customers', () => {
  let sarf: RunningSarf;
  let other: OtherApplication;
  before(async () => {
    sarf = await startSarf({ worker: false, bank: false });
    other = await addApplication(sarf);
  });
  after(() => sarf.stop());

  const register = async (name: string, call = sarf.call): Promise<Json> =>
    assertAnswer('createCustomer', await call('POST', CUSTOMERS, { app_user_id: name }));

  test('are found by their id and by their own name for them', async () => {
    // What an address has a meaning for may stand in a name, and so may a lot of it.
    for (const name of ['u1', 'a/b?c=d%20e&f', 'أمينة', ' x ', '..', 'app-user-id', 'N'.repeat(255)]) {
      const made = await register(name);
      assert.equal(made.app_user_id, name);
      assert.equal(made.customer_id, made.id);
      assert.deepEqual(assertAnswer('getCustomer', await sarf.call('GET', `${CUSTOMERS}/${made.id}`)), made);
      assert.deepEqual((await sarf.call('GET', `${CUSTOMERS}/${made.id.toUpperCase()}`)).body, made);
      // An address is tidied up before it is sent: two dots can only be asked for in a list.
      if (name !== '..')
        assert.deepEqual(assertAnswer('getCustomerByAppUserId', await sarf.call('GET', byName(name))), made);
      const { body } = await sarf.call('GET', `${CUSTOMERS}?app_user_id=${encodeURIComponent(name)}`);
      assert.deepEqual(body.content, [made]);
    }
  });

  test('that are registered again are refused, and the refusal names the first one', async () => {
    const first = await register('twice');
    const refused = assertRefused(
      await sarf.call('POST', CUSTOMERS, { app_user_id: 'twice' }),
      'CUSTOMER_ALREADY_EXISTS',
    );
    assert.deepEqual(refused.metadata, { customer_id: first.id, app_user_id: 'twice' });
    assert.notEqual((await register('twice', other.call)).id, first.id, 'another application has names of its own');
    assert.notEqual((await register('Twice')).id, first.id, 'a name is taken as it is');
  });

  test('that are registered by many at once are registered once', async () => {
    const second = await sarf.join({ api: true });
    const headers = { authorization: `Bearer ${await sarf.token()}` };
    const urls = [sarf.apiUrl, second.apiUrl];
    const names = Array.from({ length: 200 }, (_, index) => `race ${index % 25}`);
    const answers = await Promise.all(
      names.map((app_user_id, index) => send(`${urls[index % 2]}${CUSTOMERS}`, 'POST', { app_user_id }, headers)),
    );
    const made = answers.filter(({ status }) => status === 201);
    assert.equal(made.length, 25);
    const ids = new Map(made.map(({ body }) => [body.app_user_id, body.id]));
    for (const { status, body } of answers) {
      if (status === 201) continue;
      assert.equal(body.status, 'CUSTOMER_ALREADY_EXISTS');
      assert.equal(body.metadata.customer_id, ids.get(body.metadata.app_user_id));
    }
  });

  test('of another application are not there', async () => {
    const { id, app_user_id: name } = await register('only ours');
    assertRefused(await other.call('GET', `${CUSTOMERS}/${id}`), 'UNKNOWN_CUSTOMER');
    assertRefused(await other.call('GET', byName(name)), 'UNKNOWN_CUSTOMER');
    assert.deepEqual((await other.call('GET', `${CUSTOMERS}?app_user_id=${name}`)).body.content, []);
    assertRefused(await sarf.call('GET', `${CUSTOMERS}/${NOBODY}`), 'UNKNOWN_CUSTOMER');
  });

  test('are listed newest first, page by page', async () => {
    const { call } = await addApplication(sarf);
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) made.unshift((await register(`page ${index}`, call)).id);
    const seen: string[] = [];
    for (let next = ''; ; ) {
      const { content, page } = assertAnswer('listCustomers', await call('GET', `${CUSTOMERS}?page_size=2${next}`));
      seen.push(...content.map((one: Json) => one.id));
      if (page.next === null) break;
      next = `&after=${page.next}`;
    }
    assert.deepEqual(seen, made);
  });

  test('need a name, and a name is not blank', async () => {
    assertRefused(await sarf.call('POST', CUSTOMERS, {}), 'MISSING_PARAMETERS', ['app_user_id']);
    for (const app_user_id of ['', '  ', 'a\u0000b', 'x'.repeat(256), 5]) {
      assertRefused(await sarf.call('POST', CUSTOMERS, { app_user_id }), 'INVALID_PARAMETERS', ['app_user_id']);
    }
    const more = await sarf.call('POST', CUSTOMERS, { app_user_id: 'x', name: 'y' });
    assertRefused(more, 'INVALID_PARAMETERS', ['name']);
  });
});
