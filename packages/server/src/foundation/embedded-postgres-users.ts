import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, startOfProcess } from './process-alive.ts';

/**
 * Notes that this process uses the server, so that another one (an admin command beside a running platform) does not
 * stop the server under it. The caller holds the cluster's lock.
 * @returns the note, to be given to `leaveUsers`
 */
export async function joinUsers(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const note = `${process.pid}.${randomUUID()}`;
  await writeFile(join(folder, note), startOfProcess(process.pid), { mode: 0o600 });
  return note;
}

/** Takes the note back. The caller holds the cluster's lock. */
export async function leaveUsers(folder: string, note: string): Promise<void> {
  await rm(join(folder, note), { force: true });
}

/** How many processes that still live use the server; notes of the dead are cleared away. */
export async function countUsers(folder: string): Promise<number> {
  let count = 0;
  for (const note of await readdir(folder).catch((): string[] => [])) {
    const pid = Number.parseInt(note, 10);
    const start = await readFile(join(folder, note), 'utf8').catch(() => '');
    // A process id is given again after a restart of the machine; the time of its start tells the two apart.
    if (isAlive(pid) && start === startOfProcess(pid)) count += 1;
    else await rm(join(folder, note), { force: true });
  }
  return count;
}
