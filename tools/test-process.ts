import { spawn } from 'node:child_process';

/** How a process ended, and everything it said. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly timedOut: boolean;
}

// The groups that run now, so that an interrupt can end them all.
const groups = new Set<number>();
let interrupted = false;

/**
 * Runs a program as the head of a process group of its own. When it takes too long, and when it has ended, the whole
 * group is killed, so that no server that a test started is left behind.
 */
export function runGroup(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; timeoutMs: number },
): Promise<Ended> {
  return new Promise((settle) => {
    // After an interrupt nothing begins and nothing that was killed is told about: the run is being taken down.
    if (interrupted) return;
    const { cwd, env, timeoutMs } = options;
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const { pid } = child;
    const chunks: Buffer[] = [];
    let timedOut = false;
    if (pid !== undefined) groups.add(pid);
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup(pid);
    }, timeoutMs);
    child.on('error', (error) => chunks.push(Buffer.from(`${error.message}\n`)));
    // What it left running would keep its output open, and so this run.
    child.on('exit', () => killGroup(pid));
    child.on('close', (code) => {
      clearTimeout(timer);
      if (pid !== undefined) groups.delete(pid);
      if (!interrupted) settle({ code, output: Buffer.concat(chunks).toString(), timedOut });
    });
  });
}

/** Ends everything that `runGroup` started, for good: nothing starts after it. */
export function killAllGroups(): void {
  interrupted = true;
  for (const pid of groups) killGroup(pid);
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
