import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pause } from '../foundation/clock.ts';
import { type Config, processEnvironment } from '../foundation/config.ts';
import type { Log } from '../foundation/log.ts';

const program = fileURLToPath(import.meta.resolve('@sarf/sandbox-bank/main'));
const RESTART_PAUSE_MS = 500;

export interface BankProcess {
  stop(): Promise<void>;
}

/**
 * Starts the sandbox bank as a process of its own, as a real bank would be; it is started again when it dies. It
 * ends when this process ends, however that happens.
 */
export async function startBankProcess(config: Config, callbackSecret: string, log: Log): Promise<BankProcess> {
  let stopping = false;
  let child: ChildProcess;

  const begin = async (): Promise<void> => {
    child = fork(program, {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: environment(config, callbackSecret),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('exit', (code, signal) => void restart(code, signal));
    const early = new AbortController();
    const died = once(child, 'exit', { signal: early.signal }).then(() => {
      throw new Error(`The sandbox bank did not start; is port ${config.bankPort} taken?`);
    });
    await Promise.race([once(child, 'message', { signal: early.signal }), died]).finally(() => early.abort());
    died.catch(() => {});
  };

  const restart = async (code: number | null, signal: string | null): Promise<void> => {
    if (stopping || !ready) return;
    log.warn({ code, signal }, 'the sandbox bank died; it is started again');
    await pause(RESTART_PAUSE_MS);
    if (!stopping) await begin().catch((error: unknown) => log.error({ err: error }, 'the sandbox bank stays away'));
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

function environment(config: Config, secret: string): Record<string, string | undefined> {
  return {
    ...processEnvironment(),
    HOST: config.host,
    BANK_PORT: String(config.bankPort),
    BANK_DATABASE: join(config.dataDir, 'bank.sqlite'),
    BANK_CALLBACK_URL: `${config.publicUrl}/banks/v1/callbacks/sandbox`,
    BANK_CALLBACK_SECRET: secret,
  };
}
