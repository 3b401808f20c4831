import { createServer } from 'node:net';
import type { Config } from '../foundation/config.ts';

/** Throws a sentence when a port that will be needed is taken, before anything is started. */
export async function checkPorts(config: Config): Promise<void> {
  const { roles, host, capability } = config;
  const wanted: Wanted[] = [];
  if (roles.includes('api') || roles.includes('worker')) wanted.push({ name: 'PORT', host, port: config.port });
  if (roles.includes('bank')) wanted.push({ name: 'BANK_PORT', host, port: config.bankPort });
  if (roles.includes('capability')) {
    wanted.push({ name: 'CAPABILITY_REST_PORT', host: capability.host, port: capability.restPort });
    wanted.push({ name: 'CAPABILITY_MCP_PORT', host: capability.host, port: capability.mcpPort });
  }
  for (const { name, host: address, port } of wanted) {
    const fault = await tryPort(address, port);
    if (fault === 'EADDRINUSE') {
      const way = name.startsWith('CAPABILITY') ? ', or leave the role capability out of ROLES' : '';
      throw new Error(`Port ${port} is taken. Is Sarf running already? If not, set ${name} to another port${way}.`);
    }
    if (fault) throw new Error(`Port ${port} on ${address} cannot be listened on (${fault}); see HOST and ${name}.`);
  }
}

interface Wanted {
  /** The setting that chooses the port. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}
