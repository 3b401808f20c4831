import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { openBrowser } from './browser.ts';
import { freePort } from './free-port.ts';
import { type Json, send, until } from './running-sarf.ts';

const run = promisify(execFile);
const program = join(import.meta.dirname, '../src/main.ts');
const admin = join(import.meta.dirname, '../src/admin/main.ts');
const PATIENCE_MS = 60_000;

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** The tools that an MCP server lists. */
async function listTools(url: string): Promise<Json[]> {
  const client = new Client({ name: 'newcomer', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  const { tools } = await client.listTools();
  await client.close();
  return tools;
}

describe('npm start, as a newcomer uses it', () => {
  let dataDir: string;
  let env: Record<string, string | undefined>;
  let current: Started | undefined;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sarf-start-'));
    await chmod(dataDir, 0o711);
    env = {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(await freePort()),
      BANK_PORT: String(await freePort()),
      CAPABILITY_REST_PORT: String(await freePort()),
      CAPABILITY_MCP_PORT: String(await freePort()),
      DATABASE_URL: '',
      LOG_LEVEL: 'warn',
      STATEMENTS_EVERY_SECONDS: '1',
    };
  });
  after(async () => {
    await stop(current);
    // Whatever a failed test left running: a start adopts the database, and its stop stops it.
    await run(process.execPath, [admin, 'list-applications'], { env }).catch(() => {});
    await rm(dataDir, { recursive: true, force: true });
  });

  async function start(more: Record<string, string> = {}): Promise<Started> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
      env: { ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    current = { child, output: () => output };
    const until = Date.now() + PATIENCE_MS;
    while (!/^sarf is ready$/m.test(output)) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`sarf did not start: ${output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return current;
  }

  async function stop(started: Started | undefined, signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    if (!started || started.child.exitCode !== null || started.child.signalCode !== null) return null;
    const gone = once(started.child, 'exit');
    started.child.kill(signal);
    const [code] = await gone;
    return code;
  }

  const sandboxFile = async (): Promise<Json> => JSON.parse(await readFile(join(dataDir, 'sandbox.json'), 'utf8'));
  const token = async (): Promise<Json> => {
    const { token_url, client_id, client_secret } = await sandboxFile();
    const answer = await fetch(token_url, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret }),
    });
    const body: Json = await answer.json();
    return body.access_token;
  };

  test('the first start sets everything up, and the curl of its banner makes a payout that completes', async () => {
    const started = await start();
    const sandbox = await sandboxFile();
    for (const name of ['api_url', 'token_url', 'bank_url', 'application_id', 'client_id', 'client_secret']) {
      assert.equal(typeof sandbox[name], 'string', name);
    }
    assert.equal(sandbox.dashboard_url, `${sandbox.api_url}/dashboard`);
    assert.deepEqual(
      sandbox.members.map(({ role }: Json) => role),
      ['operator', 'owner'],
    );
    for (const { email, password, role } of sandbox.members) {
      assert.match(started.output(), new RegExp(`${email} +${password}`));
      const browser = openBrowser({ apiUrl: sandbox.api_url });
      assert.deepEqual((await browser.signIn(email, password)).body, { signed_in: true });
      assert.equal((await browser.call('GET', '/session/v1')).body.role, role);
    }
    const currencies = sandbox.payout_accounts.map((account: Json) => account.currency).toSorted();
    assert.deepEqual(currencies, ['AED', 'KWD', 'SAR', 'USD']);
    assert.equal((await stat(join(dataDir, 'sandbox.json'))).mode & 0o777, 0o600);
    assert.equal((await stat(join(dataDir, 'secret-key'))).mode & 0o777, 0o600);

    assert.match(started.output(), new RegExp(`set-agent-limits --client ${sandbox.agent_client_id}`));
    assert(started.output().includes(sandbox.mcp_url), 'the banner says where the tools are');
    const listed = await listTools(sandbox.mcp_url);
    assert.ok(listed.some(({ name }: Json) => name === 'lean-createpayoutpayment'));
    const through = await send(`${sandbox.capability_rest_url}/v1/payouts/v1/payments`, 'GET', undefined, {});
    assert.deepEqual([through.status, through.body.content], [200, []]);

    const line = started
      .output()
      .split('\n')
      .find((one) => one.trim().startsWith('curl'));
    assert(line, 'the banner has a curl');
    const { stdout } = await run('bash', ['-c', line]);
    const payout: Json = JSON.parse(stdout);
    assert.equal(payout.status, 'PENDING');
    const authorization = `Bearer ${await token()}`;
    const until = Date.now() + PATIENCE_MS;
    let now: Json;
    do {
      now = (await send(`${sandbox.api_url}/payouts/v1/${payout.id}`, 'GET', undefined, { authorization })).body;
      assert(Date.now() < until, JSON.stringify(now));
    } while (now.status !== 'COMPLETED');
    const accounts = await send(`${sandbox.api_url}/payouts/v1/accounts`, 'GET', undefined, { authorization });
    const kwd = accounts.body.content.find((account: Json) => account.currency === 'KWD');
    assert.equal(kwd.available, 100_000_000);
  });

  test('there are payments to try: some proven by the bank, one to be matched, one that did not arrive', async () => {
    const { api_url } = await sandboxFile();
    const authorization = `Bearer ${await token()}`;
    const read = async (path: string): Promise<Json> =>
      (await send(`${api_url}${path}`, 'GET', undefined, { authorization })).body.content;
    await until('the bank has proven three', async () => {
      const payments = await read('/payments/v1');
      return payments.length === 5 && payments.filter((one: Json) => one.refunds.remaining === one.amount).length === 3;
    });
    const suggested = await until('one waits for a person', async () => {
      const [first] = await read('/reconciliation/v1/suggestions');
      return first?.payment.reference;
    });
    assert.equal(suggested, 'INV-2044');
    const accounts = await read('/payouts/v1/accounts');
    // What the curl paid, and what the customer did.
    assert.equal(accounts.find((one: Json) => one.currency === 'AED').posted, 100_000_000 - 125.5 + 1589.5);
  });

  test('a second one on the same ports says which port is taken, and the first goes on', async () => {
    const { stderr, code } = await run(process.execPath, [program], { env, timeout: PATIENCE_MS }).then(
      () => ({ stderr: '', code: 0 }),
      (error: { stderr: string; code: number }) => error,
    );
    assert.notEqual(code, 0);
    assert.match(stderr, new RegExp(`Port ${env.PORT} is taken`));
    const others = { ...env, PORT: String(await freePort()), BANK_PORT: String(await freePort()) };
    const failed: Json = await run(process.execPath, [program], { env: others }).catch((error: unknown) => error);
    assert.match(failed.stderr, new RegExp(`Port ${env.CAPABILITY_REST_PORT} is taken.*set CAPABILITY_REST_PORT`));
    const { api_url } = await sandboxFile();
    assert.equal((await send(`${api_url}/health/ready`, 'GET', undefined, {})).status, 200);
  });

  test('the admin commands work beside it: a new client gets a token, a revoked one is refused at once', async () => {
    const { stdout } = await run(
      process.execPath,
      [admin, 'create-client', '--name', 'x', '--scopes', 'payouts:read'],
      { env },
    );
    const [, client_id = '', client_secret = ''] = /client_id +(\S+)\nclient_secret +(\S+)/.exec(stdout) ?? [];
    const { api_url, token_url } = await sandboxFile();
    const fields = { grant_type: 'client_credentials', client_id, client_secret };
    const answer = await fetch(token_url, { method: 'POST', body: new URLSearchParams(fields) });
    const { access_token }: Json = await answer.json();
    const list = () =>
      send(`${api_url}/payouts/v1/payments`, 'GET', undefined, { authorization: `Bearer ${access_token}` });
    assert.equal((await list()).status, 200);
    await run(process.execPath, [admin, 'revoke-client', '--client', client_id], { env });
    assert.equal((await list()).status, 401);
    assert.equal((await fetch(token_url, { method: 'POST', body: new URLSearchParams(fields) })).status, 401);
  });

  test('Ctrl-C stops everything in order', async () => {
    const { api_url, bank_url, mcp_url } = await sandboxFile();
    assert.equal(await stop(current), 0);
    await assert.rejects(fetch(`${api_url}/health/live`));
    await assert.rejects(fetch(`${bank_url}/health`));
    await assert.rejects(fetch(mcp_url));
    await assert.rejects(stat(join(dataDir, 'postgres/postmaster.pid')));
  });

  test('after kill -9 the next start works, with the same credentials and the same payouts', async () => {
    const before = await sandboxFile();
    await stop(await start(), 'SIGKILL');
    await start();
    assert.deepEqual(await sandboxFile(), before);
    const authorization = `Bearer ${await token()}`;
    const { body } = await send(`${before.api_url}/payouts/v1/payments`, 'GET', undefined, { authorization });
    assert.equal(body.content.length, 1);
    assert.equal(await stop(current, 'SIGTERM'), 0);
  });

  test('a configuration with faults is refused with all of them, and --help lists the settings', async () => {
    const wrong = { ...env, PORT: 'no', RATE_LIMIT: 'fast' };
    const failed: Json = await run(process.execPath, [program], { env: wrong }).catch((error: unknown) => error);
    assert.equal(failed.code, 1);
    assert.match(failed.stderr, /PORT must be/);
    assert.match(failed.stderr, /RATE_LIMIT must be/);
    const { stdout } = await run(process.execPath, [program, '--help'], { env });
    assert.match(stdout, /DATABASE_URL/);
  });
});
