import { mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errorCode } from './database.ts';
import { type Account, chooseAccount, runAs } from './embedded-postgres-account.ts';
import { assertBinDir, embeddedBinDir, repairLibraryLinks } from './embedded-postgres-binaries.ts';
import {
  assertCluster,
  clusterOwner,
  ensureSocketDir,
  layoutOf,
  makeCluster,
  prepareLog,
  readPassword,
} from './embedded-postgres-cluster.ts';
import { withLockFile } from './embedded-postgres-lock.ts';
import { findRunning, type Installation, startServer, stopServer } from './embedded-postgres-server.ts';
import { writeSettings } from './embedded-postgres-settings.ts';
import { type Address, askVersion, ensureDatabase } from './embedded-postgres-store.ts';
import { countUsers, joinUsers, leaveUsers } from './embedded-postgres-users.ts';

export interface EmbeddedPostgresOptions {
  /** The folder that holds the cluster, its log, its password and its socket. */
  readonly dataDir: string;
  /** Told one line at a time what is happening. */
  readonly log: (line: string) => void;
  /** False loses data when the machine goes down: for tests only. */
  readonly fsync?: boolean;
  /** The programs of another PostgreSQL, such as /usr/lib/postgresql/15/bin. */
  readonly binDir?: string;
  readonly connectionsMax?: number;
}

export interface EmbeddedPostgres {
  /** The address of a database, `sarf` unless another is named: postgres://sarf:…@localhost/sarf?host=/folder */
  url(database?: string): string;
  readonly version: string;
  /** The server ran already: its parent was killed, or another process of ours uses it too. */
  readonly adopted: boolean;
  /** Stops the server, unless another process that lives still uses it; the last one stops it. */
  stop(): Promise<void>;
}

interface Plan extends Installation {
  readonly version: string;
  readonly options: EmbeddedPostgresOptions;
}

const PORT = 5432;
const CONNECTIONS_MAX = 60;
const VERSION_TIMEOUT_MS = 20_000;
// The last checkpoint of a busy server on a slow disk takes this long; an orphan that does not answer, less.
const POLITE_STOP_S = 120;
const ORPHAN_STOP_S = 5;

/**
 * Starts the PostgreSQL that comes with Sarf, or adopts it when it runs already. Makes the cluster and the database
 * `sarf` the first time. It is reached through a unix socket only, with a password that lies in the data folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = await openDataFolder(options);
  return withLockFile(place.layout.lockFile, async () => {
    const plan: Plan = { ...(await findInstallation(place)), options };
    const { address, adopted } = await openDatabaseServer(plan);
    const note = await joinUsers(plan.layout.usersDir);
    return {
      url: (database = 'sarf') => urlOf(address, database),
      version: plan.version,
      adopted,
      stop: () => stopWhenLast(plan, note),
    };
  });
}

/** Finds PostgreSQL's programs and the data folder, which is made when it is absent. */
export async function openDataFolder(
  options: Pick<EmbeddedPostgresOptions, 'dataDir' | 'binDir'>,
): Promise<Pick<Installation, 'layout' | 'binDir'>> {
  const binDir = await realpath(options.binDir ?? embeddedBinDir());
  await assertBinDir(binDir);
  // Others may pass through the data folder (0711), not read it, so that the database's own account gets to its part.
  await mkdir(resolve(options.dataDir), { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const layout = layoutOf(await realpath(options.dataDir));
  assertPlainPath(layout.dataDir);
  assertPlainPath(binDir);
  return { layout, binDir };
}

/** Finds out as whom the server runs or would run, and its version. The caller holds the cluster's lock. */
export async function findInstallation({ layout, binDir }: Pick<Installation, 'layout' | 'binDir'>) {
  await repairLibraryLinks(join(binDir, '..'));
  const account = chooseAccount(layout.dataDir, binDir, await clusterOwner(layout));
  return { layout, account, binDir, version: await versionOf(account, binDir) };
}

/** pg_ctl hands these paths to a shell inside double quotes. */
function assertPlainPath(path: string): void {
  if (/["$`\\\n]/.test(path)) {
    throw new Error(`PostgreSQL cannot work in ${path}: the path must not contain ", $, \` or \\.`);
  }
}

async function versionOf(account: Account, binDir: string): Promise<string> {
  const ran = await runAs(account, join(binDir, 'postgres'), ['--version'], VERSION_TIMEOUT_MS);
  const version = /\d+(\.\d+)*/.exec(ran.output)?.[0];
  if (ran.code !== 0 || version === undefined) {
    throw new Error(`The programs of PostgreSQL in ${binDir} do not run: ${ran.output.trim()}`);
  }
  return version;
}

/** Brings up a server that takes our password and has the database `sarf`, or leaves none behind. */
async function openDatabaseServer(plan: Plan): Promise<{ address: Address; adopted: boolean }> {
  const { clusterDir, passwordFile } = plan.layout;
  await ensureCluster(plan);
  const password = await readPassword(plan.layout);
  try {
    const running = await adoptOrStop(plan, password);
    if (running) {
      await ensureDatabase(running, 'sarf');
      return { address: running, adopted: true };
    }
    const started = await startOnCluster(plan, password);
    await ensureDatabase(started, 'sarf').catch(async (error: unknown) => {
      await stopServer(plan, POLITE_STOP_S);
      throw error;
    });
    return { address: started, adopted: false };
  } catch (error) {
    if (errorCode(error) !== '28P01') throw error;
    throw new Error(`The database in ${clusterDir} refuses the password in ${passwordFile}.`, { cause: error });
  }
}

async function ensureCluster({ layout, account, binDir, version, options }: Plan): Promise<void> {
  if ((await clusterOwner(layout)) === undefined) {
    options.log(`Making the database in ${layout.clusterDir} (PostgreSQL ${version})`);
    await makeCluster(layout, account, binDir, options.fsync ?? true);
  }
  await assertCluster(layout, version);
}

async function startOnCluster(plan: Plan, password: string): Promise<Address> {
  const { layout, account, options } = plan;
  const { fsync = true, connectionsMax = CONNECTIONS_MAX } = options;
  const socketDir = await ensureSocketDir(layout, account, PORT);
  await prepareLog(layout, account);
  await writeSettings(layout.clusterDir, account, { socketDir, port: PORT, fsync, connectionsMax });
  await startServer(plan, socketDir);
  return { socketDir, port: PORT, password };
}

/** The server that runs on the cluster already, when it can be used; an orphan that cannot be used is stopped. */
async function adoptOrStop(plan: Plan, password: string): Promise<Address | undefined> {
  const { layout, version, options } = plan;
  const running = await findRunning(layout);
  if (!running) return undefined;
  const address = { socketDir: running.socketDir, port: running.port, password };
  const answered = await askVersion(address);
  const shared = (await countUsers(layout.usersDir)) > 0;
  // An older server whose files an update removed still answers, and fails at the first library it needs to load.
  if (answered !== undefined && (shared || answered === version)) {
    options.log(`The database runs already (process ${running.pid}); using it`);
    return address;
  }
  if (shared) {
    throw new Error(`The database in ${layout.clusterDir} is used by another process of Sarf and does not answer.`);
  }
  options.log(`A database that cannot be used runs already (process ${running.pid}); stopping it`);
  await stopServer(plan, ORPHAN_STOP_S);
  return undefined;
}

function urlOf({ socketDir, port, password }: Address, database: string): string {
  const query = `host=${encodeURIComponent(socketDir)}${port === 5432 ? '' : `&port=${port}`}`;
  return `postgres://sarf:${encodeURIComponent(password)}@localhost/${encodeURIComponent(database)}?${query}`;
}

async function stopWhenLast(plan: Plan, note: string): Promise<void> {
  const { lockFile, usersDir } = plan.layout;
  await withLockFile(lockFile, async () => {
    await leaveUsers(usersDir, note);
    if ((await countUsers(usersDir)) > 0) return;
    if ((await findRunning(plan.layout)) !== undefined) await stopServer(plan, POLITE_STOP_S);
  });
}
