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
