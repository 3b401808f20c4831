import type { Fault, schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { auditBy, recordAudit } from '../auth/audit/record-audit.ts';
import type { Caller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { inTransaction, type Tx } from '../foundation/database.ts';
import { Refusal } from '../foundation/refuse.ts';
import { setBinding } from '../ledger/set-binding.ts';
import { lockAccountsBeside, type PayoutAccountRow, selectPayoutAccounts, updateDefault, updateName } from './store.ts';

type Change = Static<typeof schemas.PayoutAccountChange>;

const notDefault: Fault = {
  path: 'is_default',
  message: 'can only be true; make another account the default, and it takes the place of this one',
  code: 'INVALID_PARAMETERS',
};
const overdrawn: Fault = {
  path: 'balance_binding',
  message: 'cannot be true while the account is overdrawn',
  code: 'INVALID_PARAMETERS',
};

/** What is wrong with a change of a payout account beyond its form. Pure. */
export function accountChangeFaults(body: unknown): Fault[] {
  if (typeof body !== 'object' || body === null) return [];
  const { is_default: isDefault }: { is_default?: unknown } = body;
  return isDefault === false ? [notDefault] : [];
}

/**
 * Changes the name of a payout account, makes it the default of its currency in the place of the one that was, or says
 * whether its balance binds, with a line in the audit log. Refuses with UNKNOWN_PAYOUT_ACCOUNT, and with
 * INVALID_PARAMETERS where an overdrawn balance is to bind.
 * @returns all payout accounts of the application
 */
export function changePayoutAccount(
  deps: Pick<Deps, 'sql' | 'clock'>,
  caller: Caller,
  id: string,
  change: Change,
): Promise<PayoutAccountRow[]> {
  const { applicationId } = caller;
  return inTransaction(deps.sql, async (tx) => {
    // All accounts in its currency: of two that are to become the default at once, the later takes the earlier's place.
    await lockAccountsBeside(tx, { applicationId, id });
    const before = await selectPayoutAccounts(tx, applicationId);
    const account = before.find((one) => one.id === id);
    if (!account) throw new Refusal('UNKNOWN_PAYOUT_ACCOUNT');
    await write(tx, account, change);
    const after = await selectPayoutAccounts(tx, applicationId);
    const valuesOf = (rows: readonly PayoutAccountRow[]) => ({
      ...auditedOf(rows.find((one) => one.id === id)),
      default_account: rows.find((one) => one.currency === account.currency && one.isDefault)?.id ?? null,
    });
    await recordAudit(tx, {
      by: auditBy(caller),
      at: deps.clock.now(),
      action: 'changePayoutAccount',
      outcome: 'done',
      objectType: 'payout_account',
      objectId: id,
      before: valuesOf(before),
      after: valuesOf(after),
    });
    return after;
  });
}

async function write(tx: Tx, account: PayoutAccountRow, change: Change): Promise<void> {
  const { applicationId, id } = account;
  if (change.name !== undefined) await updateName(tx, { applicationId, id, name: change.name });
  if (change.is_default && !account.isDefault) await updateDefault(tx, account);
  if (change.balance_binding === undefined) return;
  const binding = { applicationId, payoutAccountId: id, isOn: change.balance_binding };
  if (!(await setBinding(tx, binding))) {
    throw new Refusal('INVALID_PARAMETERS', `${overdrawn.path}: ${overdrawn.message}`, { faults: [overdrawn] });
  }
}

const auditedOf = (row: PayoutAccountRow | undefined) =>
  row && { name: row.name, is_default: row.isDefault, balance_binding: row.balanceBinding };
