import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type FastifyInstance, fastify } from 'fastify';
import { addDashboardRoutes } from '../src/http/dashboard-routes.ts';
import { sendRaw } from './doors.ts';

describe('the door of the dashboard', () => {
  let folder: string;
  let app: FastifyInstance;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sarf-dashboard-'));
    app = fastify();
    addDashboardRoutes(app, folder);
  });
  after(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });
  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });
  const build = async (html: string, at: Date): Promise<void> => {
    await mkdir(join(folder, 'assets'), { recursive: true });
    await mkdir(join(folder, '.vite'), { recursive: true });
    await writeFile(join(folder, 'assets', 'index-abc.js'), 'export {};');
    await writeFile(join(folder, '.vite', 'manifest.json'), '{}');
    await writeFile(join(folder, 'index.html'), html);
    await utimes(join(folder, 'index.html'), at, at);
  };

  test('says in a sentence that nothing is built', async () => {
    const { statusCode, body, headers } = await get('/dashboard');
    assert.equal(statusCode, 503);
    assert.match(body, /^The dashboard is not built\./);
    assert.equal(headers['content-type'], 'text/plain; charset=utf-8');
  });

  test('gives the document for every address under it, and never from a cache', async () => {
    await build('<p>one</p>', new Date(1_000_000));
    for (const url of ['/dashboard', '/dashboard/', '/dashboard/payouts?status=PENDING', '/dashboard/a/b/c']) {
      const { statusCode, body, headers } = await get(url);
      assert.equal(statusCode, 200, url);
      assert.equal(body, '<p>one</p>');
      assert.equal(headers['cache-control'], 'no-store');
      assert.match(String(headers['content-type']), /^text\/html/);
    }
  });

  test('allows what this server has and nothing else', async () => {
    const { headers } = await get('/dashboard');
    const policy = String(headers['content-security-policy']);
    const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)] as const));
    assert.deepEqual(rules.get('default-src'), ["'none'"]);
    for (const kind of ['script-src', 'style-src', 'img-src', 'font-src', 'connect-src', 'form-action']) {
      assert.deepEqual(rules.get(kind), ["'self'"], kind);
    }
    for (const kind of ['frame-ancestors', 'base-uri']) assert.deepEqual(rules.get(kind), ["'none'"], kind);
    assert.equal(headers['referrer-policy'], 'same-origin');
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
  });

  test('gives files that are kept for ever, compressed to whom that suits', async () => {
    const plain = await get('/dashboard/assets/index-abc.js');
    assert.equal(plain.body, 'export {};');
    assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.match(String(plain.headers['content-type']), /^text\/javascript/);
    const small = await get('/dashboard/assets/index-abc.js', { 'accept-encoding': 'br, gzip' });
    assert.equal(small.headers['content-encoding'], 'gzip');
    assert.equal(gunzipSync(small.rawPayload).toString(), 'export {};');
  });

  test('gives no other file', async () => {
    for (const path of ['nothing.js', '../.vite/manifest.json', '%2e%2e/.vite/manifest.json', '..%2findex.html', '']) {
      const { statusCode, body } = await get(`/dashboard/assets/${path}`);
      // An address that leads out of the folder is that of a page.
      assert.ok(statusCode === 404 || body === '<p>one</p>', path);
    }
  });

  test('gives nothing outside of its folder to whoever writes the address by hand', async () => {
    await writeFile(join(folder, 'assets', 'index-abc.js.map'), '{}');
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const outside = ['../index.html', '..%2f..%2fpackage.json', '%252e%252e%252f.vite/manifest.json', '..\\index.html'];
    const odd = [
      '%00',
      'index-abc.js%00.css',
      'index-abc.js.map',
      '__proto__',
      'constructor',
      '',
      `${'a/'.repeat(4000)}`,
    ];
    for (const path of [...outside, ...odd]) {
      const { status, headers } = await sendRaw(url, { path: `/dashboard/assets/${path}` });
      assert.equal(status, 404, path);
      assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'/);
      assert.equal(headers.get('cache-control'), null);
    }
    for (const path of [
      '/dashboardx',
      '//dashboard',
      '/dashboard;x',
      '/.vite/manifest.json',
      '/dashboard/%',
      '/dashboard/%ff',
    ]) {
      assert.ok([400, 404].includes((await sendRaw(url, { path })).status), path);
    }
    const head = await sendRaw(url, { method: 'HEAD', path: '/dashboard/assets/index-abc.js' });
    assert.deepEqual([head.status, head.body], [200, '']);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
      assert.equal((await sendRaw(url, { method, path: '/dashboard/assets/index-abc.js' })).status, 404, method);
    }
  });

  test('gives what was built anew without being started again', async () => {
    await build('<p>two</p>', new Date(2_000_000));
    assert.equal((await get('/dashboard')).body, '<p>two</p>');
  });
});
