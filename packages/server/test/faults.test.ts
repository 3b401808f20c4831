import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openingMinor } from '../src/admin/seed-sandbox.ts';
import { openSandboxAccount } from '../src/banks/connectors/sandbox/open-account.ts';
import { callbackSecret } from '../src/compose.ts';
import { openDatabase, type Sql } from '../src/foundation/database.ts';
import { audit } from './audit.ts';
import { freePort } from './free-port.ts';
import { type Called, type Json, send } from './running-sarf.ts';
import { createTestDatabase } from './test-database.ts';

// Real processes that really die. Everything that is claimed to survive has to survive here.

type Role = 'api' | 'worker' | 'bank';
type Environment = Record<string, string>;

const programs: Record<Role, string> = {
  api: join(import.meta.dirname, '../src/main.ts'),
  worker: join(import.meta.dirname, '../src/main.ts'),
  // Not under a supervisor that would start it again at once.
  bank: join(import.meta.dirname, '../../sandbox-bank/src/main.ts'),
};
const PATIENCE_MS = 100_000;
const READY = /^(sarf is ready|The sandbox bank listens on .*)$/m;

/** A program that runs by itself. */
interface Program {
  /** Ends it and gives its exit code; null when a signal killed it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

interface Installation {
  readonly sql: Sql;
  readonly databaseUrl: string;
  readonly bankUrl: string;
  start(role: Role, more?: Environment): Promise<Program>;
  /** Opens the accounts at the bank and gets a token, once an API process and a bank run. */
  openClient(): Promise<Client>;
  stop(): Promise<void>;
}

interface Client {
  /** Makes a payout, asking again and again, with the same key, until it is made. */
  pay(amount: number, key: string): Promise<Paid>;
}

interface Paid {
  readonly key: string;
  readonly id: string;
  readonly replayed: boolean;
  /** What came before: the names of refusals, and null where there was no answer at all. */
  readonly before: readonly (string | null)[];
}

async function install(): Promise<Installation> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'sarf-faults-'));
  const [port, bankPort] = [await freePort(), await freePort()];
  const apiUrl = `http://127.0.0.1:${port}`;
  const bankUrl = `http://127.0.0.1:${bankPort}`;
  const env = environment({ databaseUrl: database.url, dataDir, apiUrl, bankUrl, bankPort });
  const sql = openDatabase(database.url, { connectionsMax: 4 });
  const children = new Set<ChildProcess>();
  return {
    sql,
    databaseUrl: database.url,
    bankUrl,
    start: async (role, more = {}) => {
      const own = { ROLES: role, PORT: String(role === 'api' ? port : await freePort()) };
      return startProgram(children, programs[role], { ...env, ...own, ...more });
    },
    openClient: async () =>
      openClient(apiUrl, bankUrl, JSON.parse(await readFile(join(dataDir, 'sandbox.json'), 'utf8'))),
    async stop() {
      await Promise.all([...children].map((child) => endChild(child, 'SIGKILL')));
      await sql.end({ timeout: 2 });
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function environment(place: {
  databaseUrl: string;
  dataDir: string;
  apiUrl: string;
  bankUrl: string;
  bankPort: number;
}): Environment {
  const secretKey = randomBytes(32);
  return {
    DATABASE_URL: place.databaseUrl,
    DATA_DIR: place.dataDir,
    SARF_SECRET_KEY: secretKey.toString('hex'),
    PUBLIC_URL: place.apiUrl,
    RATE_LIMIT: 'off',
    STATEMENTS_EVERY_SECONDS: '0',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    // Short, so that little time is spent waiting for what a lost worker had; longer than a busy machine dawdles.
    LEASE_SECONDS: '4',
    BANK_TIMEOUT_SECONDS: '2',
    BANK_URL: place.bankUrl,
    BANK_PORT: String(place.bankPort),
    BANK_DATABASE: join(place.dataDir, 'bank.sqlite'),
    BANK_SETTLE_MS: '100',
    BANK_CALLBACK_URL: `${place.apiUrl}/banks/v1/callbacks/sandbox`,
    BANK_CALLBACK_SECRET: callbackSecret(secretKey),
  };
}

async function startProgram(children: Set<ChildProcess>, program: string, env: Environment): Promise<Program> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      if (env.LOG_LEVEL !== 'silent') process.stderr.write(chunk);
    });
  }
  for (const end = Date.now() + PATIENCE_MS; !READY.test(output); await sleep(10)) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`${program} did not start: ${output}`);
  }
  return { end: (signal) => endChild(child, signal) };
}

async function endChild(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'exit');
  child.kill(signal);
  const [code] = await gone;
  return code;
}

async function openClient(apiUrl: string, bankUrl: string, sandbox: Json): Promise<Client> {
  for (const { iban, currency } of sandbox.payout_accounts) {
    await openSandboxAccount(bankUrl, { iban, currency, openingMinor: openingMinor(currency) });
  }
  const { client_id, client_secret, destination_id } = sandbox;
  const response = await fetch(sandbox.token_url, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret }),
  });
  const { access_token }: Json = await response.json();
  const ask = (body: object): Promise<Called | null> =>
    send(`${apiUrl}/payouts/v1/payment`, 'POST', body, { authorization: `Bearer ${access_token}` }).catch(() => null);
  return {
    async pay(amount, key) {
      const before: (string | null)[] = [];
      for (const end = Date.now() + PATIENCE_MS; ; await sleep(20)) {
        const answer = await ask({ amount, currency: 'AED', destination_id, idempotency_key: key });
        if (answer?.status === 201) {
          return { key, id: answer.body.id, replayed: answer.headers.has('idempotent-replayed'), before };
        }
        if (answer) checkUnavailable(answer);
        if (Date.now() > end) throw new Error(`${key} was not answered, but: ${before.slice(-5).join(', ')}`);
        before.push(answer === null ? null : answer.body.status);
      }
    },
  };
}

/** The only refusal a client may see meanwhile: it may ask again, and is told what is known of the money. */
function checkUnavailable({ status, body }: Called): void {
  assert.equal(status, 503, JSON.stringify(body));
  assert.equal(body.retryable, true);
  const moneyMoved = { DATABASE_UNAVAILABLE: 'no', OVERLOADED: 'no', OUTCOME_UNKNOWN: 'unknown' };
  assert.equal(body.money_moved, moneyMoved[body.status as keyof typeof moneyMoved], JSON.stringify(body));
}

/** Looks until it is so, however slow this machine is. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await isSo()); await sleep(20)) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
  }
}

interface Proxy {
  readonly url: string;
  /** How many answers to a commit were lost. */
  swallowed(): number;
  stop(): Promise<void>;
}

/** Stands before the database; of every fifth commit it lets the database hear and keeps the answer to itself. */
async function startProxy(databaseUrl: string): Promise<Proxy> {
  const target = new URL(databaseUrl);
  const [folder, port] = [target.searchParams.get('host'), target.searchParams.get('port') ?? '5432'];
  const place = folder ? { path: `${folder}/.s.PGSQL.${port}` } : { host: target.hostname, port: Number(target.port) };
  const sockets = new Set<Socket>();
  let commits = 0;
  let swallowed = 0;
  const server = createServer((client) => {
    const database = connect(place);
    let swallows = false;
    const cut = (): void => {
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket
        .on('error', cut)
        .on('close', cut)
        .once('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk) => {
      if (chunk.includes('commit\0') && ++commits % 5 === 0) swallows = true;
      database.write(chunk);
    });
    database.on('data', (chunk) => {
      if (!swallows) return void client.write(chunk);
      swallowed += 1;
      cut();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert(typeof address === 'object' && address);
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  const url = `postgres://${target.username}:${target.password}@127.0.0.1:${address.port}${target.pathname}`;
  return { url, swallowed: () => swallowed, stop };
}

// Each ending is another fate at the bank; 98 answers late, so that calls are always under way.
const ENDINGS = [10, 98, 93, 94, 91, 97, 96, 11];
const amountOf = (index: number): number => (1000 + index * 100 + (ENDINGS[index % ENDINGS.length] ?? 0)) / 100;
const stateOf = (index: number): string =>
  ({ 91: 'failed', 96: 'returned' })[ENDINGS[index % ENDINGS.length] ?? 0] ?? 'completed';

describe('what survives', { concurrency: 1 }, () => {
  let house: Installation;
  let client: Client;
  let api: Program;
  let bank: Program;
  before(async () => {
    house = await install();
    // It settles later than a lost worker's lease ends, so that only a question tells what became of its calls.
    [api, bank] = await Promise.all([
      house.start('api'),
      house.start('bank', { BANK_FAULTS: '7:0.15', BANK_SETTLE_MS: '7000' }),
    ]);
    client = await house.openClient();
  });
  after(() => house.stop());

  /** Makes payouts with keys of their own, at once. */
  const payMany = (name: string, count: number): Promise<Paid[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => client.pay(amountOf(index), `${name}-${index}`)));
  /**
   * Makes payouts one after another in each of eight clients, at least eight each, and more until `enough`, which is
   * told how many there are.
   */
  const payInTurn = async (name: string, enough: (count: number) => boolean): Promise<Paid[]> => {
    const paid: Paid[] = [];
    const one = async (n: number): Promise<void> => {
      for (let index = 0; index < 8 || !enough(paid.length); index += 1) {
        paid.push(await client.pay(amountOf(index), `${name}-${n}-${index}`));
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, n) => one(n)));
    return paid;
  };
  /** How many payouts are in a state, of those whose key begins with that name. */
  const count = async (state: string, name = ''): Promise<number> => {
    const rows = await house.sql`
      select from payouts where state = ${state} and starts_with(idempotency_key, ${name})`;
    return rows.length;
  };
  const isCalling = () => until('a worker is calling the bank', async () => (await count('submitting')) > 0);

  /**
   * Waits until everything has ended. Then each of these payouts has to be there once, under the id that was answered,
   * and has to have ended as the bank does with its amount; and the books have to fit.
   */
  const checkEnds = async (paid: readonly Paid[]): Promise<void> => {
    await until('every payout is final, here and at the bank', async () => {
      const open = await house.sql`
        select from payouts where due_at is not null or (state = 'completed' and amount_minor % 100 = 96)`;
      const { body } = await send(`${house.bankUrl}/stats`, 'GET', undefined, {});
      return open.length === 0 && body.instructions.ACSP === 0;
    });
    const [name = ''] = paid[0]?.key.split('-') ?? [];
    const rows = await house.sql<{ id: string; key: string; state: string }[]>`
      select id, idempotency_key as key, state from payouts where idempotency_key like ${`${name}-%`}`;
    assert.deepEqual(
      new Map(rows.map(({ key, id, state }) => [key, `${id} ${state}`])),
      new Map(paid.map(({ key, id }) => [key, `${id} ${stateOf(Number(key.split('-').at(-1)))}`])),
    );
    await audit(house);
  };

  test('workers that are killed while they call a bank that drops, delays and refuses calls', async (t) => {
    const paid: Paid[] = [];
    // A call may end between our look and the kill: then another round is needed.
    let hits = 0;
    for (let round = 1; hits < 3 && round <= 8; round += 1) {
      const worker = await house.start('worker');
      t.after(() => worker.end('SIGKILL'));
      paid.push(...(await payMany(`worker-${round}`, 40)));
      await isCalling();
      assert.equal(await worker.end('SIGKILL'), null);
      hits += Number((await count('submitting')) > 0);
    }
    assert(hits > 0, 'a worker was killed while it was calling the bank');
    const last = await house.start('worker');
    t.after(() => last.end('SIGKILL'));
    await checkEnds(paid);
    const lost = await house.sql`select from history where reason_code = 'WORKER_LOST'`;
    assert(lost.length > 0);
    await bank.end('SIGTERM');
    bank = await house.start('bank', { BANK_FAULTS: '8:0.1' });
  });

  test('the API, killed while clients ask, loses nothing that it answered and doubles nothing', async (t) => {
    const worker = await house.start('worker');
    t.after(() => worker.end('SIGKILL'));
    let restarts = 0;
    let restarting: Promise<void> = Promise.resolve();
    const restart = async (): Promise<void> => {
      await api.end('SIGKILL');
      api = await house.start('api');
    };
    const paid = await payInTurn('api', (done) => {
      // Two times, each after thirty more that were answered.
      if (done >= 30 * (restarts + 1) && restarts < 2) {
        restarts += 1;
        restarting = restarting.then(restart);
      }
      return done >= 100;
    });
    await restarting;
    assert(paid.some(({ before }) => before.includes(null)));
    await checkEnds(paid);
  });

  test('a bank that is killed and comes back with its books', async (t) => {
    const worker = await house.start('worker');
    t.after(() => worker.end('SIGKILL'));
    const paid: Paid[] = [];
    for (const round of [1, 2]) {
      paid.push(...(await payMany(`bank-${round}`, 40)));
      await isCalling();
      await bank.end('SIGKILL');
      bank = await house.start('bank', { BANK_FAULTS: `${round}:0.1` });
    }
    await checkEnds(paid);
  });

  test('a database that drops all connections, and whose word that it has saved something is lost', async (t) => {
    const proxy = await startProxy(house.databaseUrl);
    t.after(() => proxy.stop());
    // Statements go by their text, so that the proxy sees a commit.
    const behindProxy = { DATABASE_URL: proxy.url, DATABASE_PREPARE: 'off' };
    await api.end('SIGKILL');
    api = await house.start('api', behindProxy);
    const worker = await house.start('worker', behindProxy);
    t.after(() => worker.end('SIGKILL'));
    const admin = openDatabase(process.env.TEST_POSTGRES_URL ?? '', { connectionsMax: 1 });
    t.after(() => admin.end({ timeout: 2 }));
    const databaseName = new URL(house.databaseUrl).pathname.slice(1);
    let paying = true;
    let rounds = 0;
    const dropping = (async () => {
      for (; paying; await sleep(300)) {
        await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${databaseName}`;
        rounds += 1;
      }
    })();
    const paid = await payInTurn('database', () => rounds >= 10 && proxy.swallowed() >= 5).finally(() => {
      paying = false;
    });
    await dropping;
    await checkEnds(paid);
  });

  test('a worker that is told to stop ends what it began', async (t) => {
    await Promise.all([api.end('SIGKILL'), bank.end('SIGKILL')]);
    // The worker has the patience to wait for the late answers, which come before the callbacks.
    const [patient, slow] = [{ LEASE_SECONDS: '30', BANK_TIMEOUT_SECONDS: '20' }, { BANK_SETTLE_MS: '4000' }];
    const starts = [house.start('api'), house.start('bank', slow), house.start('worker', patient)] as const;
    const [nextApi, nextBank, worker] = await Promise.all(starts);
    [api, bank] = [nextApi, nextBank];
    t.after(() => worker.end('SIGKILL'));
    const paid = await Promise.all([0, 1, 2, 3].map((n) => client.pay(1.98, `drain-${n}-1`)));
    await isCalling();
    assert.equal(await worker.end('SIGTERM'), 0);
    assert.deepEqual([await count('submitting', 'drain'), await count('in_doubt', 'drain')], [0, 0]);
    assert((await count('completed', 'drain')) + (await count('with_bank', 'drain')) > 0);
    const next = await house.start('worker');
    t.after(() => next.end('SIGKILL'));
    await checkEnds(paid);
    assert.equal(await api.end('SIGTERM'), 0);
  });
});
