import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { pause } from '../foundation/clock.ts';
import type { Environment } from '../foundation/config.ts';
import type { Log } from '../foundation/log.ts';

const RESTART_PAUSE_MS = 500;
const RESTART_PAUSE_MAX_MS = 30_000;

interface Program {
  /** What it is, with its article, as it stands in the log. */
  readonly name: string;
  readonly file: string;
  readonly words?: readonly string[];
  readonly env: Environment;
  /** What may be the matter when it does not start. */
  readonly hint: string;
}

export interface KeptProcess {
  stop(): Promise<void>;
}

/**
 * Starts a program as a process of its own, and again when it dies. It says by a message that it is ready, and it ends
 * when this process ends, however that happens. Throws when it does not start.
 */
export async function keepProcess({ name, file, words = [], env, hint }: Program, log: Log): Promise<KeptProcess> {
  let stopping = false;
  let pauseMs = RESTART_PAUSE_MS;
  let child: ChildProcess;

  const begin = async (): Promise<void> => {
    child = fork(file, words, {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('exit', (code, signal) => void restart(code, signal));
    const early = new AbortController();
    const died = once(child, 'exit', { signal: early.signal }).then(() => {
      throw new Error(`${capitalised(name)} did not start; ${hint}`);
    });
    await Promise.race([once(child, 'message', { signal: early.signal }), died]).finally(() => early.abort());
    died.catch(() => {});
  };

  const restart = async (code: number | null, signal: string | null): Promise<void> => {
    if (stopping || !ready) return;
    log.warn({ code, signal }, `${name} died; it is started again`);
    await pause(pauseMs);
    // One that cannot start, as its files or its port are not what they were, is not tried twice a second for ever.
    pauseMs = Math.min(pauseMs * 2, RESTART_PAUSE_MAX_MS);
    if (stopping) return;
    await begin().then(
      () => {
        pauseMs = RESTART_PAUSE_MS;
      },
      (error: unknown) => log.error({ err: error }, `${name} stays away`),
    );
  };

  let ready = false;
  await begin();
  ready = true;
  return {
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
