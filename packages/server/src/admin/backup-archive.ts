import { constants } from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../foundation/clock.ts';
import { errorCode } from '../foundation/database.ts';
import type { Layout } from '../foundation/embedded-postgres-cluster.ts';
import { CONTROL_FILE, listCluster } from './backup-cluster.ts';
import { CLUSTER_NAME, MANIFEST_NAME, PASSWORD_NAME, writeManifest } from './backup-manifest.ts';
import type { ServerBackup } from './backup-store.ts';
import { endOfTar, fileHeader, folderHeader, paddingOf, wholeFile } from './backup-tar.ts';
import { segmentsOf } from './backup-wal.ts';

const CHUNK_BYTES = 256 * 1024;

interface Source {
  readonly backup: ServerBackup;
  readonly layout: Layout;
  /** The version of the server. */
  readonly postgres: string;
  /** Told of all bytes that were read. */
  readonly count: (bytes: number) => void;
  readonly say: (line: string) => void;
}

/** The bytes of the tar file. What a restore has to know first comes first, what is known last comes last. */
export async function* archive({ backup, layout, postgres, count, say }: Source): AsyncGenerator<Buffer> {
  const { clusterDir, passwordFile } = layout;
  if (backup.tablespaces.length > 0) {
    throw new Error(`The database has tablespaces (${backup.tablespaces.join(', ')}), which a backup cannot hold.`);
  }
  const { migrations } = backup;
  yield wholeFile(MANIFEST_NAME, writeManifest({ postgres, migrations, beganAt: systemClock.now() }));
  // Without it nobody could open the copy. It opens nothing else: the server listens in a private folder only.
  yield wholeFile(PASSWORD_NAME, await readFile(passwordFile));
  await backup.begin();
  for await (const { path, isFolder } of listCluster(clusterDir, say)) {
    const name = path === '' ? CLUSTER_NAME : `${CLUSTER_NAME}/${path}`;
    if (isFolder) yield folderHeader(name);
    else yield* copyFile(join(clusterDir, path), name, 'may be gone', count);
  }
  yield wholeFile(`${CLUSTER_NAME}/${CONTROL_FILE}`, await readSteady(join(clusterDir, CONTROL_FILE)));
  const { label, lastSegment } = await backup.end();
  yield wholeFile(`${CLUSTER_NAME}/backup_label`, Buffer.from(label));
  const wal = await readdir(join(clusterDir, 'pg_wal'));
  const histories = wal.filter((name) => /^[0-9A-F]{8}\.history$/.test(name));
  for (const name of [...histories, ...segmentsOf(label, lastSegment, backup.segmentBytes)]) {
    yield* copyFile(join(clusterDir, 'pg_wal', name), `${CLUSTER_NAME}/pg_wal/${name}`, 'must be there', count);
  }
  yield endOfTar();
}

/** Copies a file that others are writing. A file that has gone since was removed by something that is in the WAL. */
async function* copyFile(
  path: string,
  name: string,
  presence: 'may be gone' | 'must be there',
  count: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
    if (presence === 'may be gone' && errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (handle === undefined) return;
  try {
    const { size } = await handle.stat();
    yield fileHeader(name, size);
    for (let left = size; left > 0; ) {
      // A fresh buffer each time: the last one may not have been packed yet.
      const buffer = Buffer.allocUnsafe(Math.min(left, CHUNK_BYTES));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      // It was cut shorter meanwhile. The WAL knows of that too, so what fills it up is never looked at.
      const part = bytesRead === 0 ? buffer.fill(0) : buffer.subarray(0, bytesRead);
      left -= part.length;
      count(part.length);
      yield part;
    }
    yield paddingOf(size);
  } finally {
    await handle.close();
  }
}

/** Reads a small file that is written over in place, until two readings are the same. */
async function readSteady(path: string): Promise<Buffer> {
  for (let last = await readFile(path); ; ) {
    const next = await readFile(path);
    if (next.equals(last)) return next;
    last = next;
  }
}
