import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ContractFile } from './contract-file.ts';
import { freePort } from './free-port.ts';
import { until } from './running-sarf.ts';

export interface PrismProxy {
  readonly url: string;
  stop(): Promise<void>;
}

/** Runs Prism between us and the API: it holds every request and answer against the contract. */
export async function startProxy(contract: ContractFile, apiUrl: string): Promise<PrismProxy> {
  const port = await freePort();
  const program = fileURLToPath(import.meta.resolve('@stoplight/prism-cli'));
  const args = [program, 'proxy', contract.path, apiUrl, '--errors', '--host', '127.0.0.1', '--port', String(port)];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout?.on('data', (chunk) => (said += chunk));
  child.stderr?.on('data', (chunk) => (said += chunk));
  const ended = new Promise<void>((resolveEnd) => child.once('close', () => resolveEnd()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await until('Prism listens', async () => {
      if (child.exitCode !== null) throw new Error(`Prism ended: ${said}`);
      return fetch(url).then(
        () => true,
        () => false,
      );
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
