import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../packages/server/src/foundation/embedded-postgres.ts';
import { isAlive } from '../packages/server/src/foundation/process-alive.ts';

export interface Throwaway {
  readonly folder: string;
  readonly server: EmbeddedPostgres;
  /** Stops the server and removes the folder. */
  end(): Promise<void>;
}

const PREFIX = 'sarf-test-';
const CONNECTIONS_MAX = 300;
// What has to be undone when the run is interrupted.
const open = new Set<() => Promise<void>>();

/**
 * Starts a PostgreSQL to be thrown away, in the temp folder.
 * @param binDir the programs of another PostgreSQL than the one that comes with Sarf
 */
export async function startThrowaway(binDir: string | undefined): Promise<Throwaway> {
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // As root the server runs as another account, which has to pass through.
  await chmod(folder, 0o711);
  const starting = startEmbeddedPostgres({
    dataDir: folder,
    log: () => {},
    fsync: false,
    connectionsMax: CONNECTIONS_MAX,
    ...(binDir === undefined ? {} : { binDir }),
  });
  const end = async () => {
    open.delete(end);
    const started = await starting.catch(() => undefined);
    await started?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  open.add(end);
  return { folder, server: await starting, end };
}

/** Ends every throwaway of this run. */
export async function endThrowaways(): Promise<void> {
  for (const end of open) await end();
}

/** Removes what runs that were killed left behind, servers included. */
export async function sweepThrowaways(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const run = /^sarf-test-(\d+)-/.exec(name)?.[1];
    if (run === undefined || isAlive(Number(run))) continue;
    const folder = join(tmpdir(), name);
    await killServer(join(folder, 'postgres'));
    // Another account's folder is its own to remove.
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}

async function killServer(clusterDir: string): Promise<void> {
  const pid = Number.parseInt(await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => ''), 10);
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  // SIGQUIT ends a server and its children at once.
  if (command.split('\0').includes(clusterDir)) process.kill(pid, 'SIGQUIT');
}
