import { open, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { quantile } from './load-run.ts';

/** What the figures were measured on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly postgres: string;
  readonly disk: string;
  /** The median time in which the disk has 8 kB safe, in milliseconds. */
  readonly syncMs: number;
  /** Processes that wanted to run in the minute before; with none of ours it would be 0. */
  readonly loadBefore: number;
  readonly at: string;
}

const SYNCS = 200;

/** Looks at the machine, before anything runs on it. */
export async function readMachine(folder: string): Promise<Omit<Machine, 'postgres'>> {
  const [processor] = cpus();
  return {
    processor: processor?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    disk: await describeDisk(),
    syncMs: await measureSync(folder),
    loadBefore: loadavg()[0] ?? 0,
    at: new Date().toISOString(),
  };
}

/** The device and file system that the temp folder is on: the longest mount point that is a part of its path. */
async function describeDisk(): Promise<string> {
  const text = await readFile('/proc/mounts', 'utf8').catch(() => '');
  const mounts = text.split('\n').map((line) => line.split(' '));
  const folder = `${tmpdir()}/`;
  const [device = 'unknown', , fileSystem = ''] =
    mounts
      .filter(([, point]) => point !== undefined && folder.startsWith(point.replace(/\/?$/, '/')))
      .toSorted((a, b) => (b[1]?.length ?? 0) - (a[1]?.length ?? 0))[0] ?? [];
  return `${device} ${fileSystem}`.trim();
}

async function measureSync(folder: string): Promise<number> {
  const path = join(folder, 'sync');
  const file = await open(path, 'w');
  const page = Buffer.alloc(8192, 1);
  const times: number[] = [];
  for (let round = 0; round < SYNCS; round += 1) {
    const fromMs = performance.now();
    await file.write(page, 0, page.length, 0);
    await file.datasync();
    times.push(performance.now() - fromMs);
  }
  await file.close();
  await rm(path);
  return quantile(Float64Array.from(times).sort(), 0.5);
}
