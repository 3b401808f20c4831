import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowser } from './browser.ts';
import { assertAnswer, assertRefused } from './doors.ts';
import { movedClock } from './moved-clock.ts';
import { addMember, PASSWORD, sessionOf } from './people.ts';
import { type RunningSarf, startSarf } from './running-sarf.ts';

const MINUTE = 60_000;
const LIST = '/payouts/v1/payments';

describe('wrong tries and old sessions', () => {
  let sarf: RunningSarf;
  let pass: (ms: number) => void;
  before(async () => {
    sarf = await startSarf({ worker: false });
    pass = movedClock(sarf);
  });
  after(() => sarf.stop());

  const wrong = (email: string) => openBrowser(sarf).signIn(email, 'not the password at all');

  test('ten wrong passwords lock an account for 15 minutes, whether it exists or not', async () => {
    const email = 'locked@sarf.test';
    await addMember(sarf, 'owner', { email });
    for (const address of [email, 'nobody@sarf.test']) {
      // All at once: none of them gets past the count.
      const calls = await Promise.all(Array.from({ length: 13 }, () => wrong(address)));
      const words = calls.map(({ body }) => body.status).toSorted();
      assert.deepEqual(
        words,
        [...Array(3).fill('RATE_LIMIT_EXCEEDED'), ...Array(10).fill('WRONG_CREDENTIALS')].toSorted(),
      );
      assertRefused(await openBrowser(sarf).signIn(address.toUpperCase(), PASSWORD), 'RATE_LIMIT_EXCEEDED');
    }
    pass(14 * MINUTE);
    const locked = await openBrowser(sarf).signIn(email, PASSWORD);
    assert.ok(assertRefused(locked, 'RATE_LIMIT_EXCEEDED').metadata.retry_after_seconds <= 60);
    pass(MINUTE + 1000);
    assert.equal((await openBrowser(sarf).signIn(email, PASSWORD)).status, 200);
  });

  test('signing in forgets wrong tries, and old ones do not count', async () => {
    const email = 'clumsy@sarf.test';
    await addMember(sarf, 'owner', { email });
    for (let tries = 0; tries < 9; tries += 1) assertRefused(await wrong(email), 'WRONG_CREDENTIALS');
    assert.equal((await openBrowser(sarf).signIn(email, PASSWORD)).status, 200);
    for (let tries = 0; tries < 9; tries += 1) await wrong(email);
    pass(16 * MINUTE);
    assertRefused(await wrong(email), 'WRONG_CREDENTIALS');
    assert.equal((await openBrowser(sarf).signIn(email, PASSWORD)).status, 200);
  });

  test('wrong proofs in a session lock the account, too', async () => {
    const email = 'proving@sarf.test';
    const person = await sessionOf(sarf, await addMember(sarf, 'owner', { email }), null);
    const prove = (password: string) => person.call('POST', '/auth/prove', { password });
    for (let tries = 0; tries < 10; tries += 1) assertRefused(await prove('not it, I think'), 'WRONG_CREDENTIALS');
    assertRefused(await prove(PASSWORD), 'RATE_LIMIT_EXCEEDED');
    assertRefused(await openBrowser(sarf).signIn(email, PASSWORD), 'RATE_LIMIT_EXCEEDED');
    // Being signed in is not ended by it: nobody can lock somebody else out of their session.
    assertAnswer('listPayouts', await person.call('GET', LIST));
  });

  test('nobody keeps somebody who is signed in from proving who they are', async () => {
    const email = 'besieged@sarf.test';
    const person = await sessionOf(sarf, await addMember(sarf, 'owner', { email }), null);
    assertRefused(await wrong(email), 'WRONG_CREDENTIALS');
    // Many more, at the account and from the same address.
    await sarf.sql`
      insert into sign_in.failures (key, at)
      select distinct key, ${sarf.deps.clock.now()}::timestamptz + n * interval '1 microsecond'
      from sign_in.failures, generate_series(1, 100) n`;
    assertRefused(await openBrowser(sarf).signIn(email, PASSWORD), 'RATE_LIMIT_EXCEEDED');
    assert.equal((await person.call('POST', '/auth/prove', { password: PASSWORD })).status, 200);
    assertRefused(await openBrowser(sarf).signIn(email, PASSWORD), 'RATE_LIMIT_EXCEEDED');
    pass(16 * MINUTE);
  });

  test('many wrong tries from one address lock the address', async () => {
    pass(20 * MINUTE);
    await sarf.sql`
      insert into sign_in.failures (key, at)
      select key, ${sarf.deps.clock.now()} from (
        select key from sign_in.failures group by key order by count(*) desc limit 1) most, generate_series(1, 100)`;
    assertRefused(await wrong('else@sarf.test'), 'RATE_LIMIT_EXCEEDED');
    pass(16 * MINUTE);
    assertRefused(await wrong('else@sarf.test'), 'WRONG_CREDENTIALS');
  });

  test('a session ends an hour after it was used, and twelve hours after it began', async () => {
    const id = await addMember(sarf, 'viewer');
    const [idle, busy] = [await sessionOf(sarf, id, null), await sessionOf(sarf, id, null)];
    for (let minutes = 0; minutes < 12 * 60; minutes += 55) {
      assertAnswer('listPayouts', await busy.call('GET', LIST));
      pass(55 * MINUTE);
      if (minutes > 55) assertRefused(await idle.call('GET', LIST), 'UNAUTHORIZED');
    }
    assertRefused(await busy.call('GET', LIST), 'UNAUTHORIZED');
  });

  test('a proof is fresh for five minutes', async () => {
    const person = await sessionOf(sarf, await addMember(sarf, 'owner'), null);
    const fresh = async () => (await person.call('GET', '/session/v1')).body.second_factor.fresh_until;
    assert.equal(await fresh(), null);
    const proved = await person.call('POST', '/auth/prove', { password: PASSWORD });
    assert.equal(proved.status, 200);
    assert.equal(await fresh(), proved.body.fresh_until);
    pass(5 * MINUTE - 10_000);
    assert.equal(await fresh(), proved.body.fresh_until);
    pass(11_000);
    assert.equal(await fresh(), null);
  });
});
