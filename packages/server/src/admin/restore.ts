import { type FileHandle, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { endSessions } from '../auth/end-sessions.ts';
import { systemClock } from '../foundation/clock.ts';
import type { Config } from '../foundation/config.ts';
import { openDatabase, type Sql } from '../foundation/database.ts';
import { findInstallation, openDataFolder, startEmbeddedPostgres } from '../foundation/embedded-postgres.ts';
import { type Layout, layoutOf } from '../foundation/embedded-postgres-cluster.ts';
import { withLockFile } from '../foundation/embedded-postgres-lock.ts';
import { findRunning, type Installation, stopServer } from '../foundation/embedded-postgres-server.ts';
import { countUsers } from '../foundation/embedded-postgres-users.ts';
import { openMetrics } from '../foundation/metrics.ts';
import { migrate } from '../foundation/migrate.ts';
import { doubtQueuedCharges } from '../payments/doubt-queued.ts';
import { leaveOutReferences } from '../payments/new-references.ts';
import { doubtQueuedPayouts } from '../payouts/doubt-queued.ts';
import { followPayouts } from '../refunds/follow-payouts.ts';
import { verifyChecksum } from './backup-checksum.ts';
import { readManifest } from './backup-manifest.ts';
import { meter, type Progress, sizeText } from './backup-progress.ts';
import { type Contents, selectContents } from './restore-store.ts';
import { unpack } from './restore-unpack.ts';

const STAGING = 'postgres.restoring';

/** What a restore is given besides its file. */
export interface RestoreMeans extends Progress {
  /** Tells a database which moves exist, of every kind of object. */
  readonly recordLifecycles: (sql: Sql) => Promise<void>;
}

/**
 * Restores a backup into a data folder that has no database. It is unpacked, started and looked at in a folder beside,
 * and gets its name when all of that went well, so that a restore that fails or is cut short is as if it never was.
 * @returns the lines to show
 */
export async function restore(config: Config, file: string, means: RestoreMeans): Promise<string[]> {
  if (config.databaseUrl !== null) {
    throw new Error(
      'This restores the embedded database, and DATABASE_URL names one of your own: bring that one back with what it ' +
        'was backed up with, a pg_basebackup or a pg_dump.',
    );
  }
  const path = resolve(file);
  const startedMs = systemClock.elapsedMs();
  // Before a large file is read for nothing.
  await assertNoDatabase(layoutOf(resolve(config.dataDir)));
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw new Error(`${path} cannot be read.`, { cause: error });
  });
  try {
    const bytes = await verifyChecksum(handle, path, means.signal);
    const place = await openDataFolder(config);
    // While the lock is held no other restore begins, and a start of Sarf waits instead of making a new database.
    const restored = await withLockFile(place.layout.lockFile, async () => {
      await assertNoDatabase(place.layout);
      return await restoreInto(await findInstallation(place), { handle, bytes }, config, means);
    });
    const seconds = ((systemClock.elapsedMs() - startedMs) / 1000).toFixed(1);
    return [
      `${path} is restored in ${place.layout.clusterDir}: ${sizeText(restored.copied)} in ${seconds} s`,
      ...tell(restored),
      ...(await tellOfKey(config)),
    ];
  } finally {
    await handle.close();
  }
}

async function assertNoDatabase({ dataDir, clusterDir, passwordFile, usersDir }: Layout): Promise<void> {
  if ((await countUsers(usersDir)) > 0) throw new Error(`Sarf runs on ${dataDir}; stop it first.`);
  if ((await lstat(clusterDir).catch(() => undefined)) === undefined) return;
  throw new Error(
    `${clusterDir} exists, and a restore overwrites nothing. Move it away, together with ${passwordFile}, without ` +
      'which it cannot be opened; or choose another DATA_DIR.',
  );
}

interface Source {
  readonly handle: FileHandle;
  /** How many bytes are in it before the checksum. */
  readonly bytes: number;
}

/** How many of each waited in the queue and are in doubt now. */
interface Doubted {
  readonly payouts: number;
  readonly charges: number;
}

interface Restored {
  readonly beganAt: Date;
  readonly contents: Contents;
  readonly doubted: Doubted;
  readonly copied: number;
}

async function restoreInto(
  installation: Installation & { readonly version: string },
  { handle, bytes }: Source,
  config: Config,
  means: RestoreMeans,
): Promise<Restored> {
  const { say, signal } = means;
  const { layout, account, version } = installation;
  // A data folder of its own, so that the database is started there like any other.
  const staged = layoutOf(join(layout.dataDir, STAGING));
  const clear = () => clearStaging({ ...installation, layout: staged });
  const count = meter('Unpacked', say);
  let beganAt = new Date(0);
  const checkManifest = async (text: string): Promise<void> => {
    ({ beganAt } = await readManifest(text, version));
  };
  await clear();
  try {
    await mkdir(staged.dataDir, { mode: account.switched ? 0o711 : 0o700 });
    const packed = handle.createReadStream({ start: 0, end: bytes - 1, autoClose: false });
    const place = { folder: staged.dataDir, account, checkManifest, count: count.add };
    await pipeline(packed, createGunzip(), (tar: AsyncIterable<Buffer>) => unpack(tar, place), { signal });
    await assertComplete(staged);
    const tried = await tryOut(staged, config, means);
    signal.throwIfAborted();
    await moveIn(staged, layout);
    return { beganAt, copied: count.total(), ...tried };
  } finally {
    await clear();
  }
}

/** Removes the folder beside, and stops the database that an earlier restore may have left running in it. */
async function clearStaging(staging: Installation): Promise<void> {
  if (await findRunning(staging.layout)) await stopServer(staging, 5);
  await rm(staging.layout.dataDir, { recursive: true, force: true, maxRetries: 3 });
}

/** Without these a start would not recover what was backed up, or would make a new database. */
async function assertComplete({ clusterDir, passwordFile }: Layout): Promise<void> {
  for (const path of [passwordFile, join(clusterDir, 'PG_VERSION'), join(clusterDir, 'backup_label')]) {
    if (await lstat(path).catch(() => undefined)) continue;
    throw new Error(`This is not a backup that Sarf made: ${basename(path)} is not in it.`);
  }
}

/**
 * Starts the copy, which recovers from the WAL that came with it and writes everything to the disk, brings it up to
 * date, and looks what is in it.
 */
async function tryOut({ dataDir }: Layout, config: Config, { say, recordLifecycles }: RestoreMeans) {
  const server = await startEmbeddedPostgres({ dataDir, log: say });
  try {
    const sql = openDatabase(server.url(), { connectionsMax: 1 });
    try {
      await migrate(sql);
      await recordLifecycles(sql);
      await leaveOutReferences(sql);
      await endSessions(sql);
      return { doubted: await doubtQueued(sql, config.leaseMs), contents: await selectContents(sql) };
    } finally {
      await sql.end({ timeout: 5 });
    }
  } finally {
    await server.stop();
  }
}

/** Puts what waits to be handed to a bank in doubt, and gives how many there were. Refunds follow their payouts. */
async function doubtQueued(sql: Sql, waitMs: number): Promise<Doubted> {
  const metrics = openMetrics();
  return {
    payouts: await doubtQueuedPayouts({ sql, metrics, followPayouts: followPayouts({ metrics }) }, waitMs),
    charges: await doubtQueuedCharges({ sql, metrics }, waitMs),
  };
}

/** The cluster comes last: where it is, everything is. */
async function moveIn(staged: Layout, layout: Layout): Promise<void> {
  const password = await readFile(staged.passwordFile);
  const former = await readFile(layout.passwordFile).catch(() => password);
  // That of a database that was moved away and did not take it along.
  if (!former.equals(password)) await rename(layout.passwordFile, `${layout.passwordFile}.old`);
  await sync(staged.passwordFile);
  await rename(staged.passwordFile, layout.passwordFile);
  await rename(staged.clusterDir, layout.clusterDir);
  await sync(layout.dataDir);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

function tell({ beganAt, contents, doubted }: Restored): string[] {
  const { payouts, newestAt, payments, refunds } = contents;
  const doubt =
    `${doubted.payouts} payouts and ${doubted.charges} charges were in the queue or waited for approval. The bank may ` +
    'have had them since, so it is asked about each before any is submitted.';
  return [
    `backup begun    ${beganAt.toISOString()}`,
    `payouts         ${payouts}`,
    `newest payout   ${newestAt?.toISOString() ?? 'none'}`,
    `payments        ${payments}`,
    `refunds         ${refunds}`,
    ...(doubted.payouts + doubted.charges > 0 ? [doubt] : []),
    'Start it only when the Sarf that it was copied from is stopped for good.',
  ];
}

async function tellOfKey(config: Config): Promise<string[]> {
  const path = join(config.dataDir, 'secret-key');
  if (config.secretKey || config.secretKeyFile || (await lstat(path).catch(() => undefined))) return [];
  return [`The secret key is not in a backup: put yours at ${path} before you start Sarf.`];
}
