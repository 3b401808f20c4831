import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewClient } from '../auth/clients.ts';
import type { Config } from '../foundation/config.ts';
import type { Sandbox } from './seed-sandbox.ts';

const pathOf = (dataDir: string): string => join(dataDir, 'sandbox.json');

/** The client of an earlier start, when sandbox.json still has it. */
export async function readKnownClient(dataDir: string): Promise<NewClient | undefined> {
  const text = await readFile(pathOf(dataDir), 'utf8').catch(() => '{}');
  const { client_id: clientId, client_secret: clientSecret }: Record<string, unknown> = JSON.parse(text);
  return typeof clientId === 'string' && typeof clientSecret === 'string' ? { clientId, clientSecret } : undefined;
}

/** Writes DATA_DIR/sandbox.json: everything a script needs to use the sandbox. Only its owner may read it. */
export async function writeSandboxFile(config: Config, sandbox: Sandbox): Promise<void> {
  const content = {
    api_url: config.publicUrl,
    token_url: `${config.publicUrl}/oauth2/token`,
    bank_url: config.bankUrl,
    application_id: sandbox.applicationId,
    client_id: sandbox.client.clientId,
    client_secret: sandbox.client.clientSecret,
    destination_id: sandbox.destinationId,
    payout_accounts: sandbox.accounts.map(({ id, currency, iban }) => ({ id, currency, iban })),
  };
  const path = pathOf(config.dataDir);
  await writeFile(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
