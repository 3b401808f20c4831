import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { pause, systemClock } from './clock.ts';
import { errorCode } from './database.ts';
import { isAlive } from './process-alive.ts';

// The holder touches its lock this often; one untouched for much longer was left by a process that died.
const TOUCH_MS = 2_000;
const STALE_MS = 20_000;
const POLL_MS = 50;

/**
 * Does `work` while holding a lock file, so that processes that start or stop one cluster at once take turns.
 * A lock left by a process that was killed is taken over.
 */
export async function withLockFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!(await tryTake(path))) {
    if (await isStale(path)) await breakLock(path);
    else await pause(POLL_MS);
  }
  const timer = setInterval(() => {
    const now = systemClock.now();
    utimes(path, now, now).catch(() => {});
  }, TOUCH_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await rm(path, { force: true });
  }
}

async function tryTake(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  try {
    const [text, info] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    return systemClock.now().getTime() - info.mtimeMs > STALE_MS || (text !== '' && !isAlive(Number(text)));
  } catch {
    return false;
  }
}

/** Renaming picks one winner among those who saw the same stale lock. */
async function breakLock(path: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(() => {});
  await rm(aside, { force: true });
}
