import type { Scope } from '@sarf/contract';
import { createClient, type NewClient } from '../src/auth/clients.ts';
import { setAgentLimits } from '../src/auth/set-agent-limits.ts';
import { allScopes, callerOf } from './doors.ts';
import type { RunningSarf } from './running-sarf.ts';

interface Limits {
  readonly needsApproval?: boolean;
  readonly readOnly?: boolean;
  readonly countPerHour?: number;
  /** In AED, in minor units; with either no other currency may be asked for. */
  readonly perPayoutMinor?: bigint;
  readonly perDayMinor?: bigint;
}

export interface LimitedClient {
  readonly id: string;
  readonly credentials: NewClient;
  /** `member:...` or `client:...`. */
  readonly party: string;
  readonly call: RunningSarf['call'];
}

/** A client of the sandbox application that is kept within these limits, or has none. */
export async function addClient(
  sarf: RunningSarf,
  { owner = null, scopes = allScopes, ...limits }: Limits & { owner?: string | null; scopes?: Scope[] } = {},
): Promise<LimitedClient> {
  const client = await createClient(sarf.deps, sarf.sandbox.applicationId, 'A client', scopes, owner);
  const id = client.clientId;
  if (Object.keys(limits).length > 0) {
    const { needsApproval, readOnly, countPerHour, perPayoutMinor, perDayMinor } = limits;
    const inAed = (minor: bigint | undefined) => (minor === undefined ? undefined : new Map([['AED', minor]]));
    await setAgentLimits(sarf.deps, id, {
      needsApproval,
      readOnly,
      countPerHour,
      perPayoutMinor: inAed(perPayoutMinor),
      perDayMinor: inAed(perDayMinor),
      allowedDestinations: undefined,
    });
  }
  return {
    id,
    credentials: client,
    party: owner === null ? `client:${id}` : `member:${owner}`,
    call: await callerOf(sarf, client),
  };
}
