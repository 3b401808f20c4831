import type { Role } from '@sarf/contract';
import { Refusal } from '../foundation/refuse.ts';

/** Who changes something about people: a member by their role; an API client may as much as an admin. */
export interface Changer {
  /** Null: the person at the terminal of the server, who may everything. */
  readonly role: Role | null;
  readonly memberId: string | null;
}

/** What matters of a member who is to be changed. */
export interface Changed {
  readonly id: string;
  readonly role: Role;
  readonly isDisabled: boolean;
}

export interface MemberChange {
  readonly role?: Role | undefined;
  readonly isDisabled?: boolean | undefined;
}

const mayOwners = ({ role }: Changer): boolean => role === null || role === 'owner';

/** May they give this role to somebody? ROLE_NOT_ALLOWED: only owners make owners. Pure. */
export function decideGiving(changer: Changer, role: Role): Refusal | undefined {
  return role === 'owner' && !mayOwners(changer)
    ? new Refusal('ROLE_NOT_ALLOWED', 'Only an owner makes other owners.')
    : undefined;
}

/**
 * May they change this member? ROLE_NOT_ALLOWED: only owners make and change owners, and nobody else gives themselves
 * another role. LAST_OWNER: an application keeps an owner who is not disabled. Pure.
 * @param members all members of the application, this one among them
 */
export function decideChange(
  changer: Changer,
  target: Changed,
  change: MemberChange,
  members: readonly Changed[],
): Refusal | undefined {
  const role = change.role ?? target.role;
  const isDisabled = change.isDisabled ?? target.isDisabled;
  if (target.role === 'owner' && !mayOwners(changer))
    return new Refusal('ROLE_NOT_ALLOWED', 'Only an owner changes an owner.');
  const giving = role === target.role ? undefined : decideGiving(changer, role);
  if (giving) return giving;
  if (role !== target.role && changer.memberId === target.id && !mayOwners(changer))
    return new Refusal('ROLE_NOT_ALLOWED', 'Somebody else has to change your role.');
  const ownsStill = role === 'owner' && !isDisabled;
  const others = members.some((one) => one.id !== target.id && one.role === 'owner' && !one.isDisabled);
  const owned = target.role === 'owner' && !target.isDisabled;
  return owned && !ownsStill && !others ? new Refusal('LAST_OWNER') : undefined;
}
