import { listApplications } from '../auth/clients.ts';
import { listPayoutAccounts } from '../banks/payout-accounts.ts';
import type { Deps } from '../deps.ts';

/**
 * Opens the accounts of all applications at the banks that are made up: what is in our books is then in theirs, also
 * when theirs are new. The log says what could not be opened.
 */
export async function openAccountsAtBanks(deps: Pick<Deps, 'sql' | 'banks' | 'log'>): Promise<void> {
  for (const { id } of await listApplications(deps)) {
    for (const { iban, currency, postedMinor, connector } of await listPayoutAccounts(deps.sql, id)) {
      const fault = await deps.banks.get(connector)?.openAccount?.({ iban, currency, openingMinor: postedMinor });
      if (fault) deps.log.warn({ iban, fault }, 'an account is not open at its bank');
    }
  }
}
