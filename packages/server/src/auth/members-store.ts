import type { Sql, Tx } from '../foundation/database.ts';

export interface MemberRow {
  readonly applicationId: string;
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly isDisabled: boolean;
  readonly hasSecondFactor: boolean;
}

export interface NewMemberRow {
  readonly applicationId: string;
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly at: Date;
}

/** Makes a member with its client, who has no secret; its owner is the member, so that the two are one party. */
export async function insertMember(tx: Tx, row: NewMemberRow): Promise<void> {
  await tx`
    insert into clients (application_id, id, name, secret_hash, scopes, created_at, owner, kind)
    values (${row.applicationId}, ${row.id}, ${row.name}, null, ${[...row.scopes]}, ${row.at}, ${row.email}, 'member')`;
  await tx`
    insert into members (application_id, id, user_id, email, name, role, created_at)
    values (${row.applicationId}, ${row.id}, ${row.userId}, ${row.email}, ${row.name}, ${row.role}, ${row.at})`;
}

const columns = (sql: Sql | Tx) => sql`
  m.application_id, m.id, m.user_id, m.email, m.name, m.role, m.created_at, m.last_seen_at,
  c.stopped_at is not null or c.revoked_at is not null as is_disabled,
  exists (select 1 from sign_in.two_factors t where t.user_id = m.user_id and t.verified)
    or exists (select 1 from sign_in.passkeys p where p.user_id = m.user_id) as has_second_factor`;

/** The members of an application, in the order they joined. */
export function selectMembers(sql: Sql | Tx, applicationId: string): Promise<MemberRow[]> {
  return sql<MemberRow[]>`
    select ${columns(sql)} from members m join clients c on c.application_id = m.application_id and c.id = m.id
    where m.application_id = ${applicationId} order by m.created_at, m.id`;
}

/** The application that a user who is not disabled there joined first. */
export async function selectFirstMembership(sql: Sql | Tx, userId: string): Promise<MemberRow | undefined> {
  const [row] = await sql<MemberRow[]>`
    select ${columns(sql)} from members m join clients c on c.application_id = m.application_id and c.id = m.id
    where m.user_id = ${userId} and c.stopped_at is null and c.revoked_at is null
    order by m.created_at, m.id limit 1`;
  return row;
}

/** The members of an application, locked in one order, so that what is decided of one holds of all. */
export async function lockMembers(tx: Tx, applicationId: string): Promise<MemberRow[]> {
  await tx`select id from members where application_id = ${applicationId} order by id for update`;
  // A statement of its own: it sees what was committed while we waited.
  return selectMembers(tx, applicationId);
}

/** Gives a member a role, and its client what the role may. */
export async function updateRole(
  tx: Tx,
  { applicationId, id }: Pick<MemberRow, 'applicationId' | 'id'>,
  role: string,
  scopes: readonly string[],
): Promise<void> {
  await tx`update members set role = ${role} where application_id = ${applicationId} and id = ${id}`;
  await tx`update clients set scopes = ${[...scopes]} where application_id = ${applicationId} and id = ${id}`;
}

/** Gives a person another name: at the sign-in, as the member of this application, and as its client. */
export async function updateName(
  tx: Tx,
  { applicationId, id }: Pick<MemberRow, 'applicationId' | 'id'>,
  name: string,
  at: Date,
): Promise<void> {
  const [member] = await tx<{ userId: string }[]>`
    update members set name = ${name} where application_id = ${applicationId} and id = ${id} returning user_id`;
  if (!member) return;
  await tx`update clients set name = ${name} where application_id = ${applicationId} and id = ${id}`;
  await tx`update sign_in.users set name = ${name}, updated_at = ${at} where id = ${member.userId}`;
}

/** Stops the client of a member, or with null lets it go on. */
export async function updateDisabled(
  tx: Tx,
  { applicationId, id }: Pick<MemberRow, 'applicationId' | 'id'>,
  at: Date | null,
): Promise<void> {
  await tx`
    update clients set stopped_at = case when ${at}::timestamptz is null then null
      else coalesce(stopped_at, ${at}::timestamptz) end
    where application_id = ${applicationId} and id = ${id}`;
}

/** Is it a member who does not have this scope now? */
export async function selectIsWithout(
  tx: Tx,
  { applicationId, clientId }: { readonly applicationId: string; readonly clientId: string },
  scope: string,
): Promise<boolean> {
  const rows = await tx`
    select 1 from clients
    where application_id = ${applicationId} and id = ${clientId} and kind = 'member' and not ${scope} = any(scopes)`;
  return rows.length > 0;
}

/** Tells every process, at the commit, that members have changed. */
export async function notifyMembers(tx: Tx): Promise<void> {
  await tx`select pg_notify('sarf_auth', 'members'), pg_notify('sarf_sessions', '')`;
}

/** The names of an application and of a client of it. */
export async function selectNames(
  sql: Sql,
  applicationId: string,
  clientId: string,
): Promise<{ application: string; client: string } | undefined> {
  const [row] = await sql<{ application: string; client: string }[]>`
    select a.name as application, c.name as client
    from applications a join clients c on c.application_id = a.id
    where a.id = ${applicationId} and c.id = ${clientId}`;
  return row;
}

/** The application that a member is of. */
export async function selectApplicationOf(sql: Sql, id: string): Promise<string | undefined> {
  const [row] = await sql<{ applicationId: string }[]>`select application_id from members where id = ${id}`;
  return row?.applicationId;
}
