import { isRole, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Deps } from '../deps.ts';
import { assert, Refusal } from '../foundation/refuse.ts';
import { listAudit } from './audit/list-audit.ts';
import { auditBy } from './audit/record-audit.ts';
import type { Caller, Handlers } from './caller.ts';
import { createInvitation, deleteInvitation, type Invitation, listInvitations } from './invitations.ts';
import { type By, changeMember, listMembers, type Member } from './members.ts';
import { selectNames } from './members-store.ts';
import { demandOf, freshUntil } from './proof-rules.ts';
import { refuseUnproven } from './refuse-unproven.ts';

type Ids =
  | 'getSession'
  | 'listMembers'
  | 'changeMember'
  | 'createInvitation'
  | 'listInvitations'
  | 'deleteInvitation'
  | 'listAudit';

type PeopleDeps = Pick<Deps, 'sql' | 'clock' | 'settings'>;

/** Which verb answers which operation on people. */
export function peopleHandlers(deps: PeopleDeps): Pick<Handlers, Ids> {
  return {
    getSession: async ({ caller }) => ({ body: await presentSession(deps, caller) }),
    async listMembers({ caller }) {
      return { body: { content: (await listMembers(deps, caller.applicationId)).map(presentMember) } };
    },
    async changeMember({ caller, params, body }) {
      const { role } = body;
      // Whoever has to keep somebody out does it at once; letting in is what releases something.
      if (role !== undefined || body.is_disabled !== true) refuseUnproven(deps, caller);
      assert(role === undefined || isRole(role), 'the role was checked at the door');
      const change = { role, isDisabled: body.is_disabled };
      const member = await changeMember(deps, params.member_id.toLowerCase(), change, byOf(caller));
      return { body: presentMember(member) };
    },
    async createInvitation({ caller, body }) {
      const { email, role } = body;
      assert(isRole(role), 'the role was checked at the door');
      const { invitation, link } = await createInvitation(deps, { email, role }, byOf(caller));
      return { body: presentInvitation(invitation, link) };
    },
    async listInvitations({ caller }) {
      const rows = await listInvitations(deps, caller.applicationId);
      return { body: { content: rows.map((row) => presentInvitation(row, null)) } };
    },
    async deleteInvitation({ caller, params }) {
      await deleteInvitation(deps, params.invitation_id.toLowerCase(), byOf(caller));
      return { body: undefined };
    },
    async listAudit({ caller, query }) {
      const { actor, action, object_id: objectId, from, to } = query;
      const filter = {
        ...(query.after !== undefined && { after: BigInt(query.after) }),
        ...(actor !== undefined && { actor }),
        ...(action !== undefined && { action }),
        ...(objectId !== undefined && { objectId }),
        ...(from !== undefined && { from: new Date(from) }),
        ...(to !== undefined && { to: new Date(to) }),
      };
      return { body: await listAudit(deps, caller.applicationId, filter, query.page_size ?? 50) };
    },
  };
}

/** A client may as much about people as an admin. */
const byOf = (caller: Caller): By => ({
  changer: { role: caller.member?.role ?? 'admin', memberId: caller.member?.id ?? null },
  audit: auditBy(caller),
});

async function presentSession(deps: PeopleDeps, caller: Caller): Promise<Static<typeof schemas.Session>> {
  const { member, session, applicationId, clientId } = caller;
  const names = await selectNames(deps.sql, applicationId, clientId);
  // Clients do not go away while their tokens are good; unless a database was replaced under them.
  if (!names) throw new Refusal('UNAUTHORIZED');
  const demand = member && session && demandOf(member.role, session.factors, deps.settings.mode);
  const until = session && demand && freshUntil(session.proof, demand, deps.clock.now());
  return {
    kind: member ? 'member' : 'client',
    id: clientId,
    name: member?.name ?? names.client,
    email: member?.email ?? null,
    role: member?.role ?? null,
    scopes: [...caller.scopes],
    application: { id: applicationId, name: names.application },
    mode: deps.settings.mode === 'live' ? 'production' : 'sandbox',
    second_factor: {
      totp: session?.factors.totp ?? false,
      passkeys: session?.factors.passkeys ?? 0,
      fresh_until: until?.toISOString() ?? null,
      asked_for: demand ?? 'nothing',
    },
  };
}

const presentMember = (row: Member): Static<typeof schemas.Member> => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  is_disabled: row.isDisabled,
  has_second_factor: row.hasSecondFactor,
  created_at: row.createdAt.toISOString(),
  last_seen_at: row.lastSeenAt?.toISOString() ?? null,
});

const presentInvitation = (row: Invitation, link: string | null): Static<typeof schemas.Invitation> => ({
  id: row.id,
  email: row.email,
  role: row.role,
  invited_by: row.invitedBy ?? 'Operator at the terminal',
  created_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt.toISOString(),
  link,
});
