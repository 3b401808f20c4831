import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  changesSomething,
  type Operation,
  type OperationId,
  operations,
  roleNames,
  roles,
  type Scope,
} from '@sarf/contract';
import { stopClient } from '../src/auth/stop-clients.ts';
import { runCommand } from './agents.ts';
import { openBrowser } from './browser.ts';
import { assertAnswer, assertRefused, NOBODY } from './doors.ts';
import { movedClock } from './moved-clock.ts';
import { PASSWORD, type Person, sessionOf, signedIn } from './people.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const ids = Object.keys(operations).filter((id): id is OperationId => id in operations);
const addressOf = (id: OperationId): string => operations[id].path.replaceAll(/:\w+/g, NOBODY);

describe('every door of the API, for every role', () => {
  let sarf: RunningSarf;
  let pass: (ms: number) => void;
  before(async () => {
    sarf = await startSarf({ worker: false });
    pass = movedClock(sarf);
  });
  after(() => sarf.stop());

  for (const role of roleNames) {
    test(`a session of the role ${role} opens what the table says, and nothing else`, async () => {
      const may: ReadonlySet<Scope> = new Set(roles[role].scopes);
      const person = await signedIn(sarf, role);
      for (const id of ids) {
        const { scope, method }: Operation = operations[id];
        const { body } = await person.call(method, addressOf(id));
        const isShut = scope !== null && !may.has(scope);
        assert.equal(body?.status === 'INCORRECT_ACCESS_LEVEL', isShut, `${role} ${id}: ${JSON.stringify(body)}`);
        if (isShut) assert.equal(body.metadata.scope, scope);
        else assert.ok(!['UNAUTHORIZED', 'CROSS_SITE_REQUEST', 'SECOND_FACTOR_NEEDED'].includes(body?.status), id);
      }
    });
  }

  test('what releases money, and only that, asks for a fresh proof, whatever the role', async () => {
    const owner = await sessionOf(sarf, (await signedIn(sarf, 'owner')).id, null);
    // Of these the body says whether they release something.
    const bodies: Partial<Record<OperationId, object>> = {
      changeMember: { role: 'owner' },
      changeClient: { is_stopped: false },
    };
    for (const id of ids) {
      const operation: Operation = operations[id];
      const { body } = await owner.call(operation.method, addressOf(id), bodies[id]);
      const asks = operation.releases === true;
      assert.equal(body?.status === 'SECOND_FACTOR_NEEDED', asks, `${id}: ${JSON.stringify(body)}`);
    }
    // Whoever is to be kept out is kept out at once; letting them in again is another thing.
    const member = addressOf('changeMember');
    assertRefused(await owner.call('PATCH', member, { is_disabled: true }), 'UNKNOWN_MEMBER');
    for (const body of [{ is_disabled: false }, { is_disabled: true, role: 'owner' }]) {
      assertRefused(await owner.call('PATCH', member, body), 'SECOND_FACTOR_NEEDED');
    }
    const client = addressOf('changeClient');
    for (const body of [{ is_stopped: true }, { is_revoked: true }]) {
      assertRefused(await owner.call('PATCH', client, body), 'UNKNOWN_CLIENT');
    }
    // What another session of the same person has proven counts there alone.
    await sessionOf(sarf, owner.id, { by: 'password', at: sarf.deps.clock.now() });
    assertRefused(await owner.call('PATCH', member, { role: 'owner' }), 'SECOND_FACTOR_NEEDED');
    const reject = [{ refund_id: NOBODY, status: 'REJECTED' }];
    assertRefused(await owner.call('PUT', '/payouts/refunds', reject), 'UNKNOWN_REFUND', ['[0].refund_id']);
    const both = [...reject, { refund_id: NOBODY.replace('0000', '0001'), status: 'CONFIRMED' }];
    assertRefused(await owner.call('PUT', '/payouts/refunds', both), 'SECOND_FACTOR_NEEDED');
  });

  test('nothing is changed with a session but from our own pages', async () => {
    const owner = await signedIn(sarf, 'owner');
    for (const id of ids.filter((one) => changesSomething(operations[one]))) {
      const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
      assertRefused(await owner.call(operations[id].method, addressOf(id), undefined, headers), 'CROSS_SITE_REQUEST');
    }
  });

  test('the sixth destination in a day asks for a fresh proof', async () => {
    const person = await sessionOf(sarf, (await signedIn(sarf, 'operator')).id, null);
    const ibans = [
      'DE89370400440532013000',
      'FR1420041010050500013M02606',
      'GB29NWBK60161331926819',
      'NL91ABNA0417164300',
    ];
    const more = ['BE68539007547034', 'ES9121000418450200051332', 'AT611904300234573201'];
    const add = (iban: string) =>
      person.call('POST', '/payouts/v1/payment/destinations', { beneficiary_name: 'Omar Said', iban });
    for (const iban of [...ibans, ...more].slice(0, 5)) assertAnswer('createPayoutDestination', await add(iban));
    const [sixth = '', seventh = ''] = more.slice(1);
    assertRefused(await add(sixth), 'SECOND_FACTOR_NEEDED');
    assert.equal((await person.call('POST', '/auth/prove', { password: PASSWORD })).status, 200);
    for (const iban of [sixth, seventh]) assertAnswer('createPayoutDestination', await add(iban));
    pass(24 * 3_600_000 + 1000);
    const next = await sessionOf(sarf, person.id, null);
    const called = await next.call('POST', '/payouts/v1/payment/destinations', {
      beneficiary_name: 'Omar Said',
      iban: 'IT60X0542811101000000123456',
    });
    assertAnswer('createPayoutDestination', called);
  });

  test('a stream of events ends with the session', async () => {
    const person = await signedIn(sarf, 'viewer');
    const response = await fetch(`${sarf.apiUrl}/events/v1/stream`, { headers: { cookie: person.cookie } });
    assert.equal(response.status, 200);
    const reader = response.body?.getReader();
    assert(reader);
    await stopClient(sarf.deps, person.id);
    // It ends with the next event, which it does not tell.
    const created = await sarf.pay(1);
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += Buffer.from(value).toString('utf8');
    }
    assert.ok(!text.includes(created), text);
  });
});

describe('people at the terminal', () => {
  let sarf: RunningSarf;
  let owner: Person;
  before(async () => {
    sarf = await startSarf({ worker: false });
    owner = await signedIn(sarf, 'owner');
  });
  after(() => sarf.stop());

  test('a member is invited, listed, disabled and let go on, and all of it is written down', async () => {
    const made = await runCommand(sarf, 'create-member', '--email', 'Amina@Sarf.test', '--role', 'controller');
    const token = /#token=(\S+)/.exec(made)?.[1] ?? '';
    const body = { token, name: 'Amina Haddad', password: PASSWORD };
    const browser = openBrowser(sarf);
    assert.equal((await browser.call('POST', '/auth/accept-invitation', body)).body.email, 'amina@sarf.test');
    assert.equal((await browser.signIn('amina@sarf.test', PASSWORD)).status, 200);
    const [, id = ''] = /(\S+) {2}amina@sarf\.test/.exec(await runCommand(sarf, 'list-members')) ?? [];
    await runCommand(sarf, 'disable-member', '--member', id);
    assertRefused(await browser.call('GET', '/session/v1'), 'CLIENT_STOPPED');
    await runCommand(sarf, 'enable-member', '--member', id);
    assertAnswer('getSession', await browser.call('GET', '/session/v1'));
    await assert.rejects(runCommand(sarf, 'disable-member', '--member', owner.id), /at least one owner/);
    await runCommand(sarf, 'set-duplicate-window', '--seconds', '5');
    const { content } = (await owner.call('GET', '/audit/v1?actor=operator')).body;
    assert.deepEqual(content.map(({ action, outcome }: Json) => `${action} ${outcome}`).toReversed(), [
      'createInvitation done',
      'changeMember done',
      'changeMember done',
      'set-duplicate-window asked',
      'set-duplicate-window done',
    ]);
    assert.ok(!(await runCommand(sarf, 'list-clients')).includes(id));
  });

  test('words that are wrong are told before anything is done', async () => {
    for (const words of [
      ['--email', 'x', '--role', 'owner'],
      ['--email', 'x@sarf.test', '--role', 'king'],
      ['--email', 'x@sarf.test'],
    ]) {
      await assert.rejects(async () => runCommand(sarf, 'create-member', ...words), /--(email|role)/);
    }
  });
});
