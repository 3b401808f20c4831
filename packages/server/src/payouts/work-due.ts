import { type DueWork, takeUp } from '../banks/carry-out.ts';
import { sameOutcome } from '../banks/connector.ts';
import type { Deps } from '../deps.ts';
import { claimWork } from './claim-work.ts';
import { recordOutcomes } from './record-outcomes.ts';

/** Takes up due payouts: hands those in the queue to their banks, and asks about the others. */
export function takeDueWork(deps: Deps, worker: string, limit: number): Promise<DueWork> {
  return takeUp(deps, worker, {
    claim: () => claimWork(deps, worker, limit),
    submit: (connector, instructions) => connector.submit(instructions),
    ask: (connector, endToEndIds) => connector.statusOf(endToEndIds),
    unsent: sameOutcome,
    record: (source, outcomes) => recordOutcomes(deps, source, outcomes),
    calls: { submit: 'submit', ask: 'status' },
  });
}
