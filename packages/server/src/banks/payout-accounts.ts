import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Handlers } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import type { Sql, Tx } from '../foundation/database.ts';
import { newId } from '../foundation/id.ts';
import { amountToNumber } from '../foundation/money.ts';
import { openAccounts } from '../ledger/transfer.ts';
import { changePayoutAccount } from './change-payout-account.ts';
import { insertPayoutAccount, type PayoutAccountRow, selectPayoutAccounts } from './store.ts';

export { accountChangeFaults } from './change-payout-account.ts';
export { selectWishedAccounts } from './store.ts';
export type PayoutAccount = PayoutAccountRow;

interface NewPayoutAccount {
  readonly applicationId: string;
  readonly name: string;
  readonly currency: string;
  readonly iban: string;
  readonly connector: string;
  readonly isDefault: boolean;
  /** Is a payout refused when the balance does not cover it? */
  readonly balanceBinding: boolean;
  /** What the bank holds on it now, in minor units. */
  readonly openingMinor: bigint;
}

/** Registers one of the application's own bank accounts, with its ledger accounts. Returns its id. */
export async function createPayoutAccount(
  deps: Pick<Deps, 'clock'> & { readonly sql: Sql | Tx },
  account: NewPayoutAccount,
): Promise<string> {
  const at = deps.clock.now();
  const id = newId(at.getTime());
  const counters = await openAccounts(deps.sql, { ...account, payoutAccountId: id, at });
  await insertPayoutAccount(deps.sql, { ...account, id, ...counters }, at);
  return id;
}

/** The application's payout accounts with what is posted, held and available on them. */
export function listPayoutAccounts(sql: Sql | Tx, applicationId: string): Promise<PayoutAccount[]> {
  return selectPayoutAccounts(sql, applicationId);
}

/** What can still be paid out of an account, in minor units. */
export function availableOf(account: Pick<PayoutAccount, 'postedMinor' | 'heldMinor'>): bigint {
  return account.postedMinor - account.heldMinor;
}

/** A payout account as the contract shows it. */
function presentPayoutAccount(row: PayoutAccount): Static<typeof schemas.PayoutAccounts>['content'][number] {
  return {
    id: row.id,
    name: row.name,
    currency: row.currency,
    iban: row.iban,
    connector: row.connector,
    is_default: row.isDefault,
    balance_binding: row.balanceBinding,
    available: amountToNumber(availableOf(row), row.currency),
    held: amountToNumber(row.heldMinor, row.currency),
    posted: amountToNumber(row.postedMinor, row.currency),
  };
}

/** Which verb answers which operation on payout accounts. */
export function payoutAccountHandlers(deps: Deps): Pick<Handlers, 'listPayoutAccounts' | 'changePayoutAccount'> {
  return {
    async listPayoutAccounts({ caller }) {
      const rows = await listPayoutAccounts(deps.sql, caller.applicationId);
      return { body: { content: rows.map(presentPayoutAccount) } };
    },
    async changePayoutAccount({ caller, params, body }) {
      const rows = await changePayoutAccount(deps, caller, params.payout_account_id.toLowerCase(), body);
      return { body: { content: rows.map(presentPayoutAccount) } };
    },
  };
}
