import { accountsByWish } from '../banks/choose-account.ts';
import type { Connector } from '../banks/connector.ts';
import { selectWishedAccounts } from '../banks/payout-accounts.ts';
import { findCustomers } from '../customers/find-customers.ts';
import type { Deps } from '../deps.ts';
import type { Outcome } from '../foundation/batch.ts';
import { after } from '../foundation/clock.ts';
import { inTransaction, type Tx } from '../foundation/database.ts';
import { type CheckoutAsked, type CheckoutWorld, decideCheckouts } from './checkout-rules.ts';
import { type Created, enterPayments, findMade } from './enter-payments.ts';
import { newReferences } from './new-references.ts';

type Doing = Pick<Deps, 'sql' | 'clock' | 'metrics' | 'banks'>;

/**
 * Makes the payments of checkouts, many in one transaction; no bank is told of them yet. Each gets its own outcome.
 * Refuses with IDEMPOTENCY_KEY_REUSED, UNKNOWN_CUSTOMER, UNKNOWN_PAYOUT_ACCOUNT, OPERATION_NOT_ALLOWED or
 * CURRENCY_MISMATCH.
 * @param attempt above 1 an earlier try may be saved, and is looked for
 */
export function createCheckouts(
  deps: Doing,
  requests: readonly CheckoutAsked[],
  attempt = 1,
): Promise<Outcome<Created>[]> {
  return inTransaction(deps.sql, async (tx) => {
    const decisions = decideCheckouts(requests, await readWorld(tx, deps, requests, attempt));
    return enterPayments(tx, deps, requests, decisions);
  });
}

async function readWorld(
  tx: Tx,
  deps: Doing,
  requests: readonly CheckoutAsked[],
  attempt: number,
): Promise<CheckoutWorld> {
  const customers = requests.flatMap(({ applicationId, customerId }) =>
    customerId === null ? [] : [{ applicationId, id: customerId }],
  );
  const [accounts, known, made, references] = await Promise.all([
    selectWishedAccounts(tx, requests, { lock: false }),
    customers.length > 0 ? findCustomers(tx, customers) : [],
    findMade(tx, 'checkout', requests, attempt),
    newReferences(tx, requests.length),
  ]);
  return {
    accounts: accountsByWish(accounts),
    customers: new Set(known.map(({ applicationId, id }) => `${applicationId}/${id}`)),
    collecting: new Set([...deps.banks.values()].filter(collects).map(({ name }) => name)),
    made,
    references,
    dueAt: after(deps.clock.now(), firstLookMs(deps)),
  };
}

const collects = ({ collections }: Connector): boolean => collections !== undefined;

/** How long whoever makes a checkout may take to have the bank open it. */
const firstLookMs = ({ banks }: Pick<Deps, 'banks'>): number =>
  1000 + Math.max(0, ...[...banks.values()].map(({ capabilities }) => capabilities.timeoutMs));
