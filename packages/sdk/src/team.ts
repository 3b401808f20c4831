import type { Calls } from './call.ts';
import type { components, operations } from './openapi.ts';
import { itemsOf } from './pages.ts';
import { type Result, resultOf, same } from './result.ts';

type Schemas = components['schemas'];
export type Member = Schemas['Member'];
export type MemberChange = Schemas['MemberChange'];
export type Invitation = Schemas['Invitation'];
export type InvitationRequest = Schemas['InvitationRequest'];
export type Session = Schemas['Session'];
export type AuditLine = Schemas['AuditLine'];
export type AuditFilter = NonNullable<operations['listAudit']['parameters']['query']>;

/** The people of the application. */
export interface Team {
  /** Who is asking, and what they may do. */
  session(): Promise<Result<Session, 'getSession'>>;
  /** All members, in the order they joined. */
  list(): Promise<Result<Member[], 'listMembers'>>;
  /** Gives a member another role, or disables them. */
  change(memberId: string, change: MemberChange): Promise<Result<Member, 'changeMember'>>;
  /** Invites somebody. The `link` is shown this once. */
  invite(request: InvitationRequest): Promise<Result<Invitation, 'createInvitation'>>;
  /** The open invitations. */
  invitations(): Promise<Result<Invitation[], 'listInvitations'>>;
  deleteInvitation(invitationId: string): Promise<Result<null, 'deleteInvitation'>>;
}

/** What people and operators did. */
export interface Audit {
  /** All lines that fit, newest first. Throws SarfRefused. */
  list(filter?: AuditFilter): AsyncGenerator<AuditLine, void, undefined>;
}

export function teamCalls({ api }: Calls): Team {
  const member = '/team/v1/members/{member_id}';
  const invitation = '/team/v1/invitations/{invitation_id}';
  return {
    session: () => resultOf('getSession', api.GET('/session/v1'), same),
    list: () => resultOf('listMembers', api.GET('/team/v1/members'), (data) => data?.content),
    change: (member_id, body) =>
      resultOf('changeMember', api.PATCH(member, { params: { path: { member_id } }, body }), same),
    invite: (body) => resultOf('createInvitation', api.POST('/team/v1/invitations', { body }), same),
    invitations: () => resultOf('listInvitations', api.GET('/team/v1/invitations'), (data) => data?.content),
    deleteInvitation: (invitation_id) =>
      resultOf('deleteInvitation', api.DELETE(invitation, { params: { path: { invitation_id } } }), () => null),
  };
}

export function auditCalls({ api }: Calls): Audit {
  return {
    list: ({ after, ...filter } = {}) =>
      itemsOf((next) => {
        const query = { ...filter, after: next };
        return resultOf('listAudit', api.GET('/audit/v1', { params: { query } }), same);
      }, after),
  };
}
