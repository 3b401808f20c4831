import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { NewClient } from '../src/auth/clients.ts';
import { freePort } from './free-port.ts';

const program = fileURLToPath(import.meta.resolve('@sarf/cli/main'));
const ownFiles = fileURLToPath(new URL('../../../capabilities', import.meta.url));
const ownNamespaces = ['payouts', 'destinations', 'refunds', 'payment-sources'];

export interface RunningCapability {
  readonly restUrl: string;
  readonly mcpUrl: string;
  /** Of the process that runs now. */
  pid(): number;
  /** Ends it in the middle of everything (SIGKILL), and starts it again at the same addresses. */
  killAndStart(): Promise<void>;
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
  const start = (): Promise<ChildProcess> => startProcess([...files, ...ports, ...words], env);
  let child = await start();
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const isGone = child.exitCode !== null || child.signalCode !== null;
    const gone = isGone ? undefined : once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    restUrl: `http://127.0.0.1:${rest}`,
    mcpUrl: `http://127.0.0.1:${mcp}/mcp`,
    pid: () => child.pid ?? 0,
    async killAndStart() {
      await end('SIGKILL');
      child = await start();
    },
    stop: () => end('SIGTERM'),
  };
}

/** Runs our own files, all of them, against an API, as a client of it. */
export function runOwnCapabilities(
  apiUrl: string,
  { clientId, clientSecret }: NewClient,
  words: readonly string[] = [],
): Promise<RunningCapability> {
  const bases = ownNamespaces.flatMap((namespace) => ['--base-uri', `${namespace}=${apiUrl}`]);
  const env = { SARF_CLIENT_ID: clientId, SARF_CLIENT_SECRET: clientSecret };
  return runCapability([ownFiles], [...bases, ...words], env);
}

async function startProcess(words: readonly string[], env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = fork(program, ['capability', 'run', ...words], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  // Not all of it: a line for each request comes here, and there may be thousands.
  child.stderr?.on('data', (chunk) => (said = (said + chunk).slice(-10_000)));
  const gone = once(child, 'exit');
  const early = new AbortController();
  await Promise.race([
    once(child, 'message', { signal: early.signal }),
    gone.then(() => {
      throw new Error(`it did not start: ${said}`);
    }),
  ]).finally(() => early.abort());
  return child;
}
