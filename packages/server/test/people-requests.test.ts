import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { run } from '../src/compose.ts';
import { totpCode } from './authenticator.ts';
import { openBrowser } from './browser.ts';
import { assertRefused, assertSomeRefusal, sendRaw } from './doors.ts';
import { addMember, fromPage, PASSWORD, signedIn } from './people.ts';
import { type RunningSarf, send, startSarf, until } from './running-sarf.ts';

describe('hostile requests at the sign-in', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false });
  });
  after(() => sarf.stop());

  test('there is what is documented, and nothing that the library would serve by itself', async () => {
    const text = await readFile(join(import.meta.dirname, '../../../docs/people.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `(GET|POST|DELETE) (\/auth\/\S+)` \|/gm)];
    const documented = rows.map(([, method = '', path = '']) => `${method} ${path}`);
    assert.ok(documented.length >= 18, text);
    const { email } = await signedIn(sarf, 'owner');
    const browser = openBrowser(sarf);
    await browser.signIn(email, PASSWORD);
    // With a body that none of them takes, so that nothing happens.
    const reach = (method: string, path: string) =>
      browser.call(method, path.replace(':id', 'x'), method === 'GET' ? undefined : { nothing: 'of the kind' });
    for (const one of documented) {
      const [method = '', path = ''] = one.split(' ');
      assert.notEqual((await reach(method, path)).body.status, 'INVALID_URL', one);
    }
    const library = betterAuth({
      ...{ secret: 'x'.repeat(40), baseURL: 'http://x.test', logger: { disabled: true } },
      ...{ emailAndPassword: { enabled: true }, plugins: [twoFactor(), passkey()] },
    });
    const own = Object.values<{ path?: string; options: { method?: unknown } }>(library.api);
    const served = own.flatMap(({ path, options: { method } }) =>
      path === undefined ? [] : [method].flat().map((one) => `${one} /auth${path}`),
    );
    assert.ok(served.length > 40);
    for (const one of served.filter((line) => !documented.includes(line))) {
      const [method = '', path = ''] = one.split(' ');
      assertRefused(await reach(method, path.replaceAll(/:\w+/g, 'x')), 'INVALID_URL');
    }
  });

  test('bodies that are no sign-in are refused, and sign nobody in', async () => {
    const email = 'bodies@sarf.test';
    await addMember(sarf, 'owner', { email });
    const right = `"email":"${email}","password":"${PASSWORD}"`;
    const bodies = [
      `{"__proto__":{"x":1},${right}}`,
      `{"constructor":{"prototype":{"x":1}},${right}}`,
      `{${right},"role":"owner"}`,
      `[{${right}}]`,
      `{"email":["${email}"],"password":"${PASSWORD}"}`,
      `{"email":{"$ne":null},"password":{"$ne":null}}`,
      `{"email":"${email}\\u0000","password":"${PASSWORD}"}`,
      `{"email":"${email}' or '1'='1","password":"${PASSWORD}"}`,
      `{"email":"${email}","password":"${'x'.repeat(129)}"}`,
      `{"email":"${email}","password":"${'x'.repeat(40_000)}"}`,
      `${'['.repeat(30_000)}`,
      'null',
      '"x"',
      '',
    ];
    for (const body of bodies) {
      const called = await openBrowser(sarf).call('POST', '/auth/sign-in', body);
      assertSomeRefusal(called);
      assert.deepEqual(called.headers.getSetCookie(), [], body.slice(0, 80));
    }
    // What a form, or a page of another site, could send without asking.
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
      const called = await openBrowser(sarf).call('POST', '/auth/sign-in', `{${right}}`, { 'content-type': type });
      assertRefused(called, 'UNSUPPORTED_MEDIA_TYPE');
    }
  });

  test('every answer tells a browser to run nothing of it, and to show it in no frame', async () => {
    const paths = ['/', '/auth/sign-in', '/docs/', '/docs/openapi.json', '/dashboard', '/dashboard/assets/no.js'];
    const more = ['/dashboard/assets/..%2f..%2fpackage.json', '/dashboard/%', '/%', '/metrics', '/payouts/v1/payments'];
    for (const path of [...paths, ...more]) {
      const { headers } = await sendRaw(sarf.apiUrl, { path });
      const policy = headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'/, path);
      assert.match(policy, /frame-ancestors 'none'/, path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      if (!path.startsWith('/docs')) assert.doesNotMatch(policy, /unsafe|data:|\*/, path);
    }
  });

  test('where a request comes from is what our own proxy says, and nobody else', async () => {
    const email = 'proxies@sarf.test';
    const id = await addMember(sarf, 'owner', { email });
    const wrong = async (apiUrl: string, forwarded: string) => {
      const headers = { ...fromPage(sarf), 'x-forwarded-for': forwarded, 'x-real-ip': '203.0.113.77' };
      const body = { email, password: 'not the password at all' };
      assertRefused(await send(`${apiUrl}/auth/sign-in`, 'POST', body, headers), 'WRONG_CREDENTIALS');
    };
    await wrong(sarf.apiUrl, '203.0.113.1');
    const settings = { ...sarf.deps.settings, trustedProxies: ['127.0.0.0/8', '10.0.0.0/8'] };
    const options = { api: true, worker: false, host: '127.0.0.1', port: 0, rateLimit: null, statementsEveryMs: 0 };
    const behind = await run({ ...sarf.deps, settings }, options);
    try {
      const apiUrl = `http://127.0.0.1:${behind.port}`;
      await wrong(apiUrl, '203.0.113.1');
      // What the caller wrote before our proxies added where it came from.
      await wrong(apiUrl, '127.0.0.1, 203.0.113.99, 203.0.113.2, 10.1.2.3');
    } finally {
      await behind.stop();
    }
    // Nobody waits for a failed sign-in to be written down; nor are they in order.
    const lines = await until('all three are written down', async () => {
      const found = await sarf.sql<{ ip: string }[]>`
        select ip from audit_lines where object_id = ${id} and outcome = 'WRONG_CREDENTIALS' order by ip`;
      return found.length === 3 && found;
    });
    assert.deepEqual(
      lines.map(({ ip }) => ip),
      ['127.0.0.1', '203.0.113.1', '203.0.113.2'],
    );
  });

  test('behind https cookies are for secure pages alone, and others count for nothing', async () => {
    const email = 'secure@sarf.test';
    await addMember(sarf, 'owner', { email });
    const settings = { ...sarf.deps.settings, publicUrl: 'https://desk.example' };
    const options = { api: true, worker: false, host: '127.0.0.1', port: 0, rateLimit: null, statementsEveryMs: 0 };
    const secure = await run({ ...sarf.deps, settings }, options);
    try {
      const apiUrl = `http://127.0.0.1:${secure.port}`;
      const page = { ...fromPage(sarf), origin: 'https://desk.example' };
      const body = { email, password: PASSWORD };
      const called = await send(`${apiUrl}/auth/sign-in`, 'POST', body, page);
      assert.equal(called.status, 200);
      const [cookie = ''] = called.headers.getSetCookie();
      assert.match(cookie, /^__Host-sarf_session=/);
      for (const flag of [/; Secure/i, /; HttpOnly/i, /; SameSite=Strict/i, /; Path=\//i]) assert.match(cookie, flag);
      const [pair = ''] = cookie.split(';');
      const look = (value: string) => send(`${apiUrl}/session/v1`, 'GET', undefined, { cookie: value });
      assert.equal((await look(pair)).body.email, email);
      assertRefused(await look(pair.replace('__Host-', '')), 'UNAUTHORIZED');
      assert.doesNotMatch(cookie, /; Domain/i);
      // The same host over http is another origin.
      const http = { host: 'desk.example', ...page, origin: 'http://desk.example', 'content-type': 'application/json' };
      const posted = await sendRaw(apiUrl, {
        ...{ method: 'POST', path: '/auth/sign-in', headers: http },
        body: JSON.stringify(body),
      });
      assertRefused(posted, 'CROSS_SITE_REQUEST');
      // So are the cookies of the second step and of passkeys.
      const options = await send(`${apiUrl}/auth/sign-in/passkey/options`, 'POST', undefined, page);
      assert.match(options.headers.getSetCookie().join(), /^__Host-sarf\.passkey=.*; Secure/);
      const browser = openBrowser(sarf, apiUrl);
      const call: typeof browser.call = (method, path, sent) => browser.call(method, path, sent, page);
      await call('POST', '/auth/sign-in', body);
      const { uri } = (await call('POST', '/auth/totp', { password: PASSWORD })).body;
      assert.equal((await call('POST', '/auth/totp/confirm', { code: totpCode(uri, new Date()) })).status, 204);
      await sarf.sql`delete from sign_in.used_codes`;
      await call('POST', '/auth/sign-out');
      await call('POST', '/auth/sign-in', body);
      assert.deepEqual([...browser.cookies.keys()], ['__Host-sarf.two_factor']);
      assert.equal((await call('POST', '/auth/sign-in/totp', { code: totpCode(uri, new Date()) })).status, 200);
      assert.deepEqual([...browser.cookies.keys()], ['__Host-sarf_session']);
      const out = await send(`${apiUrl}/auth/sign-out`, 'POST', undefined, { ...page, cookie: pair });
      assert.match(out.headers.getSetCookie().join(), /^__Host-sarf_session=;.*Max-Age=0.*; Secure/);
    } finally {
      await secure.stop();
    }
  });
});
