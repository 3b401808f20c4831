import type { Deps } from '../deps.ts';
import { Refusal } from '../foundation/refuse.ts';
import type { Identity } from './caller.ts';
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
