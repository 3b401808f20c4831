import { fileURLToPath } from 'node:url';
import type { NewClient } from '../auth/clients.ts';
import { type Config, type Environment, processEnvironment, urlHost } from '../foundation/config.ts';
import type { Log } from '../foundation/log.ts';
import { type KeptProcess, keepProcess } from './kept-process.ts';

const ownFiles = fileURLToPath(new URL('../../../../capabilities', import.meta.url));
// The APIs that our own files call: all of them are this Sarf.
const ownNamespaces = ['payouts', 'destinations', 'refunds', 'payment-sources'];
// What opens the house is not handed to a process that reads files and talks to agents.
const withheld = ['SARF_SECRET_KEY', 'SARF_SECRET_KEY_FILE', 'DATABASE_URL'];

/** Where capabilities are reached. */
export interface CapabilityUrls {
  readonly rest: string;
  readonly mcp: string;
}

type Housed = Pick<Config, 'roles' | 'capability'>;

/** Where the capabilities are reached; undefined where this process does not run them. */
export function capabilityUrls({ roles, capability }: Housed): CapabilityUrls | undefined {
  if (!roles.includes('capability')) return undefined;
  const { host, restPort, mcpPort } = capability;
  return { rest: `http://${urlHost(host)}:${restPort}`, mcp: `http://${urlHost(host)}:${mcpPort}/mcp` };
}

/**
 * Runs capability files as a process of its own; it is started again when it dies.
 * @param client whose credentials our own files use; without it the ones in the environment
 */
export function startCapabilityProcess(
  config: Housed & Pick<Config, 'host' | 'port' | 'publicUrl'>,
  client: NewClient | undefined,
  log: Log,
): Promise<KeptProcess> {
  const { host, restPort, mcpPort, files, hosts } = config.capability;
  const api = config.roles.includes('api') ? `http://${urlHost(config.host)}:${config.port}` : config.publicUrl;
  // Files of others say themselves which API they call.
  const bases = files === null ? ownNamespaces.map((namespace) => `${namespace}=${api}`) : [];
  return keepProcess(
    {
      name: 'the capability process',
      file: fileURLToPath(import.meta.resolve('@sarf/cli/main')),
      words: [
        ...['capability', 'run', '--quiet', ...(files ?? [ownFiles])],
        ...['--address', host, '--rest-port', String(restPort), '--mcp-port', String(mcpPort)],
        ...hosts.flatMap((name) => ['--allow-host', name]),
        ...bases.flatMap((base) => ['--base-uri', base]),
        ...(config.capability.token === null ? [] : ['--token-env', 'CAPABILITY_TOKEN']),
      ],
      env: environmentOf(processEnvironment(), client),
      hint: 'what is wrong stands above; without the role capability in ROLES Sarf starts all the same.',
    },
    log,
  );
}

function environmentOf(all: Environment, client: NewClient | undefined): Environment {
  const kept = Object.entries(all).filter(([name]) => !withheld.includes(name));
  return {
    ...Object.fromEntries(kept),
    ...(client && { SARF_CLIENT_ID: client.clientId, SARF_CLIENT_SECRET: client.clientSecret }),
  };
}
