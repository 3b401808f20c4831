import type { Scope } from '@sarf/contract';
import { createClient, type NewClient } from '../src/auth/clients.ts';
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
  const { applicationId } = sarf.sandbox;
  const client = await createClient(sarf.deps, applicationId, 'A client', scopes, owner);
  const id = client.clientId;
  const { needsApproval = false, readOnly = false, countPerHour = null, perPayoutMinor, perDayMinor } = limits;
  if (Object.keys(limits).length > 0) {
    await sarf.sql`
      insert into client_limits (application_id, client_id, read_only, needs_approval, max_count_per_hour, updated_at)
      values (${applicationId}, ${id}, ${readOnly}, ${needsApproval}, ${countPerHour}, now())`;
  }
  if (perPayoutMinor !== undefined || perDayMinor !== undefined) {
    await sarf.sql`
      insert into client_amount_limits (application_id, client_id, currency, max_per_payout_minor, max_per_day_minor)
      values (${applicationId}, ${id}, 'AED', ${perPayoutMinor ?? null}, ${perDayMinor ?? null})`;
  }
  return {
    id,
    credentials: client,
    party: owner === null ? `client:${id}` : `member:${owner}`,
    call: await callerOf(sarf, client),
  };
}
