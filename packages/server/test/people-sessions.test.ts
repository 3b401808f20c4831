import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createClient } from '../src/auth/clients.ts';
import { setAgentLimits } from '../src/auth/set-agent-limits.ts';
import { stopClient } from '../src/auth/stop-clients.ts';
import { awaitingPayout } from './awaiting-payout.ts';
import { allScopes, assertAnswer, assertRefused, callerOf } from './doors.ts';
import { fromPage, type Person, sessionOf, signedIn } from './people.ts';
import { type RunningSarf, send, startSarf } from './running-sarf.ts';

const LIST = '/payouts/v1/payments';

/** Lets what this client or member asks for wait for another party. */
async function needsApproval(sarf: RunningSarf, clientId: string): Promise<void> {
  const same = { perPayoutMinor: undefined, perDayMinor: undefined, countPerHour: undefined, readOnly: undefined };
  await setAgentLimits(sarf.deps, clientId, { ...same, allowedDestinations: undefined, needsApproval: true });
}

describe('sessions of people', () => {
  let sarf: RunningSarf;
  let owner: Person;
  before(async () => {
    sarf = await startSarf({ worker: false });
    owner = await signedIn(sarf, 'owner');
  });
  after(() => sarf.stop());

  let paid = 0;
  const pay = () => {
    paid += 1;
    return { amount: paid, currency: 'AED', destination_id: sarf.sandbox.destinationId };
  };
  const raw = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    send(`${sarf.apiUrl}${path}`, method, body, headers);

  test('a session does what the role may, and history names the person', async () => {
    const made = assertAnswer('createPayoutPayment', await owner.call('POST', '/payouts/v1/payment', pay()));
    const { content } = (await owner.call('GET', `${LIST}/${made.id}/history`)).body;
    assert.equal(content[0].actor, `member:${owner.id}`);
    const viewer = await signedIn(sarf, 'viewer');
    assertAnswer('listPayouts', await viewer.call('GET', LIST));
    const refused = await viewer.call('POST', '/payouts/v1/payment', pay());
    assert.equal(assertRefused(refused, 'INCORRECT_ACCESS_LEVEL').metadata.scope, 'payouts:write');
  });

  test('a cookie that is missing, changed or unsigned is no session', async () => {
    const [name, value = ''] = owner.cookie.split('=');
    const cookies = [
      'theme=dark',
      `${name}=`,
      `${name}=%zz`,
      `${name}=${decodeURIComponent(value).split('.')[0]}`,
      `${name}=${value.slice(0, -6)}AAAA%3D`,
      `${name}=x${value}`,
      `other=${value}`,
    ];
    for (const cookie of cookies) assertRefused(await raw('GET', LIST, { cookie }), 'UNAUTHORIZED');
    assertAnswer('listPayouts', await raw('GET', LIST, { cookie: `theme=dark; ${owner.cookie}` }));
  });

  test('a token counts before a session', async () => {
    const { cookie } = owner;
    assertRefused(await raw('GET', LIST, { cookie, authorization: 'Bearer nonsense' }), 'UNAUTHORIZED');
    assertRefused(await raw('GET', LIST, { cookie, authorization: 'Basic x' }), 'UNAUTHORIZED');
    const authorization = `Bearer ${await sarf.token()}`;
    const made = assertAnswer(
      'createPayoutPayment',
      await raw('POST', '/payouts/v1/payment', { cookie, authorization }, pay()),
    );
    const { content } = (await sarf.call('GET', `${LIST}/${made.id}/history`)).body;
    assert.equal(content[0].actor, `client:${sarf.sandbox.client.clientId}`);
  });

  test('another site cannot make a browser change or read anything', async () => {
    const { cookie } = owner;
    const page = fromPage(sarf);
    const { 'x-sarf-session': _, ...withoutHeader } = page;
    const evil = { origin: 'https://evil.example' };
    const attempts: Record<string, string>[] = [
      {},
      withoutHeader,
      { 'x-sarf-session': '1' },
      { ...page, 'x-sarf-session': 'yes' },
      { ...page, ...evil },
      { ...page, origin: 'null' },
      { ...page, origin: `${sarf.apiUrl}.evil.example` },
      { ...page, 'sec-fetch-site': 'cross-site' },
      { ...page, 'sec-fetch-site': 'same-site' },
      { ...page, 'sec-fetch-site': 'none' },
      { 'x-sarf-session': '1', ...evil },
    ];
    for (const headers of attempts) {
      const called = await raw('POST', '/payouts/v1/payment', { ...headers, cookie }, pay());
      assertRefused(called, 'CROSS_SITE_REQUEST');
    }
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, evil]) {
      assertRefused(await raw('GET', LIST, { ...headers, cookie }), 'CROSS_SITE_REQUEST');
    }
    assertAnswer('listPayouts', await raw('GET', LIST, { cookie, 'sec-fetch-site': 'none' }));
    const { 'sec-fetch-site': __, ...older } = page;
    assertAnswer('createPayoutPayment', await raw('POST', '/payouts/v1/payment', { ...older, cookie }, pay()));
  });

  test('a member who is stopped is refused at once, in every session', async () => {
    const person = await signedIn(sarf, 'operator');
    const second = await sessionOf(sarf, person.id, null);
    for (const { call } of [person, second]) assertAnswer('listPayouts', await call('GET', LIST));
    await stopClient(sarf.deps, person.id);
    for (const { call } of [person, second]) assertRefused(await call('GET', LIST), 'CLIENT_STOPPED');
  });

  test('nobody approves what their own client asked for, however its owner was typed', async () => {
    const person = await signedIn(sarf, 'controller', { email: 'amina@sarf.test' });
    const { applicationId } = sarf.sandbox;
    const client = await createClient(sarf.deps, applicationId, 'agent', allScopes, 'Amina@SARF.test');
    await needsApproval(sarf, client.clientId);
    const { body: waiting } = await (await callerOf(sarf, client))('POST', '/payouts/v1/payment', pay());
    const approve = `${LIST}/${waiting.id}/approve`;
    assertRefused(await person.call('POST', approve), 'SECOND_PARTY_NEEDED');
    const approved = assertAnswer('approvePayout', await owner.call('POST', approve));
    assert.equal(approved.id, waiting.id);
    // The other way round.
    const own = await signedIn(sarf, 'controller', { email: 'omar@sarf.test' });
    const ownClient = await createClient(sarf.deps, applicationId, 'agent', allScopes, 'OMAR@sarf.test');
    await needsApproval(sarf, own.id);
    const { body: theirs } = await own.call('POST', '/payouts/v1/payment', pay());
    const called = await (await callerOf(sarf, ownClient))('POST', `${LIST}/${theirs.id}/approve`);
    assertRefused(called, 'SECOND_PARTY_NEEDED');
  });

  test('money is released on a fresh proof alone', async () => {
    const stale = new Date(sarf.deps.clock.now().getTime() - 5 * 60_000 - 1000);
    const approve = async () => `${LIST}/${await awaitingPayout(sarf)}/approve`;
    for (const proof of [null, { by: 'password' as const, at: stale }]) {
      const person = await sessionOf(sarf, owner.id, proof);
      const refused = await person.call('POST', await approve());
      assert.equal(assertRefused(refused, 'SECOND_FACTOR_NEEDED').metadata.asked_for, 'password');
      const path = `${LIST}/${await awaitingPayout(sarf)}/reject`;
      assertAnswer('rejectPayout', await person.call('POST', path, { reason: 'No' }));
    }
  });
});
