import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../packages/server/test/free-port.ts';
import { type Keeper, startKeeper } from './keep.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { prepareReceivers, type Receiver } from './receivers.ts';
import { createRole, type Role } from './role.ts';

/** All of Sarf as processes, in a folder of its own, and those whom it tells of what happens. */
export interface House {
  readonly folder: string;
  readonly dataDir: string;
  readonly apiUrls: readonly string[];
  readonly bankUrl: string;
  readonly postgres: Postgres;
  readonly apis: readonly Role[];
  readonly workers: readonly Role[];
  readonly bank: Role;
  /** They are started when their endpoints are registered. */
  readonly receivers: readonly Receiver[];
  /** All processes but the database's. */
  readonly roles: readonly Role[];
  /** What every process of this installation is given. */
  readonly environment: Readonly<Record<string, string>>;
  /** Starts the bank. Each time other requests go wrong there, or, when it is not faulty, none. */
  startBank(faulty: boolean): void;
  /** Waits until all of these have said that they are ready. */
  ready(roles: readonly Role[], signal: AbortSignal): Promise<void>;
  /** Stops all of it in order, and gives what did not stop as it should. */
  stop(): Promise<string[]>;
  /** Ends all of it at once. */
  end(): Promise<void>;
  remove(): Promise<void>;
}

const FAULT_RATE = 0.05;
const READY_WITHIN_MS = 60_000;

/** Starts the database and one API, which makes the tables and the sandbox, and then all the others. */
export async function startHouse(seed: number, signal: AbortSignal): Promise<House> {
  const keeper = startKeeper();
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'sarf-torture-')));
  // As root the database runs as another account, which has to pass through.
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  const logsDir = join(folder, 'logs');
  for (const made of [dataDir, logsDir]) await mkdir(made, { mode: 0o711 });
  keeper.adoptData(dataDir);
  const postgres = await startPostgres(dataDir, () => {});
  const house = await furnish(seed, { folder, dataDir, logsDir, postgres, keeper });
  try {
    const [first, ...others] = [...house.apis, ...house.workers];
    first?.start();
    house.startBank(true);
    await house.ready([...(first ? [first] : []), house.bank], signal);
    for (const role of others) role.start();
    await house.ready(others, signal);
    return house;
  } catch (error) {
    await house.end();
    throw new Error(`Sarf did not start; logs and data: ${folder}`, { cause: error });
  }
}

interface Plot {
  readonly folder: string;
  readonly dataDir: string;
  readonly logsDir: string;
  readonly postgres: Postgres;
  readonly keeper: Keeper;
}

async function furnish(seed: number, { folder, dataDir, logsDir, postgres, keeper }: Plot): Promise<House> {
  const api1 = await freePort();
  const api2 = await freePort();
  const bankPort = await freePort();
  const environment = environmentOf(dataDir, `http://127.0.0.1:${api1}`, bankPort);
  const role = (name: string, roles: string, port: number): Role =>
    createRole(name, { ...environment, ROLES: roles, PORT: String(port) }, { logsDir, keeper });
  const apis = [role('api-1', 'api', api1), role('api-2', 'api', api2)];
  const workers = [role('worker-1', 'worker', await freePort()), role('worker-2', 'worker', await freePort())];
  const bank = role('bank', 'bank', bankPort);
  const receivers = await prepareReceivers(seed, { logsDir, keeper });
  const roles = [...apis, ...workers, bank, ...receivers.map((receiver) => receiver.role)];
  let starts = 0;
  return {
    folder,
    dataDir,
    apiUrls: [api1, api2].map((port) => `http://127.0.0.1:${port}`),
    bankUrl: `http://127.0.0.1:${bankPort}`,
    postgres,
    apis,
    workers,
    bank,
    receivers,
    roles,
    environment,
    startBank(faulty) {
      starts += 1;
      bank.start(faulty ? { BANK_FAULTS: `${seed + starts}:${FAULT_RATE}` } : {});
    },
    ready: waitUntilReady,
    async stop() {
      const codes = await Promise.all(roles.map(async ({ name, stop }) => ({ name, code: await stop() })));
      await postgres.stop();
      keeper.end();
      return codes.flatMap(({ name, code }) => (code === 0 ? [] : [`${name} ended with ${code ?? 'kill -9'}`]));
    },
    async end() {
      for (const { kill } of roles) kill();
      await postgres.stop();
      keeper.end();
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function environmentOf(dataDir: string, publicUrl: string, bankPort: number): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    DATA_DIR: dataDir,
    PUBLIC_URL: publicUrl,
    BANK_PORT: String(bankPort),
    LOG_LEVEL: 'warn',
    STATEMENTS_EVERY_SECONDS: '0',
    RATE_LIMIT: 'off',
    // Short, so that what a killed worker was doing is taken up again while the run goes on.
    LEASE_SECONDS: '3',
    BANK_TIMEOUT_SECONDS: '1',
  };
}

async function waitUntilReady(roles: readonly Role[], signal: AbortSignal): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const missing = roles.filter((role) => !role.isReady());
    if (missing.length === 0) return;
    if (performance.now() > until) throw new Error(`${missing.map(({ name }) => name).join(', ')} did not get ready`);
    await sleep(50, undefined, { signal });
  }
}
