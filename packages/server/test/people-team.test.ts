import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowser } from './browser.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY } from './doors.ts';
import { movedClock } from './moved-clock.ts';
import { addMember, PASSWORD, type Person, signedIn } from './people.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const MEMBERS = '/team/v1/members';
const INVITATIONS = '/team/v1/invitations';

describe('the team', () => {
  let sarf: RunningSarf;
  let owner: Person;
  let admin: Person;
  let pass: (ms: number) => void;
  before(async () => {
    sarf = await startSarf({ worker: false });
    owner = await signedIn(sarf, 'owner', { email: 'owner@sarf.test' });
    admin = await signedIn(sarf, 'admin');
    pass = movedClock(sarf);
  });
  after(() => sarf.stop());

  const change = (person: Person, id: string, body: object) => person.call('PATCH', `${MEMBERS}/${id}`, body);
  const invite = (email: string, role = 'operator', by = owner) => by.call('POST', INVITATIONS, { email, role });
  const tokenOf = ({ link }: Json): string => new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? '';
  const accept = (token: string, more: object = {}) =>
    openBrowser(sarf).call('POST', '/auth/accept-invitation', { token, name: 'New One', password: PASSWORD, ...more });

  test('who is asking, and what they may do', async () => {
    const mine = assertAnswer('getSession', await owner.call('GET', '/session/v1'));
    assert.equal(mine.kind, 'member');
    assert.equal(mine.email, 'owner@sarf.test');
    assert.equal(mine.second_factor.asked_for, 'password');
    const theirs = assertAnswer('getSession', await sarf.call('GET', '/session/v1'));
    assert.equal(theirs.kind, 'client');
    assert.equal(theirs.second_factor.asked_for, 'nothing');
  });

  test('a role holds at once, and so does disabling', async () => {
    const person = await signedIn(sarf, 'viewer');
    const pay = (amount: number) =>
      person.call('POST', '/payouts/v1/payment', {
        amount,
        currency: 'AED',
        destination_id: sarf.sandbox.destinationId,
      });
    assertRefused(await pay(1), 'INCORRECT_ACCESS_LEVEL');
    const changed = assertAnswer('changeMember', await change(admin, person.id, { role: 'operator' }));
    assert.equal(changed.role, 'operator');
    assertAnswer('createPayoutPayment', await pay(1));
    assertAnswer('changeMember', await change(admin, person.id, { is_disabled: true }));
    assertRefused(await pay(2), 'CLIENT_STOPPED');
    assertAnswer('changeMember', await change(admin, person.id, { is_disabled: false }));
    assertAnswer('createPayoutPayment', await pay(3));
    const { content } = (await owner.call('GET', `/audit/v1?object_id=${person.id}`)).body;
    assert.deepEqual(
      content.map(({ before: was, after: is }: Json) => [was, is]),
      [
        [
          { role: 'operator', is_disabled: true },
          { role: 'operator', is_disabled: false },
        ],
        [
          { role: 'operator', is_disabled: false },
          { role: 'operator', is_disabled: true },
        ],
        [
          { role: 'viewer', is_disabled: false },
          { role: 'operator', is_disabled: false },
        ],
      ],
    );
  });

  test('admins neither make owners nor change them, nor their own role', async () => {
    const id = await addMember(sarf, 'viewer');
    assertRefused(await change(admin, id, { role: 'owner' }), 'ROLE_NOT_ALLOWED');
    assertRefused(await change(admin, owner.id, { role: 'viewer' }), 'ROLE_NOT_ALLOWED');
    assertRefused(await change(admin, owner.id, { is_disabled: true }), 'ROLE_NOT_ALLOWED');
    assertRefused(await change(admin, admin.id, { role: 'controller' }), 'ROLE_NOT_ALLOWED');
    assertRefused(await invite('else@sarf.test', 'owner', admin), 'ROLE_NOT_ALLOWED');
    // A client may no more than an admin, whatever its scopes.
    const client = await sarf.call('PATCH', `${MEMBERS}/${id}`, { role: 'owner' });
    assertRefused(client, 'ROLE_NOT_ALLOWED');
    assertRefused(await change(owner, NOBODY, { role: 'viewer' }), 'UNKNOWN_MEMBER');
    const other = await addApplication(sarf);
    const stranger = await addMember(sarf, 'viewer', { applicationId: other.applicationId });
    assertRefused(await change(owner, stranger, { role: 'admin' }), 'UNKNOWN_MEMBER');
  });

  test('an owner stays, however many leave at once', async () => {
    for (const body of [{ role: 'viewer' }, { is_disabled: true }]) {
      assertRefused(await change(owner, owner.id, body), 'LAST_OWNER');
    }
    const others = await Promise.all([1, 2, 3].map(() => signedIn(sarf, 'owner')));
    const all = [owner, ...others];
    // Each takes the role from the next.
    const calls = await Promise.all(
      all.map((person, index) => change(person, all[(index + 1) % all.length]?.id ?? '', { is_disabled: true })),
    );
    const members = await sarf.call('GET', MEMBERS);
    const left = members.body.content.filter((one: Json) => one.role === 'owner' && !one.is_disabled);
    assert.ok(left.length >= 1, JSON.stringify(calls.map(({ body }) => body.status)));
    await sarf.sql`update clients set stopped_at = null`;
    await sarf.sql`select pg_notify('sarf_auth', ''), pg_notify('sarf_sessions', '')`;
    for (const { id } of others) {
      const until = Date.now() + 5000;
      while ((await change(owner, id, { role: 'viewer' })).status !== 200) assert.ok(Date.now() < until);
    }
  });

  test('an invitation makes a member, once', async () => {
    const made = assertAnswer('createInvitation', await invite('New@Sarf.test'));
    assert.equal(made.email, 'new@sarf.test');
    assert.equal(made.invited_by, 'owner@sarf.test');
    assert.ok(made.link.startsWith(`${sarf.apiUrl}/dashboard/invitation#token=`));
    assertRefused(await invite('new@sarf.test'), 'MEMBER_ALREADY_EXISTS');
    const { content } = assertAnswer('listInvitations', await owner.call('GET', INVITATIONS));
    assert.deepEqual(
      content.map(({ id, link }: Json) => [id, link]),
      [[made.id, null]],
    );
    const token = tokenOf(made);
    assertRefused(await accept(`${token}x`), 'UNKNOWN_INVITATION');
    assertRefused(await accept(token, { password: 'short' }), 'INVALID_PARAMETERS', ['password']);
    // It is for the address it was made for, and for nothing else.
    assertRefused(await accept(token, { email: 'evil@sarf.test' }), 'INVALID_PARAMETERS', ['email']);
    assertRefused(await accept(token, { role: 'owner' }), 'INVALID_PARAMETERS', ['role']);
    const calls = await Promise.all([accept(token), accept(token), accept(token)]);
    assert.deepEqual(calls.map(({ body }) => body.status ?? body.email).toSorted(), [
      'UNKNOWN_INVITATION',
      'UNKNOWN_INVITATION',
      'new@sarf.test',
    ]);
    const browser = openBrowser(sarf);
    assert.equal((await browser.signIn('new@sarf.test', PASSWORD)).status, 200);
    assert.equal((await browser.call('GET', '/session/v1')).body.role, 'operator');
    assertRefused(await invite('new@sarf.test'), 'MEMBER_ALREADY_EXISTS');
    const { body } = await owner.call('GET', '/audit/v1?page_size=100');
    assert(!JSON.stringify(body).includes(token));
  });

  test('an invitation that was taken back, ran out, or whose maker was disabled is good for nothing', async () => {
    const back = (await invite('back@sarf.test')).body;
    assert.equal((await owner.call('DELETE', `${INVITATIONS}/${back.id}`)).status, 204);
    assertRefused(await owner.call('DELETE', `${INVITATIONS}/${back.id}`), 'UNKNOWN_INVITATION');
    assertRefused(await accept(tokenOf(back)), 'UNKNOWN_INVITATION');
    const maker = await signedIn(sarf, 'admin');
    const theirs = (await invite('theirs@sarf.test', 'viewer', maker)).body;
    assertAnswer('changeMember', await change(owner, maker.id, { is_disabled: true }));
    assertRefused(await accept(tokenOf(theirs)), 'UNKNOWN_INVITATION');
    const old = (await invite('old@sarf.test')).body;
    pass(7 * 24 * 3_600_000 + 1000);
    assertRefused(await accept(tokenOf(old)), 'UNKNOWN_INVITATION');
  });

  test('who is a member elsewhere joins with the password that they have', async () => {
    const other = await addApplication(sarf);
    await addMember(sarf, 'viewer', { email: 'both@sarf.test' });
    const made = (await other.call('POST', INVITATIONS, { email: 'both@sarf.test', role: 'viewer' })).body;
    assertRefused(await accept(tokenOf(made), { password: 'a password of the thief' }), 'WRONG_CREDENTIALS');
    assert.equal((await openBrowser(sarf).signIn('both@sarf.test', PASSWORD)).status, 200);
    assert.equal((await accept(tokenOf(made))).body.email, 'both@sarf.test');
  });
});
