import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, type NewClient } from '../../../packages/server/src/auth/clients.ts';
import { setFourEyes } from '../../../packages/server/src/auth/parties.ts';
import { openSandboxAccount } from '../../../packages/server/src/banks/connectors/sandbox/open-account.ts';
import { listPayoutAccounts } from '../../../packages/server/src/banks/payout-accounts.ts';
import { systemClock } from '../../../packages/server/src/foundation/clock.ts';
import { openDatabase } from '../../../packages/server/src/foundation/database.ts';
import { type Call, prove } from '../../../packages/server/test/proven-payments.ts';
import { Api } from '../api.ts';
import type { House } from '../house.ts';
import type { Client } from './clients.ts';
import { AMOUNT_MEAN_MINOR, majorOf, type Target } from './orders.ts';

/** What clients need to ask for refunds. */
export interface Equipment {
  readonly clients: readonly [Client, Client];
  readonly targets: readonly Target[];
  /** A payment that nobody asks refunds of: it is attacked in the end. */
  readonly spare: Target;
}

const PAYMENTS = 8;
// So much of what is asked for is covered by what came in, so that in the end much is refused.
const COVERED = 0.4;
const SCOPES = ['refunds:read', 'refunds:write', 'refunds:approve'] as const;

/**
 * Makes a second client, lets the application want two parties, opens its accounts at the bank, and records payments
 * that a statement proves. Nobody is killed yet.
 */
export async function equip(house: House, n: number, signal: AbortSignal): Promise<Equipment> {
  const sandbox: Readonly<Record<string, string>> = JSON.parse(
    await readFile(join(house.dataDir, 'sandbox.json'), 'utf8'),
  );
  const { application_id: applicationId = '', client_id: clientId = '', client_secret: clientSecret = '' } = sandbox;
  const sql = openDatabase(house.postgres.url, { connectionsMax: 1 });
  try {
    await setFourEyes({ sql }, applicationId, true);
    const second = await createClient({ sql, clock: systemClock }, applicationId, 'The second party', SCOPES, 'second');
    const accounts = await listPayoutAccounts(sql, applicationId);
    for (const { iban, currency, postedMinor } of accounts) {
      await openSandboxAccount(house.bankUrl, { iban, currency, openingMinor: postedMinor });
    }
    const clients = [
      clientOf(house, { clientId, clientSecret }, `client:${clientId}`, signal),
      clientOf(house, second, 'member:second', signal),
    ] as const;
    const provenMinor = Math.round((n * AMOUNT_MEAN_MINOR * COVERED) / PAYMENTS);
    const call = callerOf(house.apiUrls[0] ?? '', { clientId, clientSecret });
    const [spare, ...targets] = await makeTargets(call, provenMinor);
    if (spare === undefined) throw new Error('bug: no payment was made');
    return { clients, targets, spare };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function clientOf({ apiUrls }: House, client: NewClient, party: string, signal: AbortSignal): Client {
  return { party, api: new Api({ apiUrls, ...client }, signal) };
}

async function makeTargets(call: Call, provenMinor: number): Promise<Target[]> {
  const items = Array.from({ length: PAYMENTS + 1 }, (_, index) => ({
    external_reference: `payment ${index + 1}`,
    amount: majorOf(provenMinor),
    currency: 'AED',
    reference: `INV ${index + 1}`,
    payer: { name: `Payer ${index + 1}`, iban: 'AE070331234567890123456' },
    paid_at: '2026-01-01T00:00:00Z',
  }));
  const { status, body } = await call('POST', '/payments/v1/records', items);
  if (status !== 201) throw new Error(`the payments were not recorded: ${JSON.stringify(body)}`);
  for (const payment of body) await prove(call, payment, majorOf(provenMinor));
  return body.map(({ id }: { readonly id: string }) => ({ id, provenMinor }));
}

/** Calls an API while nothing goes wrong yet: statements are no JSON. */
function callerOf(apiUrl: string, { clientId, clientSecret }: NewClient): Call {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const fetchToken = async (): Promise<string> => {
    const response = await fetch(`${apiUrl}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
    const answer: { readonly access_token?: unknown } = Object(await response.json());
    return String(answer.access_token);
  };
  const token = fetchToken();
  return async (method, path, body, headers = { 'content-type': 'application/json' }) => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${await token}`, ...(body === undefined ? {} : headers) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
}
