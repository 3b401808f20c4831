import { createServer } from 'node:net';
import type { Config } from '../foundation/config.ts';

/** Throws a sentence when a port that will be needed is taken, before anything is started. */
export async function checkPorts(config: Config): Promise<void> {
  const wanted: [string, number][] = [];
  if (config.roles.includes('api') || config.roles.includes('worker')) wanted.push(['PORT', config.port]);
  if (config.roles.includes('bank')) wanted.push(['BANK_PORT', config.bankPort]);
  for (const [name, port] of wanted) {
    const fault = await tryPort(config.host, port);
    if (fault === 'EADDRINUSE') {
      throw new Error(`Port ${port} is taken. Is Sarf running already? If not, set ${name} to another port.`);
    }
    if (fault)
      throw new Error(`Port ${port} on ${config.host} cannot be listened on (${fault}); see HOST and ${name}.`);
  }
}

function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}
