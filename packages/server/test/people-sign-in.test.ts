import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { stopClient } from '../src/auth/stop-clients.ts';
import { totpCode } from './authenticator.ts';
import { awaitingPayout } from './awaiting-payout.ts';
import { openBrowser } from './browser.ts';
import { assertAnswer, assertRefused } from './doors.ts';
import { addMember, fromPage, PASSWORD } from './people.ts';
import { type RunningSarf, send, startSarf } from './running-sarf.ts';

const LIST = '/payouts/v1/payments';
let made = 0;

describe('signing in', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false });
  });
  after(() => sarf.stop());

  const member = async (role: 'owner' | 'viewer' | 'controller' = 'owner') => {
    made += 1;
    const email = `person-${made}@sarf.test`;
    return { email, id: await addMember(sarf, role, { email }) };
  };
  const ok = (called: { status: number; body: unknown }) =>
    assert.ok(called.status < 300, `${called.status}: ${JSON.stringify(called.body)}`);

  test('with an e-mail address and a password, and out again', async () => {
    const { email } = await member();
    const browser = openBrowser(sarf);
    assertRefused(await browser.call('GET', LIST), 'UNAUTHORIZED');
    const signed = await browser.signIn(email.toUpperCase(), PASSWORD);
    ok(signed);
    assert.deepEqual(signed.body, { signed_in: true });
    assertAnswer('listPayouts', await browser.call('GET', LIST));
    const [cookie = ''] = browser.set;
    assert.match(cookie, /^sarf_session=/);
    assert.match(cookie, /HttpOnly/i);
    assert.match(cookie, /SameSite=Strict/i);
    assert.match(cookie, /Path=\//i);
    assert.match(cookie, /Max-Age=43200/i);
    const kept = new Map(browser.cookies);
    assert.equal((await browser.call('POST', '/auth/sign-out')).status, 204);
    assert.equal(browser.cookies.size, 0);
    for (const [name, value] of kept) browser.cookies.set(name, value);
    assertRefused(await browser.call('GET', LIST), 'UNAUTHORIZED');
  });

  test('nothing tells whether there is an account', async () => {
    const { email, id } = await member();
    await stopClient(sarf.deps, (await member()).id);
    const disabled = `person-${made}@sarf.test`;
    const wrong = [
      [email, 'not the password at all'],
      ['nobody@sarf.test', PASSWORD],
      [disabled, PASSWORD],
      [`${id}`, PASSWORD],
    ] as const;
    const answers = await Promise.all(wrong.map(([address, password]) => openBrowser(sarf).signIn(address, password)));
    for (const called of answers) {
      assertRefused(called, 'WRONG_CREDENTIALS');
      const { request_id: _, timestamp: __, ...rest } = called.body;
      const { request_id: ___, timestamp: ____, ...first } = answers[0]?.body ?? {};
      assert.deepEqual(rest, first);
      assert.deepEqual(called.headers.getSetCookie(), []);
    }
  });

  test('a request of another site signs nobody in or out', async () => {
    const { email } = await member();
    const body = { email, password: PASSWORD };
    const attempts: Record<string, string>[] = [
      {},
      { ...fromPage(sarf), origin: 'https://evil.example' },
      { ...fromPage(sarf), 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of attempts) {
      assertRefused(await send(`${sarf.apiUrl}/auth/sign-in`, 'POST', body, headers), 'CROSS_SITE_REQUEST');
    }
    const form = { ...fromPage(sarf), 'content-type': 'application/x-www-form-urlencoded' };
    const posted = await send(`${sarf.apiUrl}/auth/sign-in`, 'POST', `email=${email}&password=x`, form);
    assertRefused(posted, 'UNSUPPORTED_MEDIA_TYPE');
  });

  test('a session that was put into the browser before is not the one that signs in', async () => {
    const [victim, attacker] = [await member(), await member('viewer')];
    const theirs = openBrowser(sarf);
    ok(await theirs.signIn(attacker.email, PASSWORD));
    const planted = theirs.cookies.get('sarf_session') ?? '';
    const browser = openBrowser(sarf);
    browser.cookies.set('sarf_session', planted);
    ok(await browser.signIn(victim.email, PASSWORD));
    assert.notEqual(browser.cookies.get('sarf_session'), planted);
    assertAnswer('listPayouts', await browser.call('GET', LIST));
    // The planted one has ended, and is nobody else's.
    assertRefused(await theirs.call('GET', LIST), 'UNAUTHORIZED');
  });

  test('codes of an app: set up, asked for, good once, and backup codes', async () => {
    const { email } = await member();
    const browser = openBrowser(sarf);
    ok(await browser.signIn(email, PASSWORD));
    assertRefused(await browser.call('POST', '/auth/totp', { password: 'something else' }), 'WRONG_CREDENTIALS');
    const begun = await browser.call('POST', '/auth/totp', { password: PASSWORD });
    ok(begun);
    const { uri, backup_codes: backupCodes } = begun.body;
    assert.equal(backupCodes.length, 10);
    const now = () => totpCode(uri, new Date());
    const next = () => totpCode(uri, new Date(Date.now() + 30_000));
    assertRefused(await browser.call('POST', '/auth/totp/confirm', { code: '000000' }), 'WRONG_CREDENTIALS');
    // Not asked for before it is confirmed.
    assert.equal((await openBrowser(sarf).signIn(email, PASSWORD)).body.signed_in, true);
    const first = now();
    ok(await browser.call('POST', '/auth/totp/confirm', { code: first }));
    assertAnswer('listPayouts', await browser.call('GET', LIST));

    const second = openBrowser(sarf);
    const half = await second.signIn(email, PASSWORD);
    assert.deepEqual(half.body, { signed_in: false, second_factor: ['totp', 'backup_code'] });
    assert.deepEqual([...second.cookies.keys()], ['sarf.two_factor']);
    assertRefused(await second.call('GET', LIST), 'UNAUTHORIZED');
    assertRefused(await second.call('POST', '/auth/sign-in/totp', { code: '000000' }), 'WRONG_CREDENTIALS');
    const code = now();
    // The one that ended the set-up was good once, and that was there.
    assertRefused(await second.call('POST', '/auth/sign-in/totp', { code: first }), 'WRONG_CREDENTIALS');
    await sarf.sql`delete from sign_in.used_codes`;
    ok(await second.call('POST', '/auth/sign-in/totp', { code }));
    const approve = async () => `${LIST}/${await awaitingPayout(sarf)}/approve`;
    assertAnswer('approvePayout', await second.call('POST', await approve()));

    const third = openBrowser(sarf);
    await third.signIn(email, PASSWORD);
    assertRefused(await third.call('POST', '/auth/sign-in/totp', { code }), 'WRONG_CREDENTIALS');
    ok(await third.call('POST', '/auth/sign-in/backup-code', { code: backupCodes[0] }));
    const fourth = openBrowser(sarf);
    await fourth.signIn(email, PASSWORD);
    assertRefused(
      await fourth.call('POST', '/auth/sign-in/backup-code', { code: backupCodes[0] }),
      'WRONG_CREDENTIALS',
    );

    // A proof that grew old is renewed by a code, and not by the password.
    await sarf.sql`update sign_in.sessions set proven_at = proven_at - interval '6 minutes' where proven_at is not null`;
    await sarf.sql`select pg_notify('sarf_sessions', '')`;
    const path = await approve();
    const refused = async () => (await second.call('POST', path)).body;
    while ((await refused()).status !== 'SECOND_FACTOR_NEEDED') await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal((await refused()).metadata.asked_for, 'totp');
    assertRefused(await second.call('POST', '/auth/prove', { password: PASSWORD }), 'SECOND_FACTOR_NEEDED');
    assertRefused(await second.call('POST', '/auth/prove', { code }), 'WRONG_CREDENTIALS');
    const proved = await second.call('POST', '/auth/prove', { code: next() });
    ok(proved);
    assert.ok(Date.parse(proved.body.fresh_until) > Date.now());
    assertAnswer('approvePayout', await second.call('POST', path));

    // Without codes again.
    assertRefused(await second.call('DELETE', '/auth/totp', { password: 'something else' }), 'WRONG_CREDENTIALS');
    ok(await second.call('DELETE', '/auth/totp', { password: PASSWORD }));
    assert.equal((await openBrowser(sarf).signIn(email, PASSWORD)).body.signed_in, true);
  });

  test('a new password ends all other sessions, also in another process', async () => {
    const { email } = await member();
    const joined = await sarf.join({ api: true });
    const [here, there] = [openBrowser(sarf), openBrowser(sarf, joined.apiUrl)];
    for (const browser of [here, there]) ok(await browser.signIn(email, PASSWORD));
    assertAnswer('listPayouts', await there.call('GET', LIST));
    const change = (current: string, next: string) =>
      here.call('POST', '/auth/password', { current_password: current, new_password: next });
    assertRefused(await change('something else', 'another long sentence'), 'WRONG_CREDENTIALS');
    assertRefused(await change(PASSWORD, 'too short'), 'INVALID_PARAMETERS', ['new_password']);
    ok(await change(PASSWORD, 'another long sentence'));
    assertAnswer('listPayouts', await here.call('GET', LIST));
    // Told by a notification: long before what is remembered would be looked up again.
    const until = Date.now() + 1500;
    while ((await there.call('GET', LIST)).status !== 401) assert.ok(Date.now() < until, 'the other session ends');
    assertRefused(await openBrowser(sarf).signIn(email, PASSWORD), 'WRONG_CREDENTIALS');
    ok(await openBrowser(sarf).signIn(email, 'another long sentence'));
  });

  test('out of one browser, or out of all of them and no one else’s', async () => {
    const [{ email }, other] = [await member('viewer'), await member('viewer')];
    const [first, second, third, stranger] = [1, 2, 3, 4].map(() => openBrowser(sarf));
    assert.ok(first && second && third && stranger);
    for (const browser of [first, second, third]) ok(await browser.signIn(email, PASSWORD));
    ok(await stranger.signIn(other.email, PASSWORD));
    ok(await first.call('POST', '/auth/sign-out'));
    assertRefused(await first.call('GET', LIST), 'UNAUTHORIZED');
    assertAnswer('listPayouts', await second.call('GET', LIST));
    assertRefused(await second.call('POST', '/auth/sign-out', { everywhere: 'yes' }), 'INVALID_PARAMETERS', [
      'everywhere',
    ]);
    ok(await second.call('POST', '/auth/sign-out', { everywhere: true }));
    for (const browser of [second, third]) assertRefused(await browser.call('GET', LIST), 'UNAUTHORIZED');
    assertAnswer('listPayouts', await stranger.call('GET', LIST));
  });

  test('another name is what everybody reads from then on, and the one before is written down', async () => {
    const { email, id } = await member();
    const browser = openBrowser(sarf);
    ok(await browser.signIn(email, PASSWORD));
    const rename = (name: unknown) => browser.call('POST', '/auth/name', { name });
    for (const name of ['', '   ', 'a\u0000b', 'n'.repeat(101), 7]) {
      assertRefused(await rename(name), 'INVALID_PARAMETERS', ['name']);
    }
    assert.deepEqual((await rename('  Amina Haddad ')).body, { name: 'Amina Haddad' });
    assert.equal(assertAnswer('getSession', await browser.call('GET', '/session/v1')).name, 'Amina Haddad');
    const { content: members } = assertAnswer('listMembers', await browser.call('GET', '/team/v1/members'));
    assert.equal(members.find((one: { id: string }) => one.id === id).name, 'Amina Haddad');
    const { content } = assertAnswer(
      'listAudit',
      await browser.call('GET', `/audit/v1?object_id=${id}&action=changeName`),
    );
    assert.deepEqual([content[0].before, content[0].after], [{ name: 'The owner' }, { name: 'Amina Haddad' }]);
  });
});
