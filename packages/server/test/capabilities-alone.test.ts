import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { freePort } from './free-port.ts';
import { type RunningSarf, send, startSarf, until } from './running-sarf.ts';

const program = join(import.meta.dirname, '../src/main.ts');
const TOKEN = 'what-agents-have-to-show';

describe('capabilities by themselves, in live mode', () => {
  let sarf: RunningSarf;
  let dataDir: string;
  let env: Record<string, string>;
  const children: ChildProcess[] = [];
  before(async () => {
    sarf = await startSarf();
    dataDir = await mkdtemp(join(tmpdir(), 'sarf-alone-'));
    env = {
      ...{
        PATH: process.env.PATH ?? '',
        MODE: 'live',
        ROLES: 'capability',
        DATA_DIR: dataDir,
        PUBLIC_URL: sarf.apiUrl,
      },
      ...{ CAPABILITY_REST_PORT: String(await freePort()), CAPABILITY_MCP_PORT: String(await freePort()) },
    };
  });
  after(async () => {
    for (const child of children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await sarf?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = (more: Record<string, string>): { child: ChildProcess; output: () => string } => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
      env: { ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    return { child, output: () => output };
  };

  test('need the credentials of a client, and say which are missing', async () => {
    const { child, output } = start({});
    const [code] = await once(child, 'exit');
    assert.equal(code, 1);
    assert.match(output(), /SARF_CLIENT_ID/);
  });

  test('serve whoever shows the token, and need neither key nor database', async () => {
    const { clientId, clientSecret } = sarf.sandbox.agent;
    const credentials = { SARF_CLIENT_ID: clientId, SARF_CLIENT_SECRET: clientSecret };
    const { child, output } = start({ ...credentials, CAPABILITY_TOKEN: TOKEN });
    await until('it is ready', async () => {
      assert.equal(child.exitCode, null, output());
      return output().includes('sarf is ready');
    });
    const accounts = `http://127.0.0.1:${env.CAPABILITY_REST_PORT}/v1/payouts/v1/accounts`;
    const stranger = await send(accounts, 'GET', undefined, {});
    assert.equal(stranger.status, 401);
    assert.match(stranger.headers.get('www-authenticate') ?? '', /^Bearer/);
    const mcp = await send(`http://127.0.0.1:${env.CAPABILITY_MCP_PORT}/mcp`, 'POST', {}, {});
    assert.equal(mcp.status, 401);
    const known = await send(accounts, 'GET', undefined, { authorization: `Bearer ${TOKEN}` });
    assert.equal(known.body.content.length, 4, JSON.stringify(known.body));
    assert.deepEqual(await readdir(dataDir), []);
    assert.doesNotMatch(output(), new RegExp(`${clientSecret}|${TOKEN}`));
  });
});
