import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Keeper } from './keep.ts';

const sarf = fileURLToPath(import.meta.resolve('../../packages/server/src/main.ts'));
const RESPAWN_MS = 300;
const STOP_WITHIN_MS = 35_000;

type Environment = Readonly<Record<string, string>>;

/** Where processes leave what they have to say, and who ends them when nobody else does. */
export interface Site {
  readonly logsDir: string;
  readonly keeper: Keeper;
}

/** One process, of Sarf or beside it, that is started again whenever it ends, as by a supervisor, until it is killed. */
export interface Role {
  readonly name: string;
  /** Does it run and has it said that it is ready? */
  isReady(): boolean;
  start(environment?: Environment): void;
  /** kill -9, with everything that it started. It stays away until `start`. */
  kill(): void;
  /** Asks it to stop, and gives its exit code; null when it had to be killed. */
  stop(): Promise<number | null>;
  /** How often it ended although nobody killed it. */
  deaths(): number;
}

export function createRole(name: string, base: Environment, { logsDir, keeper }: Site, program = sarf): Role {
  let child: ChildProcess | undefined;
  let wanted = false;
  let ready = false;
  let deaths = 0;
  let environment: Environment = base;

  const spawnIt = (): void => {
    const log = openSync(join(logsDir, `${name}.log`), 'a');
    // The head of a group of its own, so that it can be killed with what it has started.
    const born = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', log],
    });
    child = born;
    ready = false;
    keeper.adopt(born.pid);
    let said = '';
    born.stdout?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-10_000);
      ready ||= child === born && /^\w+ is ready$/m.test(said);
    });
    born.once('exit', () => {
      killGroup(born);
      keeper.release(born.pid);
      if (child !== born || !wanted) return;
      deaths += 1;
      ready = false;
      setTimeout(() => wanted && child === born && spawnIt(), RESPAWN_MS);
    });
  };

  return {
    name,
    isReady: () => wanted && ready,
    start(more = {}) {
      environment = { ...base, ...more };
      wanted = true;
      spawnIt();
    },
    kill() {
      wanted = false;
      ready = false;
      // One that has ended took its group along then, and by now another process may have its number.
      if (!hasEnded(child)) killGroup(child);
    },
    async stop() {
      wanted = false;
      const last = child;
      if (!last || hasEnded(last)) return 0;
      const gone = once(last, 'exit');
      last.kill('SIGTERM');
      const timer = setTimeout(() => killGroup(last), STOP_WITHIN_MS);
      await gone;
      clearTimeout(timer);
      return last.exitCode;
    },
    deaths: () => deaths,
  };
}

const hasEnded = (child: ChildProcess | undefined): boolean =>
  child !== undefined && (child.exitCode !== null || child.signalCode !== null);

function killGroup(child: ChildProcess | undefined): void {
  if (child?.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // All of it is gone already.
  }
}
