import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SandboxBank, type SandboxBankOptions, startSandboxBank } from '../../sandbox-bank/src/index.ts';
import { type CapabilityUrls, capabilityUrls, startCapabilityProcess } from '../src/admin/capability-process.ts';
import { openingMinor, type Sandbox, seedSandbox } from '../src/admin/seed-sandbox.ts';
import { openSandboxAccount } from '../src/banks/connectors/sandbox/open-account.ts';
import { createPayoutAccount } from '../src/banks/payout-accounts.ts';
import { callbackSecret, composeDeps, recordLifecycles, run } from '../src/compose.ts';
import type { Deps } from '../src/deps.ts';
import { inTransaction, openDatabase, type Sql } from '../src/foundation/database.ts';
import { makeIban } from '../src/foundation/iban.ts';
import { type Log, openLog } from '../src/foundation/log.ts';
import { freePort } from './free-port.ts';
import { createTestDatabase } from './test-database.ts';

interface Wishes {
  readonly api?: boolean;
  readonly worker?: boolean;
  /** False: no bank listens, so nothing that is due can be submitted. */
  readonly bank?: boolean;
  readonly bankOptions?: Partial<Pick<SandboxBankOptions, 'settleMs' | 'revokeMs' | 'faults' | 'callback'>>;
  readonly rateLimit?: number | null;
  readonly leaseMs?: number;
  readonly bankTimeoutMs?: number;
  /** `live` refuses webhook endpoints on this machine. */
  readonly mode?: 'sandbox' | 'live';
  readonly webhookNetworks?: readonly string[];
  /** What it is called by its callers; passkeys need a name. It listens at 127.0.0.1 whatever that is. */
  readonly hostName?: 'localhost';
  /** How often statements are fetched; without it never. */
  readonly statementsEveryMs?: number;
  /** Runs our own capability files too, as `npm start` does, on free ports. */
  readonly capability?: boolean;
}

/** One more process of the same installation, as far as the database can tell. */
interface Joined {
  readonly apiUrl: string;
  stop(): Promise<void>;
}

export interface RunningSarf {
  readonly apiUrl: string;
  readonly bankUrl: string;
  readonly deps: Deps;
  readonly sql: Sql;
  readonly sandbox: Sandbox;
  readonly databaseUrl: string;
  /** Calls the API with a token of the sandbox client; the body is sent as JSON. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Called>;
  /** Calls the sandbox bank. */
  bank(method: string, path: string, body?: unknown): Promise<Called>;
  /** Makes a payout of the sandbox account in AED and gives its id. */
  pay(amount: number, more?: Record<string, unknown>): Promise<string>;
  /** Reads a payout until it is in one of these states. Fails after some seconds, telling where it is. */
  reach(id: string, ...states: string[]): Promise<Record<string, unknown>>;
  token(): Promise<string>;
  /** Opens one more payout account, in our books and at the bank, and gives its id. It is nobody's default. */
  openAccount(currency: string, openingMinor: bigint): Promise<string>;
  /** Runs more roles on the same database, with the same tokens, until `stop`. */
  join(roles: { readonly api?: boolean; readonly worker?: boolean }): Promise<Joined>;
  /** Stops the bank: nothing listens at its address until `startBank`, which goes on with the same books. */
  stopBank(): Promise<void>;
  startBank(): Promise<void>;
  /** Where our capabilities are reached, where they were wished for. */
  readonly capability: CapabilityUrls | undefined;
  stop(): Promise<void>;
}

/** What a test reads out of an answer without saying first what it is. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Called {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

const PATIENCE_MS = 20_000;

/** Runs all of Sarf in this process, on a database of its own, with a sandbox bank over real HTTP. */
export async function startSarf(wishes: Wishes = {}): Promise<RunningSarf> {
  const undo = new Undo();
  try {
    return await buildSarf(wishes, undo);
  } catch (error) {
    // What was opened would keep the test process from ending, and with it from telling what went wrong.
    await undo.all();
    throw error;
  }
}

/** What has to be stopped, the last one first. */
class Undo {
  readonly #steps: (() => Promise<unknown>)[] = [];

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  async all(): Promise<void> {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) await step();
  }
}

async function buildSarf(wishes: Wishes, undo: Undo): Promise<RunningSarf> {
  const database = await createTestDatabase();
  undo.add(() => database.drop());
  const folder = await mkdtemp(join(tmpdir(), 'sarf-test-'));
  undo.add(() => rm(folder, { recursive: true, force: true }));
  const secretKey = randomBytes(32);
  const sql = openDatabase(database.url, { connectionsMax: 6, servesPoints: true });
  undo.add(() => sql.end({ timeout: 2 }));
  const port = await freePort();
  const publicUrl = `http://${wishes.hostName ?? '127.0.0.1'}:${port}`;
  const bank = await startBankAt(join(folder, 'bank.sqlite'), publicUrl, secretKey, wishes.bankOptions);
  undo.add(() => bank.stop());
  const bankUrl = wishes.bank === false ? `http://127.0.0.1:${await freePort()}` : bank.url;
  await recordLifecycles(sql);
  const { mode = 'sandbox', leaseMs = 30_000, bankTimeoutMs = 10_000, webhookNetworks = [] } = wishes;
  const config = { mode, bankUrl, publicUrl, leaseMs, bankTimeoutMs, webhookNetworks, eventsKeptDays: 90 };
  const log = openLog(process.env.TEST_LOG_LEVEL ?? 'silent');
  const deps = await composeDeps(sql, secretKey, log, config);
  const sandbox = await seedSandbox(deps, undefined);
  for (const { iban, currency } of sandbox.accounts) {
    await openSandboxAccount(bank.url, { iban, currency, openingMinor: openingMinor(currency) });
  }
  const roles = { api: wishes.api ?? true, worker: wishes.worker ?? true };
  const running = await run(deps, {
    ...roles,
    host: '127.0.0.1',
    port,
    rateLimit: wishes.rateLimit ?? null,
    statementsEveryMs: wishes.statementsEveryMs ?? 0,
  });
  undo.add(() => running.stop());
  const capability = wishes.capability ? await startCapabilities(sandbox, publicUrl, port, log, undo) : undefined;
  return {
    apiUrl: publicUrl,
    capability,
    bankUrl: bank.url,
    deps,
    sql,
    sandbox,
    databaseUrl: database.url,
    ...callers(publicUrl, bank.url, sandbox),
    openAccount: (currency, openingMinor) => openAccount(deps, sandbox.applicationId, bank.url, currency, openingMinor),
    async join(more) {
      const other = await joinIn(database.url, secretKey, config, more);
      undo.add(other.stop);
      return other;
    },
    stopBank: () => bank.stop(),
    startBank: () => bank.start(),
    stop: () => undo.all(),
  };
}

async function startCapabilities(
  { agent }: Sandbox,
  publicUrl: string,
  port: number,
  log: Log,
  undo: Undo,
): Promise<CapabilityUrls | undefined> {
  const [host, restPort, mcpPort] = ['127.0.0.1', await freePort(), await freePort()];
  const config = {
    ...{ roles: ['api', 'capability'] as const, host, port, publicUrl },
    capability: { host, restPort, mcpPort, files: null, token: null, hosts: [] },
  };
  const kept = await startCapabilityProcess(config, agent, log);
  undo.add(() => kept.stop());
  return capabilityUrls(config);
}

/** A bank that can be stopped and started again at the same address. */
async function startBankAt(
  databasePath: string,
  publicUrl: string,
  secretKey: Buffer,
  options: Wishes['bankOptions'],
): Promise<{ readonly url: string; stop(): Promise<void>; start(): Promise<void> }> {
  const callback = { url: `${publicUrl}/banks/v1/callbacks/sandbox`, secret: callbackSecret(secretKey) };
  const begin = (port: number): Promise<SandboxBank> =>
    startSandboxBank({ host: '127.0.0.1', port, databasePath, callback, faults: null, ...options });
  // A port of its own, which nobody takes while the bank is away.
  let bank = await begin(await freePort());
  const { url, port } = bank;
  return {
    url,
    stop: () => bank.stop(),
    async start() {
      bank = await begin(port);
    },
  };
}

async function joinIn(
  databaseUrl: string,
  secretKey: Buffer,
  config: Parameters<typeof composeDeps>[3],
  roles: { readonly api?: boolean; readonly worker?: boolean },
): Promise<Joined> {
  const sql = openDatabase(databaseUrl, { connectionsMax: 6 });
  const deps = await composeDeps(sql, secretKey, openLog(process.env.TEST_LOG_LEVEL ?? 'silent'), config);
  const { api = false, worker = false } = roles;
  const running = await run(deps, { api, worker, host: '127.0.0.1', port: 0, rateLimit: null, statementsEveryMs: 0 });
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await running.stop();
    await sql.end({ timeout: 2 });
  };
  return {
    apiUrl: `http://127.0.0.1:${running.port}`,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function openAccount(
  deps: Deps,
  applicationId: string,
  bankUrl: string,
  currency: string,
  openingMinor: bigint,
): Promise<string> {
  const iban = makeIban('AE', `033${String(randomBytes(6).readUIntBE(0, 6)).padStart(16, '0')}`);
  const account = { applicationId, name: 'Test account', currency, iban, connector: 'sandbox', isDefault: false };
  await openSandboxAccount(bankUrl, { iban, currency, openingMinor });
  return inTransaction(deps.sql, (tx) =>
    createPayoutAccount({ clock: deps.clock, sql: tx }, { ...account, balanceBinding: true, openingMinor }),
  );
}

function callers(apiUrl: string, bankUrl: string, sandbox: Sandbox) {
  let token: Promise<string> | undefined;
  const getToken = (): Promise<string> => (token ??= fetchToken(apiUrl, sandbox));
  const call: RunningSarf['call'] = async (method, path, body, headers = {}) =>
    send(`${apiUrl}${path}`, method, body, { authorization: `Bearer ${await getToken()}`, ...headers });
  const bank: RunningSarf['bank'] = (method, path, body) => send(`${bankUrl}${path}`, method, body, {});
  const pay: RunningSarf['pay'] = async (amount, more = {}) => {
    const body = { amount, currency: 'AED', destination_id: sandbox.destinationId, ...more };
    const made = await call('POST', '/payouts/v1/payment', body);
    if (made.status !== 201) throw new Error(`the payout was refused: ${JSON.stringify(made.body)}`);
    return made.body.id;
  };
  const reach: RunningSarf['reach'] = async (id, ...states) => {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const { body } = await call('GET', `/payouts/v1/payments/${id}/explain`);
      if (states.includes(body.state)) return (await call('GET', `/payouts/v1/${id}`)).body;
      if (Date.now() > until) throw new Error(`the payout should be ${states} and is ${JSON.stringify(body)}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  return { call, bank, pay, reach, token: getToken };
}

/** Looks until there is something, and gives it. Fails after some seconds, telling what it waited for. */
export async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Sends a request and reads its answer as JSON where there is any. */
export async function send(
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Called> {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** An access token for the sandbox client. */
export async function fetchToken(apiUrl: string, sandbox: Sandbox, scope?: string): Promise<string> {
  const { clientId, clientSecret } = sandbox.client;
  const response = await fetch(`${apiUrl}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) }),
  });
  const body: Json = await response.json();
  return body.access_token;
}
