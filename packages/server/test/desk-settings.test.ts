import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { listAudit } from '../src/auth/audit/list-audit.ts';
import { createPayoutAccount } from '../src/banks/payout-accounts.ts';
import { inTransaction } from '../src/foundation/database.ts';
import { makeIban } from '../src/foundation/iban.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY } from './doors.ts';
import { type Person, signedIn } from './people.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

describe('settings and payout accounts from the dashboard', () => {
  let sarf: RunningSarf;
  let admin: Person;
  let ids: string[];
  before(async () => {
    sarf = await startSarf({ worker: false });
    admin = await signedIn(sarf, 'admin');
    const { applicationId } = sarf.sandbox;
    const { iban } = sarf.sandbox.accounts[0] ?? {};
    const add = (number: number) =>
      inTransaction(sarf.sql, (sql) =>
        createPayoutAccount(
          { clock: sarf.deps.clock, sql },
          {
            applicationId,
            name: `Account ${number}`,
            currency: 'AED',
            iban: makeIban('AE', `099${String(number).padStart(16, '0')}`),
            connector: 'sandbox',
            isDefault: false,
            balanceBinding: true,
            openingMinor: 0n,
          },
        ),
      );
    assert(iban);
    ids = [await add(1), await add(2), await add(3)];
  });
  after(() => sarf.stop());

  const accounts = async (): Promise<Json[]> =>
    assertAnswer('listPayoutAccounts', await sarf.call('GET', '/payouts/v1/accounts')).content;
  const defaults = async () =>
    (await accounts()).filter((one) => one.currency === 'AED' && one.is_default).map(({ id }) => id);
  const change = (id: string | undefined, body: object) => admin.call('PATCH', `/payouts/v1/accounts/${id}`, body);
  const last = async (action: string) =>
    (await listAudit(sarf.deps, sarf.sandbox.applicationId, { action }, 1)).content[0];

  test('settings are read, changed one by one, and hold', async () => {
    const was = assertAnswer('getSettings', await admin.call('GET', '/settings/v1'));
    assert.equal(was.application.id, sarf.sandbox.applicationId);
    assert.equal(was.duplicate_window_seconds, 86_400);
    const set = { duplicate_window_seconds: 0 };
    const now = assertAnswer('changeSettings', await admin.call('PATCH', '/settings/v1', set));
    assert.deepEqual(now, { ...was, ...set });
    assert.deepEqual(assertAnswer('getSettings', await admin.call('GET', '/settings/v1')), now);
    const line = await last('changeSettings');
    const { application: _application, ...values } = was;
    assert.deepEqual([line?.before, line?.after], [values, { ...values, ...set }]);
    await sarf.pay(5, { reference: 'twice' });
    await sarf.pay(5, { reference: 'twice' });
    await admin.call('PATCH', '/settings/v1', {
      duplicate_window_seconds: 86_400,
      exact_matching: !was.exact_matching,
    });
    const twin = { amount: 5, currency: 'AED', destination_id: sarf.sandbox.destinationId, reference: 'twice' };
    assert.equal((await sarf.call('POST', '/payouts/v1/payment', twin)).status, 409);
    const { exact_matching: matching } = (await admin.call('GET', '/settings/v1')).body;
    assert.equal(matching, !was.exact_matching);
  });

  test('changes that say nothing or too much are refused', async () => {
    const patch = (body: object) => admin.call('PATCH', '/settings/v1', body);
    assert.equal((await patch({})).status, 400);
    assertRefused(await patch({ duplicate_window_seconds: -1 }), 'INVALID_PARAMETERS', ['duplicate_window_seconds']);
    assertRefused(await patch({ name: 'Else' }), 'INVALID_PARAMETERS', ['name']);
    assert.equal((await change(ids[0], {})).status, 400);
    assertRefused(await change(ids[0], { is_default: false }), 'INVALID_PARAMETERS', ['is_default']);
    assertRefused(await change(ids[0], { name: ' ' }), 'INVALID_PARAMETERS', ['name']);
    assertRefused(await change(ids[0], { iban: 'AE070331234567890123456' }), 'INVALID_PARAMETERS', ['iban']);
    assertRefused(await change(NOBODY, { name: 'Nobody' }), 'UNKNOWN_PAYOUT_ACCOUNT');
  });

  test('the roles that may not are refused, and who has not proven it again', async () => {
    for (const role of ['controller', 'operator', 'viewer'] as const) {
      const { call } = await signedIn(sarf, role);
      assertAnswer('getSettings', await call('GET', '/settings/v1'));
      assertRefused(await call('PATCH', '/settings/v1', { exact_matching: true }), 'INCORRECT_ACCESS_LEVEL');
      assertRefused(await call('PATCH', `/payouts/v1/accounts/${ids[0]}`, { name: 'Mine' }), 'INCORRECT_ACCESS_LEVEL');
    }
    const unproven = await signedIn(sarf, 'owner', { proof: null });
    assertRefused(await unproven.call('PATCH', '/settings/v1', { exact_matching: true }), 'SECOND_FACTOR_NEEDED');
    const asked = await unproven.call('PATCH', `/payouts/v1/accounts/${ids[0]}`, { is_default: true });
    assertRefused(asked, 'SECOND_FACTOR_NEEDED');
  });

  test('an account gets a name and becomes the default in the place of the one that was', async () => {
    const [first] = await defaults();
    const changed = await change(ids[0], { name: 'Salaries', is_default: true });
    const { content } = assertAnswer('changePayoutAccount', changed);
    assert.equal(content.find(({ id }: Json) => id === ids[0])?.name, 'Salaries');
    assert.deepEqual(await defaults(), [ids[0]]);
    const line = await last('changePayoutAccount');
    assert.deepEqual(line?.before, {
      name: 'Account 1',
      is_default: false,
      balance_binding: true,
      default_account: first,
    });
    assert.deepEqual(line?.after, {
      name: 'Salaries',
      is_default: true,
      balance_binding: true,
      default_account: ids[0],
    });
    assertAnswer('changePayoutAccount', await change(ids[0], { is_default: true }));
    assert.deepEqual(await defaults(), [ids[0]]);
  });

  test('of many that are to become the default at once, exactly one is', async () => {
    for (let round = 0; round < 5; round += 1) {
      const asked = [...ids, ...ids].map((id) => change(id, { is_default: true }));
      for (const called of await Promise.all(asked)) assertAnswer('changePayoutAccount', called);
      assert.equal((await defaults()).length, 1);
    }
  });

  test('whether the balance binds can be changed, unless the account is overdrawn', async () => {
    const pay = { amount: 7, currency: 'AED', destination_id: sarf.sandbox.destinationId, payout_account_id: ids[2] };
    assertRefused(await sarf.call('POST', '/payouts/v1/payment', pay), 'INSUFFICIENT_FUNDS');
    assertAnswer('changePayoutAccount', await change(ids[2], { balance_binding: false }));
    assertAnswer('createPayoutPayment', await sarf.call('POST', '/payouts/v1/payment', pay));
    const count = (await listAudit(sarf.deps, sarf.sandbox.applicationId, { objectId: ids[2] ?? '' }, 100)).content;
    const refused = await change(ids[2], { name: 'Not so', balance_binding: true });
    assertRefused(refused, 'INVALID_PARAMETERS', ['balance_binding']);
    const account = (await accounts()).find(({ id }) => id === ids[2]);
    assert.deepEqual([account?.name, account?.balance_binding, account?.available], ['Account 3', false, -7]);
    const lines = (await listAudit(sarf.deps, sarf.sandbox.applicationId, { objectId: ids[2] ?? '' }, 100)).content;
    assert.deepEqual([lines.length - count.length, lines[0]?.outcome], [1, 'INVALID_PARAMETERS']);
  });

  test('the totals of an account change with transfers alone, still', async () => {
    for (const column of ['posted_credits', 'pending_debits', 'posted_debits', 'pending_credits', 'currency']) {
      const set = column === 'currency' ? `'SAR'` : `${column} + 1`;
      const attack = sarf.sql.unsafe(`update ledger_accounts set ${column} = ${set}, balance_binding = false`);
      await assert.rejects(attack, /totals of ledger accounts/);
    }
    await assert.rejects(sarf.sql`delete from ledger_accounts`, /totals of ledger accounts/);
  });

  test('another application sees and changes none of it', async () => {
    const other = await addApplication(sarf);
    assertRefused(await other.call('PATCH', `/payouts/v1/accounts/${ids[1]}`, { name: 'X' }), 'UNKNOWN_PAYOUT_ACCOUNT');
    const before = await defaults();
    const own = await other.call('PATCH', `/payouts/v1/accounts/${other.payoutAccountId}`, { is_default: true });
    assert.equal(assertAnswer('changePayoutAccount', own).content.length, 1);
    assert.deepEqual(await defaults(), before);
    const mine = (await admin.call('GET', '/settings/v1')).body;
    await other.call('PATCH', '/settings/v1', { duplicate_window_seconds: 77, refunds_four_eyes: true });
    assert.deepEqual((await admin.call('GET', '/settings/v1')).body, mine);
  });
});
