import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { type SandboxBank, startSandboxBank } from '../../sandbox-bank/src/index.ts';
import { openingMinor } from '../src/admin/seed-sandbox.ts';
import { openSandboxAccount } from '../src/banks/connectors/sandbox/open-account.ts';
import { callbackSecret } from '../src/compose.ts';
import { checkBooks } from '../src/doctor/check-books.ts';
import { openDatabase, type Sql } from '../src/foundation/database.ts';
import { startEmbeddedPostgres } from '../src/foundation/embedded-postgres.ts';
import { freePort } from './free-port.ts';
import { type Json, send, until } from './running-sarf.ts';

const run = promisify(execFile);
const program = join(import.meta.dirname, '../src/main.ts');
const admin = join(import.meta.dirname, '../src/admin/main.ts');
const isRoot = process.getuid?.() === 0;
const onlyRoot = isRoot ? {} : { skip: 'not run as root, so all was done as a normal user' };

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarf-backup-'));
  await chmod(folder, 0o711);
});
after(() => rm(folder, { recursive: true, force: true }));

/** Does something with the database in a data folder, which is started for it unless it runs. */
async function withDatabase<T>(dataDir: string, work: (sql: Sql, url: string) => Promise<T>): Promise<T> {
  const server = await startEmbeddedPostgres({ dataDir, log: () => {} });
  const sql = openDatabase(server.url(), { connectionsMax: 4 });
  try {
    return await work(sql, server.url());
  } finally {
    await sql.end({ timeout: 2 });
    await server.stop();
  }
}

/** Like `until`, for what takes long on a busy machine. */
async function patiently(what: string, look: () => Promise<boolean>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const found = await until(what, look).catch((error: unknown) => (tries < 5 ? false : Promise.reject(error)));
    if (found) return;
  }
}

/** Our books against themselves; the bank has orders that a copy of the past cannot know. */
async function assertBooksFit(sql: Sql): Promise<void> {
  const { checks } = await checkBooks(sql);
  assert.deepEqual(
    checks.filter(({ result }) => result !== 'ok'),
    [],
  );
}

describe('a backup of a Sarf that makes payouts at full speed', () => {
  let env: Record<string, string>;
  let bank: SandboxBank;
  let child: ChildProcess | undefined;
  const original = () => join(folder, 'original');
  const copy = () => join(folder, 'copy');
  const file = () => join(folder, 'busy.tar.gz');

  before(async () => {
    const port = await freePort();
    const secretKey = randomBytes(32);
    bank = await startSandboxBank({
      host: '127.0.0.1',
      port: 0,
      databasePath: join(folder, 'bank.sqlite'),
      callback: {
        url: `http://127.0.0.1:${port}/banks/v1/callbacks/sandbox`,
        secret: callbackSecret(secretKey),
      },
      faults: null,
      settleMs: 100,
    });
    env = {
      ...{ PORT: String(port), BANK_URL: bank.url, SARF_SECRET_KEY: secretKey.toString('hex') },
      ...{ ROLES: 'api,worker', RATE_LIMIT: 'off', LOG_LEVEL: 'error', STATEMENTS_EVERY_SECONDS: '0' },
      ...{ LEASE_SECONDS: '8', BANK_TIMEOUT_SECONDS: '3', DATABASE_URL: '' },
    };
  });
  after(async () => {
    child?.kill('SIGKILL');
    await bank.stop();
    // Stops the databases that a failed test may have left.
    for (const dataDir of [original(), copy()]) await withDatabase(dataDir, async () => {}).catch(() => {});
  });

  const environment = (dataDir: string) => ({ ...process.env, ...env, DATA_DIR: dataDir });

  async function start(dataDir: string): Promise<Json> {
    const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
      env: environment(dataDir),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    let output = '';
    started.stdout.on('data', (chunk) => (output += chunk));
    await patiently('sarf is ready', async () => started.exitCode !== null || /^sarf is ready$/m.test(output));
    return JSON.parse(await readFile(join(dataDir, 'sandbox.json'), 'utf8'));
  }

  async function stop(): Promise<void> {
    const gone = once(child ?? assert.fail('it runs'), 'exit');
    child?.kill('SIGTERM');
    await gone;
  }

  /** Makes payouts, many at a time, until told to stop. */
  async function beginLoad(sandbox: Json) {
    const { token_url, client_id, client_secret, api_url, destination_id } = sandbox;
    const fields = { grant_type: 'client_credentials', client_id, client_secret };
    const { access_token }: Json = await (
      await fetch(token_url, { method: 'POST', body: new URLSearchParams(fields) })
    ).json();
    const acknowledged: string[] = [];
    let going = true;
    const loop = async (own: number): Promise<void> => {
      for (let at = own; going; at += 1) {
        // The last two decide what the bank does: it carries out, refuses, or carries out and drops the connection.
        const amount = Number(`${1 + (at % 7)}.${['10', '91', '50', '93'][at % 4]}`);
        const made = await send(
          `${api_url}/payouts/v1/payment`,
          'POST',
          { amount, currency: 'AED', destination_id },
          { authorization: `Bearer ${access_token}` },
        );
        assert.equal(made.status, 201, JSON.stringify(made.body));
        acknowledged.push(made.body.id);
      }
    };
    const loops = Promise.all(Array.from({ length: 48 }, (_, own) => loop(own)));
    return {
      acknowledged,
      stop: async () => {
        going = false;
        await loops;
      },
    };
  }

  /** How often the bank received each instruction. */
  async function receivedAtBank(): Promise<Map<string, number>> {
    const received = new Map<string, number>();
    for (let after: string | null = ''; after !== null; ) {
      const url: string = `${bank.url}/instructions?limit=1000${after && `&after=${after}`}`;
      const { body } = await send(url, 'GET', undefined, {});
      for (const one of body.content) received.set(one.end_to_end_id, one.times_received);
      after = body.next;
    }
    return received;
  }

  test('has every payout acknowledged before it began, and books that fit; nothing reaches the bank twice', async () => {
    const sandbox = await start(original());
    for (const { iban, currency } of sandbox.payout_accounts) {
      await openSandboxAccount(bank.url, { iban, currency, openingMinor: openingMinor(currency) });
    }
    const load = await beginLoad(sandbox);
    await patiently('there are payouts', async () => load.acknowledged.length > 600);
    const earlier = [...load.acknowledged];
    const told = await run(process.execPath, [admin, 'backup', file()], { env: environment(original()) });
    assert.match(told.stdout, /busy\.tar\.gz: \d+\.\d MB in \d+\.\d s, from \d+\.\d MB/);
    assert(load.acknowledged.length > earlier.length + 20, 'payouts were made meanwhile');
    assert.equal((await stat(file())).mode & 0o777, 0o600);
    await load.stop();
    await stop();

    // The bank is asked after the length of a lease; here that need not be long.
    const soon = { ...environment(copy()), LEASE_SECONDS: '2', BANK_TIMEOUT_SECONDS: '1' };
    const restored = await run(process.execPath, [admin, 'restore', file()], { env: soon });
    assert.deepEqual((await readdir(copy())).toSorted(), ['postgres', 'postgres-password']);
    const doubted = await withDatabase(copy(), async (sql) => {
      const rows = await sql<{ id: string; state: string; reasonCode: string | null }[]>`
        select id, state, reason_code from payouts`;
      const ids = new Set(rows.map((row) => row.id));
      assert.deepEqual(
        earlier.filter((id) => !ids.has(id)),
        [],
      );
      assert.match(restored.stdout, new RegExp(`^payouts +${rows.length}$`, 'm'));
      assert.equal(rows.filter((row) => row.state === 'queued').length, 0);
      await assertBooksFit(sql);
      return rows.filter((row) => row.reasonCode === 'RESTORED').map((row) => row.id);
    });
    // Whether any waited in the queue at that moment is chance; restore-doubt.test.ts is sure of it.
    if (doubted.length > 0) {
      assert.match(restored.stdout, new RegExp(`^${doubted.length} payouts and 0 charges were in the queue`, 'm'));
    }

    await start(copy());
    await withDatabase(copy(), async (sql) => {
      const isSettled = async () =>
        (await sql`select 1 from payouts where state not in ('completed', 'failed') limit 1`).length === 0;
      await patiently('all is settled', isSettled);
      await assertBooksFit(sql);
      const ids = await sql<{ id: string }[]>`select end_to_end_id as id from payouts`;
      const received = await receivedAtBank();
      assert.deepEqual(
        ids.filter(({ id }) => received.get(id) !== 1),
        [],
      );
    });
    await stop();
  });
});

test('a normal user restores and backs up', onlyRoot, async () => {
  const home = join(folder, 'home');
  const nobody = 65534;
  await mkdir(home, { mode: 0o700 });
  await cp(join(folder, 'busy.tar.gz'), join(home, 'x.tar.gz'));
  for (const path of [home, join(home, 'x.tar.gz')]) await chown(path, nobody, nobody);
  const env = { ...process.env, DATA_DIR: join(home, 'data'), DATABASE_URL: '' };
  const asNobody = (...words: string[]) => run(process.execPath, [admin, ...words], { env, uid: nobody, gid: nobody });
  await asNobody('restore', join(home, 'x.tar.gz'));
  assert.equal((await stat(join(home, 'data/postgres'))).uid, nobody);
  const { stdout } = await asNobody('backup', join(home, 'y.tar.gz'));
  assert.match(stdout, /y\.tar\.gz: /);
  // It was started for the backup, and stopped.
  await assert.rejects(stat(join(home, 'data/postgres/postmaster.pid')));
  await assert.rejects(asNobody('backup'), /backup needs the name of one file/);
  await assert.rejects(asNobody('restore', 'a', 'b'), /restore needs the name of one file/);
});
