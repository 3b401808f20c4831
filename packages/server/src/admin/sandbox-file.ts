import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../foundation/config.ts';
import { capabilityUrls } from './capability-process.ts';
import type { SandboxMember } from './seed-people.ts';
import type { KnownClients, Sandbox } from './seed-sandbox.ts';

/** Where the dashboard is. */
export const dashboardUrlOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}/dashboard`;

const pathOf = (dataDir: string): string => join(dataDir, 'sandbox.json');

/** The clients of an earlier start, as far as sandbox.json still has them. */
export async function readKnownClients(dataDir: string): Promise<KnownClients> {
  const text = await readFile(pathOf(dataDir), 'utf8').catch(() => '{}');
  const content: Record<string, unknown> = JSON.parse(text);
  const known = (prefix: string) => {
    const { [`${prefix}client_id`]: clientId, [`${prefix}client_secret`]: clientSecret } = content;
    return typeof clientId === 'string' && typeof clientSecret === 'string' ? { clientId, clientSecret } : undefined;
  };
  return { client: known(''), agent: known('agent_') };
}

/** The people of an earlier start, when sandbox.json still has them. */
export async function readKnownMembers(dataDir: string): Promise<Pick<SandboxMember, 'email' | 'password'>[]> {
  const text = await readFile(pathOf(dataDir), 'utf8').catch(() => '{}');
  const { members }: Record<string, unknown> = JSON.parse(text);
  return Array.isArray(members) ? members.filter(isMember) : [];
}

function isMember(value: unknown): value is Pick<SandboxMember, 'email' | 'password'> {
  if (typeof value !== 'object' || value === null || !('email' in value) || !('password' in value)) return false;
  return typeof value.email === 'string' && typeof value.password === 'string';
}

/** Writes DATA_DIR/sandbox.json: everything a script needs to use the sandbox. Only its owner may read it. */
export async function writeSandboxFile(
  config: Config,
  sandbox: Sandbox,
  members: readonly SandboxMember[] = [],
): Promise<void> {
  const urls = capabilityUrls(config);
  const content = {
    api_url: config.publicUrl,
    token_url: `${config.publicUrl}/oauth2/token`,
    bank_url: config.bankUrl,
    dashboard_url: dashboardUrlOf(config),
    application_id: sandbox.applicationId,
    client_id: sandbox.client.clientId,
    client_secret: sandbox.client.clientSecret,
    agent_client_id: sandbox.agent.clientId,
    agent_client_secret: sandbox.agent.clientSecret,
    ...(urls && { capability_rest_url: urls.rest, mcp_url: urls.mcp }),
    destination_id: sandbox.destinationId,
    members: members.map(({ email, password, role }) => ({ email, password, role })),
    payout_accounts: sandbox.accounts.map(({ id, currency, iban }) => ({ id, currency, iban })),
  };
  const path = pathOf(config.dataDir);
  await writeFile(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
