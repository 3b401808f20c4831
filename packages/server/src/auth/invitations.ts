import { isRole, type Role } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import { after } from '../foundation/clock.ts';
import { inTransaction } from '../foundation/database.ts';
import { newId } from '../foundation/id.ts';
import { assert, Refusal } from '../foundation/refuse.ts';
import { hashSecret, newSecret } from '../foundation/seal.ts';
import { recordAudit } from './audit/record-audit.ts';
import type { Origin } from './caller.ts';
import { createMember } from './create-member.ts';
import * as store from './invitations-store.ts';
import { decideGiving } from './member-rules.ts';
import type { By } from './members.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { beginAttempt } from './sign-in/attempts.ts';
import { selectUser } from './users-store.ts';

type InvitationDeps = Pick<Deps, 'sql' | 'clock' | 'settings'>;

const LASTS_MS = 7 * 24 * 3_600_000;

export type Invitation = store.InvitationRow;

/**
 * Invites somebody. The link is shown this once: of its secret only the hash is kept. Refuses with MEMBER_ALREADY_EXISTS
 * or ROLE_NOT_ALLOWED.
 */
export async function createInvitation(
  deps: InvitationDeps,
  asked: { readonly email: string; readonly role: Role },
  { changer, audit }: By,
): Promise<{ readonly invitation: Invitation; readonly link: string }> {
  const refusal = decideGiving(changer, asked.role);
  if (refusal) throw refusal;
  const [at, token, email] = [deps.clock.now(), newSecret(), asked.email.toLowerCase()];
  const { applicationId, clientId } = audit;
  const invitation: Invitation = {
    applicationId,
    id: newId(at.getTime()),
    email,
    role: asked.role,
    invitedBy: null,
    createdAt: at,
    expiresAt: after(at, LASTS_MS),
  };
  await inTransaction(deps.sql, async (tx) => {
    const row = { ...invitation, tokenHash: hashSecret(token), inviterId: clientId };
    if (await store.selectHasMember(tx, applicationId, email)) throw new Refusal('MEMBER_ALREADY_EXISTS');
    if (!(await store.insertInvitation(tx, row))) throw new Refusal('MEMBER_ALREADY_EXISTS');
    const after = { email, role: asked.role, expires_at: invitation.expiresAt.toISOString() };
    await recordAudit(tx, { by: audit, at, action: 'createInvitation', outcome: 'done', ...about(invitation), after });
  });
  const [shown] = (await listInvitations(deps, applicationId)).filter(({ id }) => id === invitation.id);
  // In the part of the address that browsers keep to themselves.
  const link = `${deps.settings.publicUrl}/dashboard/invitation#token=${token}`;
  return { invitation: shown ?? invitation, link };
}

const about = ({ id }: { readonly id: string }) => ({ objectType: 'invitation', objectId: id });

/** The open invitations of an application. */
export function listInvitations(deps: Pick<Deps, 'sql' | 'clock'>, applicationId: string): Promise<Invitation[]> {
  return store.selectInvitations(deps.sql, applicationId, deps.clock.now());
}

/** Takes an invitation back; its link is good for nothing. Refuses with UNKNOWN_INVITATION. */
export async function deleteInvitation(deps: InvitationDeps, id: string, { audit }: By): Promise<void> {
  const at = deps.clock.now();
  await inTransaction(deps.sql, async (tx) => {
    const before = await store.deleteInvitation(tx, { applicationId: audit.applicationId, id }, at);
    if (!before) throw new Refusal('UNKNOWN_INVITATION');
    await recordAudit(tx, { by: audit, at, action: 'deleteInvitation', outcome: 'done', ...about({ id }), before });
  });
}

/** What comes with the link of an invitation. */
export interface Acceptance {
  readonly token: string;
  readonly name: string;
  readonly password: string;
}

/**
 * Makes whoever holds the link a member, once. Who signs in to another application of this installation already proves it
 * with the password that they have; it stays. Refuses with UNKNOWN_INVITATION, WRONG_CREDENTIALS or RATE_LIMIT_EXCEEDED.
 * @returns the e-mail address to sign in with
 */
export async function acceptInvitation(
  deps: InvitationDeps,
  { token, name, password }: Acceptance,
  origin: Origin,
): Promise<string> {
  const tokenHash = hashSecret(token);
  // Where there is such an account its password is tried, which counts as it does at the sign-in.
  const address = await store.selectInvited(deps.sql, tokenHash);
  const attempt = await beginAttempt(deps, address ?? null, origin.ip);
  const passwordHash = await hashPassword(password);
  const at = deps.clock.now();
  const email = await inTransaction(deps.sql, async (tx) => {
    const invitation = await store.lockInvitation(tx, tokenHash, at);
    if (!invitation) throw new Refusal('UNKNOWN_INVITATION');
    const { applicationId, role } = invitation;
    assert(isRole(role), `${role} is a role`);
    const user = await selectUser(tx, invitation.email);
    if (user && !(await verifyPassword(user.passwordHash ?? '', password))) throw new Refusal('WRONG_CREDENTIALS');
    if (await store.selectHasMember(tx, applicationId, invitation.email)) throw new Refusal('UNKNOWN_INVITATION');
    const id = await createMember(tx, { ...invitation, role, name, passwordHash }, at);
    await store.updateAccepted(tx, invitation, at);
    const by = { applicationId, actor: `member:${id}`, actorName: name, clientId: id, origin };
    const done = { action: 'acceptInvitation', outcome: 'done', ...about(invitation) };
    await recordAudit(tx, { by, at, ...done, after: { member_id: id, email: invitation.email, role } });
    return invitation.email;
  });
  await attempt.goOn();
  return email;
}
