import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

const program = fileURLToPath(import.meta.resolve('@sarf/cli/main'));

interface RunningCapability {
  readonly restUrl: string;
  readonly mcpUrl: string;
  stop(): Promise<void>;
}

/** Runs capability files as `sarf capability run` does, on free ports, with nothing in the environment but what is given. */
export async function runCapability(
  files: readonly string[],
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<RunningCapability> {
  const [rest, mcp] = [await freePort(), await freePort()];
  const ports = ['--rest-port', String(rest), '--mcp-port', String(mcp)];
  const child = fork(program, ['capability', 'run', ...files, ...ports, ...words], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (chunk) => (said += chunk));
  const gone = once(child, 'exit');
  const early = new AbortController();
  await Promise.race([
    once(child, 'message', { signal: early.signal }),
    gone.then(() => {
      throw new Error(`it did not start: ${said}`);
    }),
  ]).finally(() => early.abort());
  return {
    restUrl: `http://127.0.0.1:${rest}`,
    mcpUrl: `http://127.0.0.1:${mcp}/mcp`,
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
