import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decimalsOf } from '../../packages/contract/src/index.ts';
import { openSandboxAccount } from '../../packages/server/src/banks/connectors/sandbox/open-account.ts';
import { createPayoutAccount, listPayoutAccounts } from '../../packages/server/src/banks/payout-accounts.ts';
import { createDestinations } from '../../packages/server/src/destinations/create-destinations.ts';
import { systemClock } from '../../packages/server/src/foundation/clock.ts';
import { inTransaction, openDatabase, type Sql } from '../../packages/server/src/foundation/database.ts';
import { makeIban } from '../../packages/server/src/foundation/iban.ts';
import { type Access, Api } from './api.ts';
import { readFeed } from './feed.ts';
import type { House } from './house.ts';
import type { Notebook } from './notebook.ts';
import type { Purse } from './orders.ts';
import { registerReceivers } from './receivers.ts';

/** What clients need to make payouts. */
export interface Equipment {
  readonly access: Access;
  readonly purses: readonly Purse[];
  readonly destinationIds: readonly string[];
  /** How many events there were before anybody was registered who is to be told of them. */
  readonly untold: number;
}

// Accounts that run out after some payouts, so that their balance binds.
const TIGHT = [
  { currency: 'AED', openingMinor: 200_000n, share: 6 },
  { currency: 'AED', openingMinor: 2_000_000n, share: 10 },
  { currency: 'KWD', openingMinor: 500_000n, share: 6 },
];
const SHARES: Readonly<Record<string, number>> = { AED: 48, SAR: 10, USD: 10, KWD: 10 };
const DESTINATIONS = 20;

/**
 * Registers receivers, which hear of everything from then on, opens accounts, in our books and at the bank, and registers
 * destinations. Nobody is killed yet.
 */
export async function equip(house: House, notebook: Notebook, signal: AbortSignal): Promise<Equipment> {
  const sandbox: Readonly<Record<string, string>> = JSON.parse(
    await readFile(join(house.dataDir, 'sandbox.json'), 'utf8'),
  );
  const { application_id: applicationId = '', client_id: clientId = '', client_secret: clientSecret = '' } = sandbox;
  const access = { apiUrls: house.apiUrls, clientId, clientSecret };
  const api = new Api(access, signal);
  const untold = (await readFeed(api, notebook)).length;
  await registerReceivers(api, house.receivers);
  const sql = openDatabase(house.postgres.url, { connectionsMax: 1 });
  try {
    const tight = await openTight(sql, applicationId);
    const accounts = await listPayoutAccounts(sql, applicationId);
    for (const { iban, currency, postedMinor } of accounts) {
      await openSandboxAccount(house.bankUrl, { iban, currency, openingMinor: postedMinor });
    }
    const roomy = accounts
      .filter(({ isDefault }) => isDefault)
      .map(({ currency }) => purseOf(currency, undefined, SHARES[currency] ?? 0));
    return {
      access,
      purses: [...roomy, ...tight],
      destinationIds: await register(sql, applicationId),
      untold,
    };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function purseOf(currency: string, accountId: string | undefined, share: number): Purse {
  return { currency, decimals: decimalsOf(currency) ?? 2, accountId, isTight: accountId !== undefined, share };
}

async function openTight(sql: Sql, applicationId: string): Promise<Purse[]> {
  const purses: Purse[] = [];
  for (const [index, { currency, openingMinor, share }] of TIGHT.entries()) {
    const account = {
      applicationId,
      name: `Tight ${index + 1}`,
      currency,
      iban: makeIban('AE', `033${String(index + 1).padStart(16, '0')}`),
      connector: 'sandbox',
      isDefault: false,
      balanceBinding: true,
      openingMinor,
    };
    const id = await inTransaction(sql, (tx) => createPayoutAccount({ clock: systemClock, sql: tx }, account));
    purses.push(purseOf(currency, id, share));
  }
  return purses;
}

async function register(sql: Sql, applicationId: string): Promise<string[]> {
  const items = Array.from({ length: DESTINATIONS }, (_, index) => ({
    applicationId,
    request: { beneficiary_name: `Beneficiary ${index + 1}`, iban: makeIban('AE', String(index).padStart(19, '033')) },
  }));
  const made = await createDestinations({ sql, clock: systemClock }, items);
  return made.flatMap((outcome) => ('value' in outcome ? [outcome.value.id] : []));
}
