import { decideChange, decideReleasing, holdLimits } from '../auth/agent-limits.ts';
import { actorOf, type Caller } from '../auth/caller.ts';
import { partiesOf } from '../auth/parties.ts';
import { refuseDemoted } from '../auth/refuse-demoted.ts';
import type { Deps } from '../deps.ts';
import { databaseTime, inTransaction } from '../foundation/database.ts';
import { Refusal } from '../foundation/refuse.ts';
import { ruleOnVerdict, turnOfVerdict, type Verdict } from './approval-rules.ts';
import { movePayouts } from './move-payouts.ts';
import type { PayoutRow } from './payout.ts';
import { lockPayout } from './store.ts';

type Deciding = Pick<Deps, 'sql' | 'metrics' | 'followPayouts'>;
type Decider = Pick<Caller, 'applicationId' | 'clientId' | 'member'>;

/**
 * Decides of a payout that waits for approval: approved it goes into the queue and is due at once; rejected it is
 * REJECTED and its amount is released. The same decision again, by anybody, gives the payout as it is. Of two that decide
 * at once one waits for the lock of the other, and then sees what that one decided; the constraints
 * `payout_needs_approval` and `payout_needs_second_party` hold what is decided here.
 * Refuses with UNKNOWN_PAYMENT, INVALID_STATE, SECOND_PARTY_NEEDED, AGENT_LIMIT, CLIENT_STOPPED or
 * INCORRECT_ACCESS_LEVEL.
 */
export function decidePayout(deps: Deciding, decider: Decider, id: string, verdict: Verdict): Promise<PayoutRow> {
  const { applicationId, clientId } = decider;
  return inTransaction(deps.sql, async (tx) => {
    // What is due is measured by the database's clock.
    const at = await databaseTime(tx);
    const [limitsOf, row, parties] = await Promise.all([
      holdLimits(tx, [decider], at),
      lockPayout(tx, applicationId, id),
      partiesOf(tx, [decider]),
    ]);
    const limits = limitsOf.get(clientId);
    refuse(limits && decideChange(limits));
    await refuseDemoted(tx, decider, 'payouts:approve');
    if (!row) throw new Refusal('UNKNOWN_PAYMENT');
    const party = parties.get(clientId) ?? '';
    const ruling = ruleOnVerdict(row, verdict, party);
    if (ruling === 'stay') return row;
    refuse(ruling === 'move' ? limits && decideReleasing(limits) : ruling);
    const walks = [{ row, turns: [turnOfVerdict(verdict, party, at)] }];
    const [moved] = await movePayouts(tx, deps, walks, { actor: actorOf(decider), at });
    return moved ?? row;
  });
}

function refuse(refusal: Refusal | undefined): void {
  if (refusal) throw refusal;
}
