import { createHash } from 'node:crypto';
import { type FileHandle, lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { systemClock } from '../foundation/clock.ts';
import type { Config } from '../foundation/config.ts';
import { errorCode } from '../foundation/database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../foundation/embedded-postgres.ts';
import { clusterOwner, type Layout, layoutOf } from '../foundation/embedded-postgres-cluster.ts';
import { archive } from './backup-archive.ts';
import { checksumTrailer } from './backup-checksum.ts';
import { meter, type Progress, sizeText } from './backup-progress.ts';
import { openServerBackup } from './backup-store.ts';

// More effort makes the file a tenth smaller and takes more than twice as long.
const GZIP_LEVEL = 1;
const CHUNK_BYTES = 256 * 1024;

/**
 * Writes the embedded database into one file while it goes on working: a copy of its files, taken while the server
 * keeps all WAL, and the WAL that makes them one consistent state, the one at the end of the copying.
 * @returns the lines to show
 */
export async function backUp(config: Config, file: string, progress: Progress): Promise<string[]> {
  const path = resolve(file);
  const layout = await layoutOfDatabase(config);
  await assertFree(path, layout);
  const startedMs = systemClock.elapsedMs();
  const server = await startEmbeddedPostgres({ dataDir: layout.dataDir, log: progress.say });
  try {
    const written = await writeFile(path, layout, server, progress);
    const seconds = ((systemClock.elapsedMs() - startedMs) / 1000).toFixed(1);
    return [
      `${path}: ${sizeText(written.bytes)} in ${seconds} s, from ${sizeText(written.copied)} of database and WAL`,
      'The secret key is not in it. Keep a copy of the key too, in another place.',
    ];
  } finally {
    await server.stop();
  }
}

async function layoutOfDatabase(config: Config): Promise<Layout> {
  if (config.databaseUrl !== null) {
    throw new Error(
      'This backs up the embedded database, and DATABASE_URL names one of your own: back that one up with its own ' +
        'pg_basebackup or pg_dump.',
    );
  }
  const layout = layoutOf(await realpath(config.dataDir).catch(() => config.dataDir));
  if (await clusterOwner(layout)) return layout;
  throw new Error(`There is no database in ${layout.clusterDir}, so there is nothing to back up; see DATA_DIR.`);
}

async function assertFree(path: string, { clusterDir }: Layout): Promise<void> {
  const folder = await realpath(dirname(path)).catch(() => {
    throw new Error(`There is no folder ${dirname(path)}.`);
  });
  if (!relative(clusterDir, folder).startsWith('..')) {
    throw new Error(`${path} lies in the database's own folder; choose another place, best on another disk.`);
  }
  if (await lstat(path).catch(() => undefined)) {
    throw new Error(`${path} exists, and a backup overwrites nothing; choose another name.`);
  }
}

interface Written {
  readonly bytes: number;
  /** The bytes that were read for it. */
  readonly copied: number;
}

/** The file appears under its name only when it is whole and on the disk. */
async function writeFile(path: string, layout: Layout, server: EmbeddedPostgres, progress: Progress): Promise<Written> {
  const partial = `${path}.partial`;
  const handle = await open(partial, 'wx', 0o600).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
    throw new Error(`${partial} exists: another backup is writing it, or one was killed. In that case remove it.`);
  });
  try {
    const written = await fill(handle, layout, server, progress);
    await handle.sync();
    await handle.close();
    await rename(partial, path);
    const folder = await open(dirname(path), 'r');
    await folder.sync().finally(() => folder.close());
    return written;
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(partial, { force: true });
    throw error;
  }
}

async function fill(
  handle: FileHandle,
  layout: Layout,
  server: EmbeddedPostgres,
  progress: Progress,
): Promise<Written> {
  const count = meter('Copied', progress.say);
  const backup = await openServerBackup(server.url());
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    const save = async (packed: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of packed) {
        hash.update(chunk);
        bytes += chunk.length;
        await handle.writeFile(chunk);
      }
      const trailer = checksumTrailer(hash.digest('hex'));
      bytes += trailer.length;
      await handle.writeFile(trailer);
    };
    const source = archive({ backup, layout, postgres: server.version, count: count.add, say: progress.say });
    const gzip = createGzip({ level: GZIP_LEVEL, chunkSize: CHUNK_BYTES });
    await pipeline(Readable.from(source), gzip, save, { signal: progress.signal });
    return { bytes, copied: count.total() };
  } finally {
    await backup.close();
  }
}
