import { isScope, type Scope, scopes } from '@sarf/contract';
import { createApplication, createClient, listApplications, type NewClient, setScopes } from '../auth/clients.ts';
import { createPayoutAccount, listPayoutAccounts, type PayoutAccount } from '../banks/payout-accounts.ts';
import type { Deps } from '../deps.ts';
import { createDestinations } from '../destinations/create-destinations.ts';
import { inTransaction, lockForSetUp } from '../foundation/database.ts';
import { makeIban } from '../foundation/iban.ts';
import { textToMinor } from '../foundation/money.ts';
import { assert } from '../foundation/refuse.ts';

/** What the sandbox has made for whoever tries it. */
export interface Sandbox {
  readonly applicationId: string;
  readonly client: NewClient;
  /** The client of the capabilities, so that they can be limited and stopped by themselves. */
  readonly agent: NewClient;
  readonly accounts: readonly PayoutAccount[];
  readonly destinationId: string;
}

/** What an earlier start has made. */
export interface KnownClients {
  readonly client?: NewClient | undefined;
  readonly agent?: NewClient | undefined;
}

// What the tools of Sarf's own capabilities do.
const AGENT_SCOPES: readonly Scope[] = [
  'payouts:read',
  'payouts:write',
  'payouts:approve',
  'destinations:read',
  'destinations:write',
  'accounts:read',
  'payment_sources:read',
  'payment_sources:write',
  'refunds:read',
  'refunds:write',
  'refunds:approve',
];

const OPENING = '100000000.00';
// Made-up accounts at made-up bank codes; the check digits are right.
const ACCOUNTS = [
  { currency: 'AED', country: 'AE', bban: '9990000000000000001' },
  { currency: 'SAR', country: 'SA', bban: '99000000000000000001' },
  { currency: 'USD', country: 'AE', bban: '9990000000000000002' },
  { currency: 'KWD', country: 'KW', bban: 'SARF0000000000000000000001' },
] as const;

/** What every account of the sandbox holds at the beginning, in minor units. */
export function openingMinor(currency: string): bigint {
  const minor = textToMinor(currency === 'KWD' ? '100000000.000' : OPENING, currency);
  assert(minor !== undefined, `${OPENING} is an amount in ${currency}`);
  return minor;
}

/**
 * Makes what a newcomer needs, unless it is there: an application, funded payout accounts, clients and a destination. A
 * new client is made when the secret of the earlier one is not known any more.
 * @param known the clients of an earlier start, from sandbox.json
 */
export async function seedSandbox(deps: Deps, known: KnownClients = {}): Promise<Sandbox> {
  const applicationId = await inTransaction(deps.sql, async (tx) => {
    await lockForSetUp(tx);
    const [first] = await listApplications({ sql: tx });
    if (first) return first.id;
    const scoped = { ...deps, sql: tx };
    const id = await createApplication(scoped, 'Sandbox');
    for (const { currency, country, bban } of ACCOUNTS) {
      await createPayoutAccount(scoped, {
        applicationId: id,
        name: `Sandbox ${currency}`,
        currency,
        iban: makeIban(country, bban),
        connector: 'sandbox',
        isDefault: true,
        balanceBinding: true,
        openingMinor: openingMinor(currency),
      });
    }
    return id;
  });
  const client = await clientOf(deps, applicationId, known.client, {
    name: 'Sandbox client',
    scopes: Object.keys(scopes).filter(isScope),
  });
  const agent = await clientOf(deps, applicationId, known.agent, { name: 'Sandbox agent', scopes: AGENT_SCOPES });
  const request = { beneficiary_name: 'Amina Haddad', iban: makeIban('AE', '0331234567890123456') };
  const [destination] = await createDestinations(deps, [{ applicationId, request }]);
  assert(destination && 'value' in destination, 'the destination of the sandbox is valid');
  return {
    applicationId,
    client,
    agent,
    accounts: await listPayoutAccounts(deps.sql, applicationId),
    destinationId: destination.value.id,
  };
}

async function clientOf(
  deps: Deps,
  applicationId: string,
  known: NewClient | undefined,
  { name, scopes: allowed }: { readonly name: string; readonly scopes: readonly Scope[] },
): Promise<NewClient> {
  if (!known) return createClient(deps, applicationId, name, allowed);
  // A client of an earlier version does not have the scopes that came since.
  await setScopes(deps, known.clientId, allowed);
  return known;
}
