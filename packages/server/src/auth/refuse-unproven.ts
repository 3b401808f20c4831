import type { Deps } from '../deps.ts';
import { after } from '../foundation/clock.ts';
import { Refusal } from '../foundation/refuse.ts';
import { countAsked } from './audit/audit-store.ts';
import { auditBy } from './audit/record-audit.ts';
import type { Caller, Identity } from './caller.ts';
import { type Demand, demandOf, freshUntil } from './proof-rules.ts';

const sentences: Readonly<Record<Demand, string>> = {
  totp: 'Prove a code of your app again, then send the same request.',
  passkey: 'Prove your passkey again, then send the same request.',
  password: 'Prove your password again, then send the same request.',
  set_up: 'Set up codes of an app or a passkey first; your role needs more than a password for this.',
};

/**
 * Refuses with SECOND_FACTOR_NEEDED a person whose proof is not fresh; `metadata.asked_for` says what to prove. Clients
 * are never refused.
 */
export function refuseUnproven(deps: Pick<Deps, 'clock' | 'settings'>, { member, session }: Identity): void {
  if (!member || !session) return;
  const demand = demandOf(member.role, session.factors, deps.settings.mode);
  if (freshUntil(session.proof, demand, deps.clock.now())) return;
  throw new Refusal('SECOND_FACTOR_NEEDED', sentences[demand], { metadata: { asked_for: demand } });
}

/** How often in a day a member may do without a fresh proof what makes paying somebody new possible. */
const UNPROVEN_A_DAY_MAX = 5;
const DAY_MS = 24 * 3_600_000;

/**
 * Refuses with SECOND_FACTOR_NEEDED a member whose proof is not fresh and who has asked for this five times or more in
 * the last 24 hours, by the audit log; the line of this request is in it already.
 */
export async function refuseManyUnproven(
  deps: Pick<Deps, 'sql' | 'clock' | 'settings'>,
  caller: Caller,
  action: string,
): Promise<void> {
  const asked = await countAsked(deps.sql, auditBy(caller), action, after(deps.clock.now(), -DAY_MS));
  if (asked - 1 >= UNPROVEN_A_DAY_MAX) refuseUnproven(deps, caller);
}
