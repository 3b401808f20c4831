import { Refusal } from '../foundation/refuse.ts';
import type { PayoutAccount } from './payout-accounts.ts';
import type { AccountWish } from './store.ts';

export type { AccountWish } from './store.ts';

/** Payout accounts by how requests name them. */
export type AccountsByWish = ReadonlyMap<string, PayoutAccount>;

/** Payout accounts, as `selectWishedAccounts` reads them, by how requests name them: by id, or as the default. */
export function accountsByWish(accounts: readonly PayoutAccount[]): AccountsByWish {
  const byWish = new Map<string, PayoutAccount>();
  for (const account of accounts) {
    byWish.set(`${account.applicationId}/${account.id}`, account);
    if (account.isDefault) byWish.set(`${account.applicationId}/${account.currency}`, account);
  }
  return byWish;
}

/**
 * The payout account that a request asks for: the one it names, or the default one in its currency.
 * Otherwise the refusal: UNKNOWN_PAYOUT_ACCOUNT, OPERATION_NOT_ALLOWED where there is no default, or CURRENCY_MISMATCH.
 */
export function chooseAccount(accounts: AccountsByWish, wish: AccountWish): PayoutAccount | Refusal {
  const account = accounts.get(`${wish.applicationId}/${wish.payoutAccountId ?? wish.currency}`);
  if (!account) {
    if (wish.payoutAccountId !== null) return new Refusal('UNKNOWN_PAYOUT_ACCOUNT');
    return new Refusal('OPERATION_NOT_ALLOWED', `This application has no payout account in ${wish.currency}.`);
  }
  if (account.currency === wish.currency) return account;
  const message = `The payout account holds ${account.currency}, not ${wish.currency}.`;
  const faults = [{ path: 'currency', message, code: 'CURRENCY_MISMATCH' as const }];
  return new Refusal('CURRENCY_MISMATCH', message, { faults });
}
