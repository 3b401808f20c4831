import { type AgentLimits, counted, peekLimits } from '../auth/agent-limits.ts';
import { type PayoutAccount, selectWishedAccounts } from '../banks/payout-accounts.ts';
import type { Deps } from '../deps.ts';
import { type Destination, findDestinations } from '../destinations/find-destinations.ts';
import { inSnapshot, type Tx } from '../foundation/database.ts';
import { assert } from '../foundation/refuse.ts';
import { lookupOf, sortEarlier } from './earlier.ts';
import type { PayoutRow } from './payout.ts';
import { type Creation, type Decision, decideCreations } from './rules.ts';
import { selectEarlier } from './store.ts';

/** What would happen if a payout were asked for now. */
export interface Preview {
  readonly creation: Creation;
  readonly decision: Decision;
  /** The payout that was made under the same key, whether or not it is the same. */
  readonly existing: PayoutRow | undefined;
  /** The account that it would be paid from; undefined where there is none, or none that fits. */
  readonly account: PayoutAccount | undefined;
  readonly destination: Destination | undefined;
  /** The newest payout that looks like it, also where a duplicate is wanted. */
  readonly twin: PayoutRow | undefined;
  /** The limits of the client as they would be then; undefined where it does not exist. */
  readonly limits: AgentLimits | undefined;
}

/**
 * What asking for this payout would do now: the decision is that of the rules by which payouts are made, on the same look
 * at the world. The transaction can only read, so the database itself sees to it that nothing changes; and it locks
 * nothing, so what it says may be overtaken by others.
 */
export function previewPayout(deps: Pick<Deps, 'sql' | 'clock'>, creation: Creation): Promise<Preview> {
  const at = deps.clock.now();
  const { applicationId, clientId, destinationId } = creation;
  return inSnapshot(deps.sql, async (tx) => {
    const [limits, accounts, destinations, earlier] = await Promise.all([
      peekLimits(tx, clientId === null ? [] : [{ applicationId, clientId }], at),
      selectWishedAccounts(tx, [creation], { lock: false }),
      findDestinations(tx, [{ applicationId, id: destinationId }]),
      selectEarlier(tx, [lookupOf({ ...creation, allowDuplicate: false }, 0)], { alsoIds: false, now: at }),
    ]);
    const { existing, twins } = sortEarlier(earlier);
    const known = new Set(destinations.map(({ id }) => `${applicationId}/${id}`));
    const [decision] = decideCreations([creation], { accounts, destinations: known, existing, twins, limits });
    assert(decision, 'the creation is decided');
    const [made] = existing;
    const now = limits.get(clientId ?? '');
    return {
      creation,
      decision,
      existing: made,
      account: await accountOf(tx, creation, decision, accounts),
      destination: destinations[0],
      twin: twins.find(({ id }) => id !== made?.id),
      limits: now && decision.kind === 'create' ? counted(now, creation) : now,
    };
  });
}

/** What was made before stays with its account, whichever is the default now. */
async function accountOf(
  tx: Tx,
  creation: Creation,
  decision: Decision,
  wished: readonly PayoutAccount[],
): Promise<PayoutAccount | undefined> {
  if (decision.kind === 'create') return decision.account;
  if (decision.kind !== 'replay') return wished.find(({ currency }) => currency === creation.currency);
  const { payoutAccountId } = decision.row;
  return (await selectWishedAccounts(tx, [{ ...creation, payoutAccountId }], { lock: false }))[0];
}
