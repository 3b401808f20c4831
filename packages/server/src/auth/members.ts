import { isRole, type Role, roles } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import { inTransaction } from '../foundation/database.ts';
import { assert, Refusal } from '../foundation/refuse.ts';
import { type AuditBy, recordAudit } from './audit/record-audit.ts';
import { deleteInvitationsOf } from './invitations-store.ts';
import { type Changed, type Changer, decideChange, type MemberChange } from './member-rules.ts';
import * as store from './members-store.ts';
import { takeEffect } from './stop-clients.ts';

type MemberDeps = Pick<Deps, 'sql' | 'clock'>;

/** A member of an application, as others see them. */
export type Member = store.MemberRow & { readonly role: Role };

/** The members of an application, in the order they joined. */
export async function listMembers(deps: Pick<Deps, 'sql'>, applicationId: string): Promise<Member[]> {
  return (await store.selectMembers(deps.sql, applicationId)).map(withRole);
}

function withRole(row: store.MemberRow): Member {
  assert(isRole(row.role), `${row.role} is a role`);
  return { ...row, role: row.role };
}

/** The application that a member is of; undefined where there is no such member. */
export function findApplicationOf(deps: Pick<Deps, 'sql'>, id: string): Promise<string | undefined> {
  return store.selectApplicationOf(deps.sql, id);
}

/** Who changes people, and how the audit log has it. */
export interface By {
  readonly changer: Changer;
  readonly audit: AuditBy;
}

/**
 * Changes the role of a member, or disables them, which stops their client: once this has returned nothing is accepted
 * from them that they may not ask for now. All members are locked meanwhile, so that of two owners who take the role from
 * each other one is refused. Refuses with UNKNOWN_MEMBER, ROLE_NOT_ALLOWED or LAST_OWNER.
 */
export async function changeMember(deps: MemberDeps, id: string, change: MemberChange, by: By): Promise<Member> {
  const { applicationId } = by.audit;
  const at = deps.clock.now();
  const member = await inTransaction(deps.sql, async (tx) => {
    const members = (await store.lockMembers(tx, applicationId)).map(withRole);
    const target = members.find((one) => one.id === id);
    if (!target) throw new Refusal('UNKNOWN_MEMBER');
    const refusal = decideChange(asTheyAre(by.changer, members), target, change, members);
    if (refusal) throw refusal;
    const { role = target.role, isDisabled = target.isDisabled } = change;
    if (role !== target.role) await store.updateRole(tx, target, role, roles[role].scopes);
    if (isDisabled !== target.isDisabled) await store.updateDisabled(tx, target, isDisabled ? at : null);
    // What they have let in may not outlast them.
    if (isDisabled || role !== target.role) await deleteInvitationsOf(tx, target, at);
    await store.notifyMembers(tx);
    const after = { ...target, role, isDisabled };
    await recordAudit(tx, {
      by: by.audit,
      at,
      action: 'changeMember',
      outcome: 'done',
      objectType: 'member',
      objectId: id,
      before: shownOf(target),
      after: shownOf(after),
    });
    return after;
  });
  await takeEffect(deps, id);
  return member;
}

/** Whoever changes people, by the role that they have now: it may have been taken away since they came in. */
function asTheyAre(changer: Changer, members: readonly Member[]): Changer {
  if (changer.memberId === null) return changer;
  const now = members.find(({ id }) => id === changer.memberId);
  if (!now || now.isDisabled || !roles[now.role].scopes.some((scope) => scope === 'team:write')) {
    throw new Refusal('ROLE_NOT_ALLOWED', 'Your role was changed meanwhile.');
  }
  return { ...changer, role: now.role };
}

const shownOf = ({ role, isDisabled }: Changed) => ({ role, is_disabled: isDisabled });
