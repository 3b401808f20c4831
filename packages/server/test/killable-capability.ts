import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { NewClient } from '../src/auth/clients.ts';
import { freePort } from './free-port.ts';
import { until } from './running-sarf.ts';

const program = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));
const ownFiles = fileURLToPath(new URL('../../../capabilities', import.meta.url));
const ownNamespaces = ['payouts', 'destinations', 'refunds', 'payment-sources'];

export interface KillableCapability {
  readonly mcpUrl: string;
  readonly restUrl: string;
  /** Ends the process at once, in the middle of everything (SIGKILL), and starts it again at the same address. */
  killAndStart(): Promise<void>;
  stop(): Promise<void>;
}

/** Runs our own capability files as `sarf capability run` does, against an API and as a client of it. */
export async function startKillable(apiUrl: string, client: NewClient): Promise<KillableCapability> {
  const [rest, mcp] = [await freePort(), await freePort()];
  const words = [
    ...['capability', 'run', ownFiles],
    ...ownNamespaces.flatMap((name) => ['--base-uri', `${name}=${apiUrl}`]),
    ...ownNamespaces.flatMap((name) => ['--port', `${name}-rest=${rest}`, '--port', `${name}-mcp=${mcp}`]),
  ];
  const start = (): Promise<ChildProcess> => startOne(words, client);
  let child = await start();
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
    child.kill(signal);
    await gone;
  };
  return {
    mcpUrl: `http://127.0.0.1:${mcp}/mcp`,
    restUrl: `http://127.0.0.1:${rest}`,
    async killAndStart() {
      await end('SIGKILL');
      child = await start();
    },
    stop: () => end('SIGTERM'),
  };
}

async function startOne(words: readonly string[], { clientId, clientSecret }: NewClient): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, ...words], {
    env: { PATH: process.env.PATH, SARF_CLIENT_ID: clientId, SARF_CLIENT_SECRET: clientSecret },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (said = (said + chunk).slice(-4_000)));
  await until('the capabilities are served', async () => {
    if (child.exitCode !== null) throw new Error(`they are not: ${said}`);
    return said.includes('is ready');
  });
  return child;
}
