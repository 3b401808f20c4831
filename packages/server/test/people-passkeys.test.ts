import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { softPasskey } from './authenticator.ts';
import { awaitingPayout } from './awaiting-payout.ts';
import { type Browser, openBrowser } from './browser.ts';
import { assertAnswer, assertRefused } from './doors.ts';
import { movedClock } from './moved-clock.ts';
import { addMember, PASSWORD } from './people.ts';
import { type RunningSarf, startSarf } from './running-sarf.ts';

describe('passkeys', () => {
  let sarf: RunningSarf;
  let pass: (ms: number) => void;
  before(async () => {
    sarf = await startSarf({ worker: false });
    pass = movedClock(sarf);
  });
  after(() => sarf.stop());

  const HOST = '127.0.0.1';
  const ok = (called: { status: number; body: unknown }) =>
    assert.ok(called.status < 300, `${called.status}: ${JSON.stringify(called.body)}`);
  const optionsOf = async (browser: Browser, path: string) => {
    const called = await browser.call('POST', `${path}/options`);
    ok(called);
    return { options: called.body, origin: sarf.apiUrl };
  };

  async function withPasskey(email: string) {
    await addMember(sarf, 'owner', { email });
    const browser = openBrowser(sarf);
    ok(await browser.signIn(email, PASSWORD));
    const key = softPasskey(HOST);
    const response = key.register(await optionsOf(browser, '/auth/passkeys'));
    const added = await browser.call('POST', '/auth/passkeys', { name: 'Laptop', response });
    ok(added);
    return { browser, key, id: added.body.id };
  }

  test('one is added, signs in, proves, and is taken away', async () => {
    const { browser, key, id } = await withPasskey('keys@sarf.test');
    assert.deepEqual(
      (await browser.call('GET', '/auth/passkeys')).body.content.map(({ name }: { name: string }) => name),
      ['Laptop'],
    );
    // The password of this session proves nothing any more.
    const path = `/payouts/v1/payments/${await awaitingPayout(sarf)}/approve`;
    assert.equal(assertRefused(await browser.call('POST', path), 'SECOND_FACTOR_NEEDED').metadata.asked_for, 'passkey');
    assertRefused(await browser.call('POST', '/auth/prove', { password: PASSWORD }), 'SECOND_FACTOR_NEEDED');
    const passkey = key.answer(await optionsOf(browser, '/auth/prove/passkey'));
    ok(await browser.call('POST', '/auth/prove', { passkey }));
    assertRefused(await browser.call('POST', '/auth/prove', { passkey }), 'WRONG_CREDENTIALS');
    assertAnswer('approvePayout', await browser.call('POST', path));

    const second = openBrowser(sarf);
    const response = key.answer(await optionsOf(second, '/auth/sign-in/passkey'));
    const challenge = second.cookies.get('sarf.passkey') ?? '';
    ok(await second.call('POST', '/auth/sign-in/passkey', { response }));
    // Who has seen both goes by what was answered already.
    const seen = openBrowser(sarf);
    seen.cookies.set('sarf.passkey', challenge);
    assertRefused(await seen.call('POST', '/auth/sign-in/passkey', { response }), 'WRONG_CREDENTIALS');
    const again = `/payouts/v1/payments/${await awaitingPayout(sarf)}/approve`;
    assertAnswer('approvePayout', await second.call('POST', again));
    pass(6 * 60_000);
    assertRefused(await second.call('DELETE', `/auth/passkeys/${id}`), 'SECOND_FACTOR_NEEDED');
    ok(
      await second.call('POST', '/auth/prove', { passkey: key.answer(await optionsOf(second, '/auth/prove/passkey')) }),
    );
    assert.equal((await second.call('DELETE', `/auth/passkeys/${id}`)).status, 204);
    const gone = openBrowser(sarf);
    const late = key.answer(await optionsOf(gone, '/auth/sign-in/passkey'));
    assertRefused(await gone.call('POST', '/auth/sign-in/passkey', { response: late }), 'WRONG_CREDENTIALS');
  });

  test('of another site, another person, or a device that did not look who holds it, it proves nothing', async () => {
    const { browser, key } = await withPasskey('first@sarf.test');
    const other = await withPasskey('second@sarf.test');
    const refused = async (passkey: object) =>
      assertRefused(await browser.call('POST', '/auth/prove', { passkey }), 'WRONG_CREDENTIALS');
    const ceremony = () => optionsOf(browser, '/auth/prove/passkey');
    await refused(key.answer({ ...(await ceremony()), origin: 'https://evil.example' }));
    await refused(key.answer({ ...(await ceremony()), verified: false }));
    await refused(softPasskey(HOST).answer(await ceremony()));
    await refused(other.key.answer(await ceremony()));
    // What somebody else was asked is no answer here.
    await refused(key.answer(await optionsOf(other.browser, '/auth/prove/passkey')));
    const [row] = await sarf.sql<{ count: number }[]>`
      select count(*)::integer as count from sign_in.sessions where application_id is null`;
    assert.equal(row?.count, 0);
    ok(await browser.call('POST', '/auth/prove', { passkey: key.answer(await ceremony()) }));
  });

  test('a stolen session adds none without a proof', async () => {
    await addMember(sarf, 'owner', { email: 'stolen@sarf.test' });
    const browser = openBrowser(sarf);
    ok(await browser.signIn('stolen@sarf.test', PASSWORD));
    pass(6 * 60_000);
    assertRefused(await browser.call('POST', '/auth/passkeys/options'), 'SECOND_FACTOR_NEEDED');
    ok(await browser.call('POST', '/auth/prove', { password: PASSWORD }));
    ok(await browser.call('POST', '/auth/passkeys/options'));
  });
});

describe('in live mode', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false, mode: 'live' });
  });
  after(() => sarf.stop());

  test('owners set up more than a password before they release money', async () => {
    await addMember(sarf, 'owner', { email: 'live@sarf.test' });
    const browser = openBrowser(sarf);
    assert.equal((await browser.signIn('live@sarf.test', PASSWORD)).status, 200);
    const path = `/payouts/v1/payments/${await awaitingPayout(sarf)}/approve`;
    const asked = async () =>
      assertRefused(await browser.call('POST', path), 'SECOND_FACTOR_NEEDED').metadata.asked_for;
    assert.equal(await asked(), 'set_up');
    // The password does not do, but is enough for setting up what does.
    const proved = await browser.call('POST', '/auth/prove', { password: PASSWORD });
    assert.deepEqual(proved.body, { fresh_until: null });
    assert.equal(await asked(), 'set_up');
    const key = softPasskey('127.0.0.1');
    const ceremony = async (use: string) => {
      const options = (await browser.call('POST', `${use}/options`)).body;
      return { options, origin: sarf.apiUrl };
    };
    const response = key.register(await ceremony('/auth/passkeys'));
    assert.equal((await browser.call('POST', '/auth/passkeys', { name: 'Laptop', response })).status, 200);
    assert.equal(await asked(), 'passkey');
    const passkey = key.answer(await ceremony('/auth/prove/passkey'));
    assert.equal((await browser.call('POST', '/auth/prove', { passkey })).status, 200);
    assertAnswer('approvePayout', await browser.call('POST', path));
  });
});
