import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { listAudit } from '../src/auth/audit/list-audit.ts';
import { createClient } from '../src/auth/clients.ts';
import { setAgentLimits } from '../src/auth/set-agent-limits.ts';
import { addApplication, assertAnswer, assertRefused, callerOf, NOBODY } from './doors.ts';
import { type Person, signedIn } from './people.ts';
import { type RunningSarf, startSarf, until } from './running-sarf.ts';

const limits = {
  read_only: false,
  needs_approval: false,
  max_count_per_hour: 2,
  allowed_destinations: null,
  amounts: [{ currency: 'AED', max_amount_per_payout: 100.5, max_total_per_day: null }],
};

describe('API clients from the dashboard', () => {
  let sarf: RunningSarf;
  let owner: Person;
  let admin: Person;
  before(async () => {
    sarf = await startSarf({ worker: false });
    owner = await signedIn(sarf, 'owner');
    admin = await signedIn(sarf, 'admin');
  });
  after(() => sarf.stop());

  const make = async (person: Person, scopes: string[]) =>
    assertAnswer('createClient', await person.call('POST', '/clients/v1', { name: 'Shop', scopes }));
  const lines = async (objectId: string) =>
    (await listAudit(sarf.deps, sarf.sandbox.applicationId, { objectId }, 100)).content;
  const callOf = (made: { client: { id: string }; client_secret: string }) =>
    callerOf(sarf, { clientId: made.client.id, clientSecret: made.client_secret });

  test('a client is made with a secret that is shown once, and works', async () => {
    const made = await make(owner, ['payouts:read', 'payouts:write', 'payouts:read']);
    assert.equal(made.client.owner, owner.email);
    assert.deepEqual(made.client.scopes, ['payouts:read', 'payouts:write']);
    assertAnswer('listPayouts', await (await callOf(made))('GET', '/payouts/v1/payments'));
    const list = assertAnswer('listClients', await admin.call('GET', '/clients/v1'));
    assert.deepEqual(
      list.content.find(({ id }: { id: string }) => id === made.client.id),
      made.client,
    );
    assert(!JSON.stringify([list, await lines(made.client.id)]).includes(made.client_secret));
    const [line] = await lines(made.client.id);
    assert.equal(line?.action, 'createClient');
    assert.equal(line?.outcome, 'done');
    assert.equal(line?.before, null);
    assert.equal(line?.actor, `member:${owner.id}`);
  });

  test('members are no API clients', async () => {
    const { content } = assertAnswer('listClients', await owner.call('GET', '/clients/v1'));
    assert(!content.some(({ id }: { id: string }) => id === owner.id || id === admin.id));
    const path = `/clients/v1/${admin.id}`;
    assertRefused(await owner.call('PATCH', path, { is_revoked: true }), 'UNKNOWN_CLIENT');
    assertRefused(await owner.call('GET', `${path}/limits`), 'UNKNOWN_CLIENT');
    assertRefused(await owner.call('PUT', `${path}/limits`, limits), 'UNKNOWN_CLIENT');
    assertRefused(await owner.call('DELETE', `${path}/limits`), 'UNKNOWN_CLIENT');
  });

  test('nobody gives away what they may not do, or a client to somebody else', async () => {
    const asked = { name: 'Shop', scopes: ['payouts:read', 'payouts:write'] };
    const refused = assertRefused(await admin.call('POST', '/clients/v1', asked), 'ROLE_NOT_ALLOWED');
    assert.deepEqual(refused.metadata.scopes, ['payouts:write']);
    const given = { ...asked, owner: admin.email };
    assertRefused(await owner.call('POST', '/clients/v1', given), 'ROLE_NOT_ALLOWED');
    const own = { ...asked, owner: owner.email.toUpperCase() };
    assert.equal(assertAnswer('createClient', await owner.call('POST', '/clients/v1', own)).client.owner, owner.email);
    // A client of theirs gives away what it has, to the same owner.
    const keeper = await make(owner, ['clients:write', 'payouts:read']);
    const call = await callOf(keeper);
    const child = assertAnswer(
      'createClient',
      await call('POST', '/clients/v1', { name: 'Child', scopes: ['payouts:read'] }),
    );
    assert.equal(child.client.owner, owner.email);
    assertRefused(await call('POST', '/clients/v1', asked), 'ROLE_NOT_ALLOWED');
  });

  test('what somebody has lost since they came in they do not give away', async () => {
    const late = await signedIn(sarf, 'owner');
    const scopes = ['payouts:read', 'clients:write'];
    await sarf.sql`update clients set scopes = ${scopes} where id = ${late.id}`;
    const asked = { name: 'Shop', scopes: ['payouts:approve'] };
    assertRefused(await late.call('POST', '/clients/v1', asked), 'ROLE_NOT_ALLOWED');
  });

  test('the roles that may not are refused', async () => {
    const made = await make(owner, ['payouts:read']);
    const path = `/clients/v1/${made.client.id}`;
    for (const role of ['controller', 'operator', 'viewer'] as const) {
      const { call } = await signedIn(sarf, role);
      const asked = [
        await call('GET', '/clients/v1'),
        await call('POST', '/clients/v1', { name: 'Shop', scopes: ['payouts:read'] }),
        await call('PATCH', path, { is_stopped: true }),
        await call('GET', `${path}/limits`),
        await call('PUT', `${path}/limits`, limits),
        await call('DELETE', `${path}/limits`),
      ];
      for (const called of asked) assertRefused(called, 'INCORRECT_ACCESS_LEVEL');
    }
    const unproven = await signedIn(sarf, 'owner', { proof: null });
    assertRefused(await unproven.call('PUT', `${path}/limits`, limits), 'SECOND_FACTOR_NEEDED');
    assertRefused(await unproven.call('DELETE', `${path}/limits`), 'SECOND_FACTOR_NEEDED');
    // The stop is for emergencies: it waits for nothing.
    assertAnswer('changeClient', await unproven.call('PATCH', path, { is_stopped: true }));
  });

  test('a client is stopped, goes on, and is revoked for good', async () => {
    const made = await make(owner, ['payouts:read']);
    const path = `/clients/v1/${made.client.id}`;
    const call = await callOf(made);
    const stopped = assertAnswer('changeClient', await admin.call('PATCH', path, { is_stopped: true }));
    assert.equal(stopped.is_stopped, true);
    await refusedSoon(() => call('GET', '/payouts/v1/payments'), 'CLIENT_STOPPED');
    assertAnswer('changeClient', await admin.call('PATCH', path, { is_stopped: false }));
    await until('it may go on', async () => (await call('GET', '/payouts/v1/payments')).status === 200);
    assertRefused(await admin.call('PATCH', path, { is_revoked: false }), 'INVALID_PARAMETERS', ['is_revoked']);
    assert.equal((await admin.call('PATCH', path, { is_revoked: true })).body.is_revoked, true);
    await refusedSoon(() => call('GET', '/payouts/v1/payments'), 'UNAUTHORIZED');
    const again = await admin.call('PATCH', path, { is_stopped: false });
    assert.equal(assertAnswer('changeClient', again).is_revoked, true);
    const changes = (await lines(made.client.id)).toReversed().filter(({ action }) => action === 'changeClient');
    assert.deepEqual(
      changes.map(({ before, after, outcome }) => [stateOf(before), stateOf(after), outcome]),
      [
        ['', 'stopped', 'done'],
        ['stopped', '', 'done'],
        ['', '', 'INVALID_PARAMETERS'],
        ['', 'revoked', 'done'],
        ['revoked', 'revoked', 'done'],
      ],
    );
  });

  test('limits are set as a whole, hold, and are taken away', async () => {
    const made = await make(owner, ['payouts:read', 'payouts:write']);
    const path = `/clients/v1/${made.client.id}/limits`;
    const call = await callOf(made);
    assert.equal(assertAnswer('getClientLimits', await admin.call('GET', path)).limited, false);
    const set = assertAnswer('putClientLimits', await admin.call('PUT', path, limits));
    assert.deepEqual(
      set.amounts.map((one: { max_amount_per_payout: number }) => one.max_amount_per_payout),
      [100.5],
    );
    const pay = { amount: 101, currency: 'AED', destination_id: sarf.sandbox.destinationId };
    assertRefused(await call('POST', '/payouts/v1/payment', pay), 'AGENT_LIMIT');
    assertAnswer('createPayoutPayment', await call('POST', '/payouts/v1/payment', { ...pay, amount: 100.5 }));
    assert.equal(assertAnswer('getClientLimits', await admin.call('GET', path)).count_this_hour, 1);
    const narrow = { ...limits, allowed_destinations: [], amounts: [] };
    const narrowed = assertAnswer('putClientLimits', await admin.call('PUT', path, narrow));
    assert.deepEqual([narrowed.allowed_destinations, narrowed.amounts], [[], []]);
    assertRefused(await call('POST', '/payouts/v1/payment', pay), 'AGENT_LIMIT');
    assertAnswer('deleteClientLimits', await admin.call('DELETE', path));
    assertAnswer('createPayoutPayment', await call('POST', '/payouts/v1/payment', pay));
    const [taken, , first] = await lines(made.client.id);
    assert.equal(taken?.action, 'deleteClientLimits');
    assert.equal(taken?.after, null);
    assert.deepEqual(taken?.before, { ...narrow });
    assert.deepEqual([first?.action, first?.before], ['putClientLimits', null]);
    assert.deepEqual(first?.after, limits);
  });

  test('limits that say nothing, or nothing that is, are refused', async () => {
    const made = await make(owner, ['payouts:read']);
    const path = `/clients/v1/${made.client.id}/limits`;
    const put = (change: object) => admin.call('PUT', path, { ...limits, ...change });
    const amounts = (...list: object[]) => put({ amounts: list });
    assertRefused(await amounts({ currency: 'AED' }), 'INVALID_PARAMETERS', ['amounts.0']);
    assertRefused(
      await amounts({ currency: 'AED', max_total_per_day: 1 }, { currency: 'AED', max_total_per_day: 1 }),
      'INVALID_PARAMETERS',
      ['amounts.1.currency'],
    );
    assertRefused(
      await amounts({ currency: 'XQZ', max_total_per_day: 1, max_amount_per_payout: 1 }),
      'UNKNOWN_CURRENCY',
      ['amounts.0.currency'],
    );
    assertRefused(await amounts({ currency: 'AED', max_total_per_day: 1.234 }), 'INVALID_AMOUNT', [
      'amounts.0.max_total_per_day',
    ]);
    const other = await addApplication(sarf);
    const unknown = await put({ allowed_destinations: [sarf.sandbox.destinationId, NOBODY] });
    assertRefused(unknown, 'UNKNOWN_PAYMENT_DESTINATION', ['allowed_destinations.1']);
    const details = { beneficiary_name: 'Amina Haddad', iban: 'AE070331234567890123456' };
    const { id } = (await other.call('POST', '/payouts/v1/payment/destinations', details)).body;
    assertRefused(await put({ allowed_destinations: [id] }), 'UNKNOWN_PAYMENT_DESTINATION', ['allowed_destinations.0']);
    assert.equal((await admin.call('GET', path)).body.limited, false);
    const nothing = await amounts({ currency: 'AED', max_total_per_day: 0 });
    assert.equal(assertAnswer('putClientLimits', nothing).amounts[0].left_today, 0);
  });

  test('who is kept within limits makes and changes no clients', async () => {
    const { applicationId } = sarf.sandbox;
    const agent = await createClient(sarf.deps, applicationId, 'agent', ['clients:write', 'clients:read']);
    await setAgentLimits(sarf.deps, agent.clientId, {
      perPayoutMinor: undefined,
      perDayMinor: undefined,
      countPerHour: 5,
      allowedDestinations: undefined,
      readOnly: undefined,
      needsApproval: true,
    });
    const call = await callerOf(sarf, agent);
    const path = `/clients/v1/${agent.clientId}`;
    assertRefused(await call('POST', '/clients/v1', { name: 'Free', scopes: ['clients:read'] }), 'ROLE_NOT_ALLOWED');
    assertRefused(await call('DELETE', `${path}/limits`), 'ROLE_NOT_ALLOWED');
    assertRefused(await call('PUT', `${path}/limits`, limits), 'ROLE_NOT_ALLOWED');
    assertRefused(await call('PATCH', path, { is_stopped: false }), 'ROLE_NOT_ALLOWED');
    assertAnswer('getClientLimits', await call('GET', `${path}/limits`));
  });

  test('another application sees and changes none of them', async () => {
    const other = await addApplication(sarf);
    const made = await make(owner, ['payouts:read']);
    const path = `/clients/v1/${made.client.id}`;
    const list = assertAnswer('listClients', await other.call('GET', '/clients/v1'));
    assert(!JSON.stringify(list).includes(made.client.id));
    assertRefused(await other.call('PATCH', path, { is_revoked: true }), 'UNKNOWN_CLIENT');
    assertRefused(await other.call('GET', `${path}/limits`), 'UNKNOWN_CLIENT');
    assertRefused(await other.call('PUT', `${path}/limits`, limits), 'UNKNOWN_CLIENT');
    assertRefused(await other.call('DELETE', `${path}/limits`), 'UNKNOWN_CLIENT');
  });

  test('two who set limits at once set one after the other', async () => {
    const made = await make(owner, ['payouts:read']);
    const path = `/clients/v1/${made.client.id}/limits`;
    const counts = [1, 2, 3, 4];
    const put = (max: number) => admin.call('PUT', path, { ...limits, max_count_per_hour: max });
    for (const called of await Promise.all(counts.map(put))) assertAnswer('putClientLimits', called);
    const chain = (await lines(made.client.id)).toReversed().filter(({ action }) => action === 'putClientLimits');
    for (const [index, { before }] of chain.entries()) assert.deepEqual(before, chain[index - 1]?.after ?? null);
  });
});

const stateOf = (value: unknown): string => {
  const { is_stopped: isStopped, is_revoked: isRevoked } = Object(value);
  return [...(isStopped ? ['stopped'] : []), ...(isRevoked ? ['revoked'] : [])].join(' ');
};

async function refusedSoon(
  ask: () => ReturnType<RunningSarf['call']>,
  code: 'CLIENT_STOPPED' | 'UNAUTHORIZED',
): Promise<void> {
  await until('it is refused', async () => (await ask()).status !== 200);
  assertRefused(await ask(), code);
}
