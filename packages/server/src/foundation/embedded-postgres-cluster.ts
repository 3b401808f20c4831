import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from './database.ts';
import { type Account, giveTo, runAs } from './embedded-postgres-account.ts';

/** Where everything of one embedded PostgreSQL lies. */
export interface Layout {
  readonly dataDir: string;
  readonly clusterDir: string;
  readonly logFile: string;
  readonly passwordFile: string;
  readonly lockFile: string;
  readonly usersDir: string;
}

export function layoutOf(dataDir: string): Layout {
  return {
    dataDir,
    clusterDir: join(dataDir, 'postgres'),
    logFile: join(dataDir, 'postgres.log'),
    passwordFile: join(dataDir, 'postgres-password'),
    lockFile: join(dataDir, 'postgres.lock'),
    usersDir: join(dataDir, 'postgres-users'),
  };
}

const INITDB_TIMEOUT_MS = 180_000;
const LOG_BYTES_MAX = 10 * 1024 * 1024;
// The kernel's limit for the path of a unix socket, without the closing zero byte.
const SOCKET_PATH_BYTES_MAX = 107;

/** The owner of the cluster's folder; undefined when there is no cluster yet. */
export async function clusterOwner({ clusterDir }: Layout): Promise<{ uid: number; gid: number } | undefined> {
  const info = await stat(clusterDir).catch(() => undefined);
  return info && { uid: info.uid, gid: info.gid };
}

/** Throws a sentence unless the cluster is one that this PostgreSQL can open. */
export async function assertCluster(layout: Layout, version: string): Promise<void> {
  const major = version.split('.')[0];
  const made = await readFile(join(layout.clusterDir, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (made === undefined) {
    throw new Error(
      `${layout.clusterDir} is not a database of PostgreSQL (it has no PG_VERSION), so Sarf left it alone.`,
    );
  }
  if (made.trim() !== major) {
    throw new Error(
      `The database in ${layout.clusterDir} was made by PostgreSQL ${made.trim()} and this is PostgreSQL ${version}. ` +
        `Use the version it was made with, or move its contents with that version's pg_dump.`,
    );
  }
}

/** Makes the cluster with initdb. It appears under its name only when it is whole, so a cut leaves nothing behind. */
export async function makeCluster(layout: Layout, account: Account, binDir: string, fsync: boolean): Promise<void> {
  // A name of its own each time: an initdb whose parent was killed may still be writing under the last one.
  const fresh = `${layout.clusterDir}.new-${randomBytes(4).toString('hex')}`;
  await clearUnfinished(layout);
  await makePassword(layout, account);
  const base = [
    ...['--username=sarf', '--auth=scram-sha-256', `--pwfile=${layout.passwordFile}`, '--encoding=UTF8'],
    ...['--data-checksums', '--no-instructions', ...(fsync ? [] : ['--no-sync'])],
  ];
  const said: string[] = [];
  // The order of text must not depend on the libraries of the machine, so no locale but these.
  for (const locale of ['C.UTF-8', 'C']) {
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { mode: 0o700 });
    await giveTo(account, fresh);
    const args = [...base, `--locale=${locale}`, '-D', fresh];
    const ran = await runAs(account, join(binDir, 'initdb'), args, INITDB_TIMEOUT_MS);
    if (ran.code === 0) {
      await rename(fresh, layout.clusterDir);
      await syncFolder(layout.dataDir);
      return;
    }
    said.push(ran.output.trim());
  }
  await rm(fresh, { recursive: true, force: true });
  throw new Error(`The database could not be made in ${layout.clusterDir}: initdb failed.\n${said.join('\n')}`);
}

async function clearUnfinished({ dataDir, clusterDir }: Layout): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const path = join(dataDir, name);
    if (path.startsWith(`${clusterDir}.new-`)) await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Makes a password for the cluster that is about to be made. It must outlive a power cut as the cluster does. */
async function makePassword({ passwordFile }: Layout, account: Account): Promise<void> {
  await rm(`${passwordFile}.new`, { force: true });
  await writeFile(`${passwordFile}.new`, `${randomBytes(24).toString('hex')}\n`, {
    flag: 'wx',
    mode: 0o600,
    flush: true,
  });
  // initdb reads it, as the account.
  await giveTo(account, `${passwordFile}.new`);
  await rename(`${passwordFile}.new`, passwordFile);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/** The password of the database's owner. */
export async function readPassword({ passwordFile, clusterDir }: Layout): Promise<string> {
  const text = await readFile(passwordFile, 'utf8').catch(() => '');
  if (text.trim() !== '') return text.trim();
  throw new Error(`The database in ${clusterDir} cannot be opened without its password, which was in ${passwordFile}.`);
}

/** The private folder of the server's socket: in the data folder, or in the temp folder where that path is too long. */
export async function ensureSocketDir(layout: Layout, account: Account, port: number): Promise<string> {
  const inside = join(layout.dataDir, 'postgres-socket');
  const bytes = Buffer.byteLength(join(inside, `.s.PGSQL.${port}`));
  // The driver reads a comma or a colon in a host as a list of hosts and a port.
  const fits = bytes <= SOCKET_PATH_BYTES_MAX && !/[,:]/.test(inside);
  const name = createHash('sha256').update(`${account.uid}:${layout.dataDir}`).digest('hex').slice(0, 16);
  const temp = tmpdir().length < 60 && !/[,:"]/.test(tmpdir()) ? tmpdir() : '/tmp';
  const folder = fits ? inside : join(temp, `sarf-${name}`);
  try {
    await mkdir(folder, { mode: 0o700 });
    await giveTo(account, folder);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  const info = await lstat(folder);
  if (!info.isDirectory() || info.uid !== account.uid || (info.mode & 0o077) !== 0) {
    throw new Error(`${folder} should be a private folder of ${account.name} for the database's socket; remove it.`);
  }
  return folder;
}

/** Makes the server's log, owned by its account, and empties it when it has grown too large. */
export async function prepareLog({ logFile }: Layout, account: Account): Promise<void> {
  const file = await open(logFile, 'a', 0o600);
  try {
    if ((await file.stat()).size > LOG_BYTES_MAX) await file.truncate(0);
    if (account.switched) await file.chown(account.uid, account.gid);
  } finally {
    await file.close();
  }
}

/** The end of the server's log, for messages of failure. */
export async function lastLogLines({ logFile }: Layout): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  const lines = text.trimEnd().split('\n').slice(-8).join('\n');
  return lines === '' ? `(${logFile} is empty)` : `The last lines of ${logFile}:\n${lines}`;
}
