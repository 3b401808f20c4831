import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { descendantsOf, peakRssMb, residentMb } from './proc.ts';

/** Keeps the most memory that each kind of process ever had. */
export interface MemoryWatch {
  /** Takes note of a process, before it is stopped. */
  note(kind: string, pid: number): void;
  /** Looks at the database now, and from time to time until `stop`. */
  watchDatabase(postmasterPid: number): void;
  /** In MB, by kind of process. */
  peaks(): ReadonlyMap<string, number>;
  stop(): void;
}

// Adding up the database's processes takes tens of milliseconds, so it is not done often while something is measured.
const LOOK_EVERY_MS = 2000;

/**
 * Peaks of our own processes come from the kernel, which misses none. The database is many processes that share most
 * of their memory: each page is counted once, and the sum is looked at every two seconds.
 */
export function watchMemory(): MemoryWatch {
  const peaks = new Map<string, number>();
  const raise = (kind: string, mb: number): void => void peaks.set(kind, Math.max(mb, peaks.get(kind) ?? 0));
  let timer: NodeJS.Timeout | undefined;
  return {
    note: (kind, pid) => raise(kind, peakRssMb(pid)),
    watchDatabase(postmasterPid) {
      clearInterval(timer);
      const look = (): void => raise('PostgreSQL', sumPssMb([postmasterPid, ...descendantsOf(postmasterPid)]));
      timer = setInterval(look, LOOK_EVERY_MS);
      look();
    },
    peaks: () => peaks,
    stop: () => clearInterval(timer),
  };
}

/** What processes have resident together, in MB, each shared page counted once. */
export function sumPssMb(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + residentMb(pid).pss, 0);
}

/** What processes have resident, in MB, shared pages counted for each of them. */
export function sumRssMb(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + residentMb(pid).rss, 0);
}

/** The process id of the PostgreSQL that runs in a data folder. */
export async function postmasterOf(dataDir: string): Promise<number> {
  const text = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}
