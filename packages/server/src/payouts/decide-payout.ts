import { actorOf, type Caller } from '../auth/caller.ts';
import { partiesOf } from '../auth/parties.ts';
import type { Deps } from '../deps.ts';
import { databaseTime, inTransaction } from '../foundation/database.ts';
import { Refusal } from '../foundation/refuse.ts';
import { ruleOnVerdict, turnOfVerdict, type Verdict } from './approval-rules.ts';
import { movePayouts } from './move-payouts.ts';
import type { PayoutRow } from './payout.ts';
import { lockPayout } from './store.ts';

type Deciding = Pick<Deps, 'sql' | 'metrics' | 'followPayouts'>;

/**
 * Decides of a payout that waits for approval: approved it goes into the queue and is due at once; rejected it is
 * REJECTED and its amount is released. The same decision again, by anybody, gives the payout as it is. Of two that decide
 * at once one waits for the lock of the other, and then sees what that one decided; the constraints
 * `payout_needs_approval` and `payout_needs_second_party` hold what is decided here.
 * Refuses with UNKNOWN_PAYMENT, INVALID_STATE or SECOND_PARTY_NEEDED.
 */
export function decidePayout(deps: Deciding, caller: Caller, id: string, verdict: Verdict): Promise<PayoutRow> {
  const { applicationId, clientId } = caller;
  return inTransaction(deps.sql, async (tx) => {
    const row = await lockPayout(tx, applicationId, id);
    if (!row) throw new Refusal('UNKNOWN_PAYMENT');
    const party = (await partiesOf(tx, [caller])).get(clientId) ?? '';
    const ruling = ruleOnVerdict(row, verdict, party);
    if (ruling instanceof Refusal) throw ruling;
    if (ruling === 'stay') return row;
    // What is due is measured by the database's clock.
    const at = await databaseTime(tx);
    const walks = [{ row, turns: [turnOfVerdict(verdict, party, at)] }];
    const [moved] = await movePayouts(tx, deps, walks, { actor: actorOf({ clientId }), at });
    return moved ?? row;
  });
}
