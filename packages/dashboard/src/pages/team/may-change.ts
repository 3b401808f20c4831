import type { Session } from '../../session/session.ts';
import type { Member } from './team-queries.ts';

/** Why a member may not be changed by whoever is signed in; the server has the last word. */
export type WhyNotChange = 'only_owners' | 'own_role' | undefined;

type Changer = Pick<Session, 'id' | 'role' | 'kind'>;

/** May this session change the role of that member? An owner is changed by owners, and nobody else changes themselves. */
export function mayChangeRole(changer: Changer, target: Pick<Member, 'id' | 'role'>): WhyNotChange {
  if (target.role === 'owner' && changer.role !== 'owner') return 'only_owners';
  return target.id === changer.id && changer.role !== 'owner' ? 'own_role' : undefined;
}

/** May this session disable that member, or enable them again? */
export function mayDisable(changer: Changer, target: Pick<Member, 'role'>): WhyNotChange {
  return target.role === 'owner' && changer.role !== 'owner' ? 'only_owners' : undefined;
}
