import { readFileSync } from 'node:fs';
import { errorCode } from './database.ts';

/**
 * Is there a process with this id, whoever it belongs to? One that has ended and waits for its parent to take note
 * is not alive: in a container, where nobody may ever take note, such stay for ever.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false;
  }
  return !/^[ZX]/.test(statOf(pid)[0] ?? '');
}

/** When a process started, in clock ticks since boot; empty where the system has no /proc. */
export function startOfProcess(pid: number): string {
  return statOf(pid)[19] ?? '';
}

/** The fields of /proc/<pid>/stat from the third, the state, on; none where the system has no /proc. */
function statOf(pid: number): string[] {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the name in brackets, may hold spaces and brackets of its own.
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
