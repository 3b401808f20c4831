import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../foundation/database.ts';

/** A file or folder of a cluster that belongs into a backup, by its path inside the cluster. */
interface ClusterEntry {
  readonly path: string;
  readonly isFolder: boolean;
}

/** Where the server notes what it knows of itself. It is to be copied last, as PostgreSQL's own backup does. */
export const CONTROL_FILE = 'global/pg_control';

// Folders whose contents a server makes anew when it starts, or which say nothing to another one: what PostgreSQL's
// own pg_basebackup leaves out. The WAL is put in apart, when it is known how much of it is needed.
const EMPTIED = new Set([
  ...['pg_wal', 'pg_replslot', 'pg_stat_tmp', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_subtrans'],
  ...['log', 'pg_log'],
]);
const LEFT_OUT = new Set([
  ...['postmaster.pid', 'postmaster.opts', 'backup_manifest', 'current_logfiles', 'current_logfiles.tmp'],
  ...['backup_label', 'backup_label.old', 'tablespace_map', 'tablespace_map.old', 'postgresql.auto.conf.tmp'],
  'postgresql.conf.new',
]);
const LEFTOVER = /^(pgsql_tmp|pg_internal\.init)/;
const TEMPORARY = /^t\d+_\d+/;
const RELATION = /^(\d+)(?:_(fsm|vm|init))?(?:\.\d+)?$/;

/** Lists what belongs into a backup, folders before what is in them. Files come and go meanwhile, which is no harm. */
export async function* listCluster(clusterDir: string, say: (line: string) => void): AsyncGenerator<ClusterEntry> {
  yield { path: '', isFolder: true };
  yield* listFolder(clusterDir, '', say);
}

async function* listFolder(
  clusterDir: string,
  folder: string,
  say: (line: string) => void,
): AsyncGenerator<ClusterEntry> {
  const entries = await readFolder(join(clusterDir, folder));
  const unlogged = unloggedIn(entries);
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (isLeftOut(entry.name, folder, unlogged) || path === CONTROL_FILE) continue;
    if (path === 'pg_wal') {
      // It may be a link to another disk. Its two folders are made here, as PostgreSQL expects them.
      for (const name of [path, `${path}/archive_status`, `${path}/summaries`]) yield { path: name, isFolder: true };
    } else if (entry.isDirectory()) {
      yield { path, isFolder: true };
      if (!EMPTIED.has(path)) yield* listFolder(clusterDir, path, say);
    } else if (entry.isFile()) {
      yield { path, isFolder: false };
    } else {
      say(`${join(clusterDir, path)} is not a plain file; it is not in the backup.`);
    }
  }
}

function isLeftOut(name: string, folder: string, unlogged: ReadonlySet<string>): boolean {
  if (folder === '' && LEFT_OUT.has(name)) return true;
  if (LEFTOVER.test(name)) return true;
  if (!folder.startsWith('base/')) return false;
  const [, number, fork] = RELATION.exec(name) ?? [];
  return TEMPORARY.test(name) || (number !== undefined && fork !== 'init' && unlogged.has(number));
}

/** Relations whose changes are in no WAL: a server that recovers begins them anew from their `_init`. */
function unloggedIn(entries: readonly Dirent[]): ReadonlySet<string> {
  return new Set(entries.flatMap(({ name }) => /^(\d+)_init$/.exec(name)?.[1] ?? []));
}

async function readFolder(path: string): Promise<Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
