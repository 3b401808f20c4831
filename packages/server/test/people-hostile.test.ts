import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operatorOf, recordAudit } from '../src/auth/audit/record-audit.ts';
import { verifyAudit } from '../src/auth/audit/verify-audit.ts';
import { createClient } from '../src/auth/clients.ts';
import { changeMember } from '../src/auth/members.ts';
import { inTransaction } from '../src/foundation/database.ts';
import { hashSecret } from '../src/foundation/seal.ts';
import { totpCode } from './authenticator.ts';
import { openBrowser } from './browser.ts';
import { allScopes, assertAnswer, assertRefused, callerOf } from './doors.ts';
import { addMember, PASSWORD, type Person, signedIn } from './people.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const INVITATIONS = '/team/v1/invitations';

describe('hostile people', () => {
  let sarf: RunningSarf;
  let owner: Person;
  before(async () => {
    sarf = await startSarf({ worker: false });
    owner = await signedIn(sarf, 'owner');
  });
  after(() => sarf.stop());

  const invite = async (email: string, role = 'viewer', call = owner.call): Promise<string> => {
    const { link } = assertAnswer('createInvitation', await call('POST', INVITATIONS, { email, role }));
    return new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? '';
  };
  const accept = (token: string, more: object = {}) =>
    openBrowser(sarf).call('POST', '/auth/accept-invitation', { token, name: 'New One', password: PASSWORD, ...more });
  const chain = async () => (await verifyAudit(sarf.sql, sarf.sandbox.applicationId)).fault;

  test('a name that no database can keep is refused, and breaks no audit log', async () => {
    const token = await invite('names@sarf.test');
    for (const name of ['nul\u0000', 'half \ud800', 'line\r\nset-cookie: a=b', '\u001b[31m', '   ']) {
      assertRefused(await accept(token, { name }), 'INVALID_PARAMETERS', ['name']);
    }
    assert.equal((await accept(token, { name: '=1+1 <img src=x> O’Neil أمينة' })).status, 200);
    // Whatever else may come to hold such a text one day.
    const by = { ...operatorOf(sarf.sandbox.applicationId), actorName: 'half \ud800 nul \u0000' };
    const draft = { by, at: sarf.deps.clock.now(), action: 'test', outcome: 'done', after: { text: '\ud800\u0000' } };
    await inTransaction(sarf.sql, (tx) => recordAudit(tx, draft));
    assert.equal(await chain(), null);
  });

  test('only who can sign in is invited', async () => {
    const wrong = ['a@b', 'ämina@sarf.test', 'İ@sarf.test', 'x\ud800@sarf.test', 'x\u007f@sarf.test', 'a..b@sarf.test'];
    const more = ['"><img>@x.example', 'x@localhost', 'a@b@c.example', "' or 1=1--", ' x@sarf.test', '.x@sarf.test'];
    for (const email of [...wrong, ...more, 'x@sarf.test ', `${'x'.repeat(250)}@sarf.test`]) {
      const called = await owner.call('POST', INVITATIONS, { email, role: 'viewer' });
      assertRefused(called, 'INVALID_PARAMETERS', ['email']);
    }
    for (const email of ["o'neil@sarf.test", 'Amina.Haddad+pay@finance.sarf.test', 'a_b-c@x-y.example']) {
      assert.equal((await accept(await invite(email))).status, 200);
      assert.equal((await openBrowser(sarf).signIn(email, PASSWORD)).status, 200, email);
    }
  });

  test('what the audit log is searched for is text, and nothing else', async () => {
    for (const name of ['actor', 'action', 'object_id']) {
      assertRefused(await owner.call('GET', `/audit/v1?${name}=x%00`), 'INVALID_PARAMETERS', [name]);
      const { content } = assertAnswer('listAudit', await owner.call('GET', `/audit/v1?${name}=%27%20or%201%3D1--`));
      assert.deepEqual(content, []);
    }
  });

  test('who knows the password does not get more tries at codes by changing it', async () => {
    const email = 'codes@sarf.test';
    await addMember(sarf, 'owner', { email });
    const browser = openBrowser(sarf);
    await browser.signIn(email, PASSWORD);
    const { uri } = (await browser.call('POST', '/auth/totp', { password: PASSWORD })).body;
    assert.equal((await browser.call('POST', '/auth/totp/confirm', { code: totpCode(uri, new Date()) })).status, 204);
    const guess = () => browser.call('POST', '/auth/prove', { code: '000000' });
    for (let tries = 0; tries < 8; tries += 1) assertRefused(await guess(), 'WRONG_CREDENTIALS');
    const change = { current_password: PASSWORD, new_password: PASSWORD };
    assert.equal((await browser.call('POST', '/auth/password', change)).status, 204);
    // Nor by signing in with it again.
    const again = openBrowser(sarf);
    assert.equal((await again.signIn(email, PASSWORD)).body.signed_in, false);
    assertRefused(await again.call('POST', '/auth/sign-in/totp', { code: '000000' }), 'WRONG_CREDENTIALS');
    // Ten tries at the account, and nine of them in a session.
    assertRefused(await guess(), 'WRONG_CREDENTIALS');
    assertRefused(await again.call('POST', '/auth/sign-in/totp', { code: '111111' }), 'RATE_LIMIT_EXCEEDED');
    assertRefused(await guess(), 'WRONG_CREDENTIALS');
    assertRefused(await guess(), 'RATE_LIMIT_EXCEEDED');
    const lines = await sarf.sql<{ action: string; count: number }[]>`
      select action, count(*)::integer as count from audit_lines where outcome = 'WRONG_CREDENTIALS'
      group by action order by action`;
    assert.deepEqual(
      [...lines],
      [
        { action: 'prove', count: 10 },
        { action: 'signIn', count: 1 },
      ],
    );
  });

  test('of those who come with the same code at once one comes in', async () => {
    const email = 'race@sarf.test';
    await addMember(sarf, 'owner', { email });
    const browser = openBrowser(sarf);
    await browser.signIn(email, PASSWORD);
    const begun = (await browser.call('POST', '/auth/totp', { password: PASSWORD })).body;
    const code = totpCode(begun.uri, new Date());
    assert.equal((await browser.call('POST', '/auth/totp/confirm', { code })).status, 204);
    await sarf.sql`delete from sign_in.used_codes`;
    const steps = [
      ['totp', code],
      ['backup-code', begun.backup_codes[0]],
    ];
    for (const [step, said] of steps) {
      const halves = await Promise.all(
        [1, 2, 3].map(async () => {
          const half = openBrowser(sarf);
          await half.signIn(email, PASSWORD);
          return half;
        }),
      );
      const calls = await Promise.all(halves.map((half) => half.call('POST', `/auth/sign-in/${step}`, { code: said })));
      assert.deepEqual(calls.map(({ status }) => status).toSorted(), [200, 403, 403], step);
    }
  });

  test('an invitation is no way to try the password of somebody else', async () => {
    const email = 'victim@sarf.test';
    const id = await addMember(sarf, 'owner', { email });
    // As if they were a member of another application.
    await sarf.sql`update members set email = 'else@sarf.test' where id = ${id}`;
    const token = await invite(email);
    assertRefused(await accept(token, { password: 'not the password at all' }), 'WRONG_CREDENTIALS');
    // Nine more, without the work of nine more hashes.
    const more = await sarf.sql`
      insert into sign_in.failures (key, at) select key, at from sign_in.failures, generate_series(1, 9)
      where key = ${hashSecret(`account ${email}`)}`;
    assert.equal(more.count, 9);
    assertRefused(await accept(token), 'RATE_LIMIT_EXCEEDED');
    assertRefused(await openBrowser(sarf).signIn(email, PASSWORD), 'RATE_LIMIT_EXCEEDED');
  });

  test('nobody lets somebody in after they may not any more', async () => {
    const admin = await signedIn(sarf, 'admin');
    const demoted = await invite('of-admin@sarf.test', 'controller', admin.call);
    assertAnswer('changeMember', await owner.call('PATCH', `/team/v1/members/${admin.id}`, { role: 'viewer' }));
    assertRefused(await accept(demoted), 'UNKNOWN_INVITATION');
    const second = await signedIn(sarf, 'owner');
    const ofOwner = await invite('of-owner@sarf.test', 'owner', second.call);
    // Past what the verb does: what counts is what they may when the link is used.
    await sarf.sql`update members set role = 'admin' where id = ${second.id}`;
    assertRefused(await accept(ofOwner), 'UNKNOWN_INVITATION');
    await sarf.sql`update members set role = 'owner' where id = ${second.id}`;
    assert.equal((await accept(ofOwner)).status, 200);
    for (const change of [{ is_stopped: true }, { is_revoked: true }]) {
      const client = await createClient(sarf.deps, sarf.sandbox.applicationId, 'inviter', allScopes);
      const call = await callerOf(sarf, client);
      const email = `${Object.keys(change)}@sarf.test`;
      const theirs = await invite(email, 'viewer', call);
      assertAnswer('changeClient', await owner.call('PATCH', `/clients/v1/${client.clientId}`, change));
      assertRefused(await accept(theirs), 'UNKNOWN_INVITATION');
      const { content } = (await owner.call('GET', INVITATIONS)).body;
      assert.ok(!content.some((one: Json) => one.email === email));
    }
  });

  test('who lost their role while their request was under way changes nobody', async () => {
    const [was, target] = [await signedIn(sarf, 'viewer'), await addMember(sarf, 'viewer')];
    const { applicationId } = sarf.sandbox;
    const by = { changer: { role: 'owner' as const, memberId: was.id }, audit: operatorOf(applicationId) };
    await assert.rejects(changeMember(sarf.deps, target, { role: 'owner' }, by), { code: 'ROLE_NOT_ALLOWED' });
    await assert.rejects(changeMember(sarf.deps, owner.id, { isDisabled: true }, by), { code: 'ROLE_NOT_ALLOWED' });
  });
});
