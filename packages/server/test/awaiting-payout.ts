import assert from 'node:assert/strict';
import { listPayoutAccounts } from '../src/banks/payout-accounts.ts';
import { inTransaction } from '../src/foundation/database.ts';
import { newId } from '../src/foundation/id.ts';
import { enter } from '../src/lifecycle/move.ts';
import { payoutLifecycle } from '../src/payouts/lifecycle.ts';
import type { PayoutRow } from '../src/payouts/payout.ts';
import { payoutRow } from './payout-row.ts';
import type { RunningSarf } from './running-sarf.ts';

/** Makes a payout of the sandbox account in AED that waits until another party than `askedBy` approves it. */
export async function awaitingPayout(
  { deps, sandbox }: Pick<RunningSarf, 'deps' | 'sandbox'>,
  { amountMinor = 100n, askedBy = 'client:agent', ...more }: Partial<PayoutRow> = {},
): Promise<string> {
  const now = new Date();
  const accounts = await listPayoutAccounts(deps.sql, sandbox.applicationId);
  const account = accounts.find(({ currency, isDefault }) => currency === 'AED' && isDefault);
  assert(account);
  const row = payoutRow({
    applicationId: sandbox.applicationId,
    id: newId(now.getTime()),
    payoutAccountId: account.id,
    paidOutAccountId: account.paidOutAccountId,
    debtorIban: account.iban,
    destinationId: sandbox.destinationId,
    endToEndId: deps.newEndToEndId(now.getTime()),
    createdAt: now,
    updatedAt: now,
    state: 'awaiting_approval',
    amountMinor,
    askedBy,
    ...more,
  });
  // By no client that there is, because what real ones ask for is counted.
  await inTransaction(deps.sql, (tx) => enter(tx, payoutLifecycle, [row], { actor: 'client:agent', at: now }));
  return row.id;
}
