import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pause } from './clock.ts';
import { type Account, runAs } from './embedded-postgres-account.ts';
import { type Layout, lastLogLines } from './embedded-postgres-cluster.ts';
import { isAlive } from './process-alive.ts';

/** A server that runs on a cluster, as its postmaster.pid tells. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  readonly socketDir: string;
}

/** What is needed to start and stop the server of a cluster. */
export interface Installation {
  readonly layout: Layout;
  readonly account: Account;
  /** The folder of PostgreSQL's programs. */
  readonly binDir: string;
}

// Recovery after a crash replays up to max_wal_size of log, which a slow disk takes minutes for.
const START_TIMEOUT_S = 600;
const URGENT_STOP_S = 5;
// The largest process id that can be written; no system gives it to a process.
const NO_PROCESS = 2 ** 31 - 1;

/**
 * The server that runs on the cluster, if any. A postmaster.pid whose process is gone, or is another program that was
 * given the same process id since, is no server.
 */
export async function findRunning(layout: Layout): Promise<RunningServer | undefined> {
  const [pidText, , , portText, socketDir] = (await readFile(pidFileOf(layout), 'utf8').catch(() => '')).split('\n');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid < 2 || !isAlive(pid)) return undefined;
  if (!(await isPostmasterOf(pid, layout.clusterDir))) return undefined;
  return { pid, port: Number(portText ?? 0), socketDir: socketDir ?? '' };
}

function pidFileOf({ clusterDir }: Layout): string {
  return join(clusterDir, 'postmaster.pid');
}

/**
 * Takes away what a server that was killed left behind and what PostgreSQL would take for a living one, because its
 * process id was given to another program or is not free yet. The caller holds the cluster's lock and knows that no
 * server runs. Of postmaster.pid only the process id is replaced: the rest tells PostgreSQL which shared memory to
 * look at, so that it waits for children of the killed server that still write.
 */
async function clearLeftovers(layout: Layout, socketDir: string): Promise<void> {
  for (const name of await readdir(socketDir)) {
    if (name.startsWith('.s.PGSQL.')) await rm(join(socketDir, name), { force: true });
  }
  const text = await readFile(pidFileOf(layout), 'utf8').catch(() => '');
  if (text !== '') await writeFile(pidFileOf(layout), text.replace(/^\d+/, String(NO_PROCESS)));
}

async function isPostmasterOf(pid: number, clusterDir: string): Promise<boolean> {
  const onLinux = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (onLinux !== undefined) {
    const [program, ...args] = onLinux.split('\0');
    return basename(program ?? '') === 'postgres' && args.includes(clusterDir);
  }
  try {
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(clusterDir);
  } catch {
    return false;
  }
}

/** Starts the server and waits until it takes connections. The caller knows that none runs. */
export async function startServer({ layout, account, binDir }: Installation, socketDir: string): Promise<void> {
  await clearLeftovers(layout, socketDir);
  const args = ['start', '-w', '-s', '-t', String(START_TIMEOUT_S), '-D', layout.clusterDir, '-l', layout.logFile];
  for (let tries = 0; ; tries += 1) {
    const ran = await runAs(account, join(binDir, 'pg_ctl'), args, (START_TIMEOUT_S + 30) * 1000);
    if (ran.code === 0) return;
    const log = await lastLogLines(layout);
    // The children of a server that was killed need a moment to notice and leave.
    if (tries < 20 && log.includes('pre-existing shared memory block')) await pause(250);
    else throw new Error(`The database in ${layout.clusterDir} could not be started. ${ran.output.trim()}\n${log}`);
  }
}

/**
 * Stops the server: politely, then at once, then by killing it. Nothing that was committed is lost in any case.
 * @param politeS how many seconds it may take to write everything down and leave
 */
export async function stopServer(installation: Installation, politeS: number): Promise<void> {
  const { layout, account, binDir } = installation;
  const stop = (mode: string, seconds: number) => {
    const args = ['stop', '-w', '-s', '-m', mode, '-t', String(seconds), '-D', layout.clusterDir];
    return runAs(account, join(binDir, 'pg_ctl'), args, (seconds + 30) * 1000);
  };
  if ((await stop('fast', politeS)).code === 0) return;
  if ((await stop('immediate', URGENT_STOP_S)).code === 0) return;
  const running = await findRunning(layout);
  if (running === undefined) return;
  process.kill(running.pid, 'SIGKILL');
  for (let tries = 0; tries < 50; tries += 1) {
    if (!isAlive(running.pid)) return;
    await pause(100);
  }
  throw new Error(`The database in ${layout.clusterDir} could not be stopped.\n${await lastLogLines(layout)}`);
}
