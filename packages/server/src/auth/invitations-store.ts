import type { Sql, Tx } from '../foundation/database.ts';

export interface InvitationRow {
  readonly applicationId: string;
  readonly id: string;
  /** In lower case. */
  readonly email: string;
  readonly role: string;
  /** The name of whoever invited them; null: the person at the terminal. */
  readonly invitedBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Makes an invitation; false where one is open for the address. Those that have run out are taken away first. */
export async function insertInvitation(
  tx: Tx,
  row: InvitationRow & { readonly tokenHash: string; readonly inviterId: string | null },
): Promise<boolean> {
  const { applicationId, email, createdAt } = row;
  await tx`
    update invitations set deleted_at = ${createdAt}
    where application_id = ${applicationId} and email = ${email} and accepted_at is null and deleted_at is null
      and expires_at <= ${createdAt}`;
  const made = await tx`
    insert into invitations (application_id, id, email, role, token_hash, invited_by, created_at, expires_at)
    values (${applicationId}, ${row.id}, ${email}, ${row.role}, ${row.tokenHash}, ${row.inviterId}, ${createdAt},
      ${row.expiresAt})
    on conflict do nothing`;
  return made.count === 1;
}

/** Is there a member with this address? */
export async function selectHasMember(tx: Tx, applicationId: string, email: string): Promise<boolean> {
  const rows = await tx`select 1 from members where application_id = ${applicationId} and email = ${email}`;
  return rows.length > 0;
}

const columns = (sql: Sql | Tx) => sql`
  i.application_id, i.id, i.email, i.role, coalesce(m.email, c.name) as invited_by, i.created_at, i.expires_at`;
const inviters = (sql: Sql | Tx) => sql`
  left join clients c on c.application_id = i.application_id and c.id = i.invited_by
  left join members m on m.application_id = i.application_id and m.id = i.invited_by`;

/** The invitations that are open at a time, oldest first. */
export function selectInvitations(sql: Sql, applicationId: string, at: Date): Promise<InvitationRow[]> {
  return sql<InvitationRow[]>`
    select ${columns(sql)} from invitations i ${inviters(sql)}
    where i.application_id = ${applicationId} and i.accepted_at is null and i.deleted_at is null
      and i.expires_at > ${at}
    order by i.created_at, i.id`;
}

/** Takes an open invitation away, and gives it; undefined where there is none. */
export async function deleteInvitation(
  tx: Tx,
  { applicationId, id }: Pick<InvitationRow, 'applicationId' | 'id'>,
  at: Date,
): Promise<{ email: string; role: string } | undefined> {
  const [row] = await tx<{ email: string; role: string }[]>`
    update invitations set deleted_at = ${at}
    where application_id = ${applicationId} and id = ${id} and accepted_at is null and deleted_at is null
      and expires_at > ${at}
    returning email, role`;
  return row;
}

/** Takes away what somebody's open invitations are. */
export async function deleteInvitationsOf(
  tx: Tx,
  { applicationId, id }: { readonly applicationId: string; readonly id: string },
  at: Date,
): Promise<void> {
  await tx`
    update invitations set deleted_at = ${at}
    where application_id = ${applicationId} and invited_by = ${id} and accepted_at is null and deleted_at is null`;
}

/** The address that a link is for, whatever became of the invitation. */
export async function selectInvited(sql: Sql, tokenHash: string): Promise<string | undefined> {
  const [row] = await sql<{ email: string }[]>`select email from invitations where token_hash = ${tokenHash}`;
  return row?.email;
}

/**
 * The open invitation of a link, locked: it is accepted once. Whoever made it may still invite, and make owners where it
 * makes one.
 */
export async function lockInvitation(tx: Tx, tokenHash: string, at: Date): Promise<InvitationRow | undefined> {
  const [row] = await tx<InvitationRow[]>`
    select i.application_id, i.id, i.email, i.role, null as invited_by, i.created_at, i.expires_at from invitations i
    where i.token_hash = ${tokenHash} and i.accepted_at is null and i.deleted_at is null and i.expires_at > ${at}
      and (i.invited_by is null or exists (
        select 1 from clients c left join members m on m.application_id = c.application_id and m.id = c.id
        where c.application_id = i.application_id and c.id = i.invited_by
          and c.stopped_at is null and c.revoked_at is null and 'team:write' = any(c.scopes)
          and (i.role <> 'owner' or m.role = 'owner')))
    for update of i`;
  return row;
}

export async function updateAccepted(tx: Tx, { applicationId, id }: InvitationRow, at: Date): Promise<void> {
  await tx`update invitations set accepted_at = ${at} where application_id = ${applicationId} and id = ${id}`;
}
