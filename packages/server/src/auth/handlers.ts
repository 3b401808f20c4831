import type { Deps } from '../deps.ts';
import { Refusal } from '../foundation/refuse.ts';
import { peekLimits, presentLimits } from './agent-limits.ts';
import type { Handlers } from './caller.ts';

/** Which verb answers which operation. */
export function agentLimitHandlers(deps: Pick<Deps, 'sql' | 'clock'>): Pick<Handlers, 'getAgentLimits'> {
  return {
    async getAgentLimits({ caller }) {
      const limits = (await peekLimits(deps.sql, [caller], deps.clock.now())).get(caller.clientId);
      // Clients do not go away while their tokens are good; unless a database was replaced under them.
      if (!limits) throw new Refusal('UNAUTHORIZED');
      return { body: presentLimits(limits) };
    },
  };
}
