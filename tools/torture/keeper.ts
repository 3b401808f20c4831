import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Waits until the torture that started it is gone, however that happened, and ends what is left of it. What it has to
 * end is told on its input, one a line: `group N` for a group of processes, `data FOLDER` for a database.
 */
const groups = new Set<number>();
const folders = new Set<string>();
let rest = '';

process.stdin.setEncoding('utf8');
process.stdin.on('data', (text: string) => {
  const lines = `${rest}${text}`.split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) {
    const [, kind, value = ''] = /^(\w+) (.+)$/.exec(line) ?? [];
    if (kind === 'group') groups.add(Number(value));
    if (kind === 'gone') groups.delete(Number(value));
    if (kind === 'data') folders.add(value);
  }
});
process.stdin.on('end', () => {
  for (const group of groups) end(-group, 'SIGKILL');
  // PostgreSQL is in no group of ours. It is asked to leave at once, and takes its own processes along.
  for (const folder of folders) end(postmasterOf(folder), 'SIGQUIT');
  process.exit();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

function postmasterOf(folder: string): number {
  try {
    return Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return 0;
  }
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    if (Number.isInteger(pid) && Math.abs(pid) > 1) process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}
