import type { Sql, Tx } from '../foundation/database.ts';

/** A session that we let in, with whose it is and what they may prove. */
export interface SessionRow {
  readonly id: string;
  readonly userId: string;
  readonly applicationId: string;
  readonly beganAt: Date;
  readonly seenAt: Date;
  readonly provenBy: string | null;
  readonly provenAt: Date | null;
  readonly memberId: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly isStopped: boolean;
  readonly isRevoked: boolean;
  readonly hasTotp: boolean;
  readonly passkeys: number;
}

export async function selectSession(sql: Sql | Tx, token: string): Promise<SessionRow | undefined> {
  const [row] = await sql<SessionRow[]>`
    select s.id, s.user_id, s.application_id, s.began_at, s.seen_at, s.proven_by, s.proven_at,
      m.id as member_id, m.email, m.name, m.role, c.stopped_at is not null as is_stopped,
      c.revoked_at is not null as is_revoked,
      exists (select 1 from sign_in.two_factors t where t.user_id = s.user_id and t.verified) as has_totp,
      (select count(*)::integer from sign_in.passkeys p where p.user_id = s.user_id) as passkeys
    from sign_in.sessions s
    join members m on m.application_id = s.application_id and m.user_id = s.user_id
    join clients c on c.application_id = m.application_id and c.id = m.id
    where s.token = ${token}`;
  return row;
}

/** Notes that a session was used, and its member seen. */
export async function touchSession(sql: Sql, row: SessionRow, at: Date): Promise<void> {
  await sql.begin((tx) => [
    tx`update sign_in.sessions set seen_at = ${at} where id = ${row.id} and seen_at < ${at}`,
    tx`
    update members set last_seen_at = ${at}
    where application_id = ${row.applicationId} and id = ${row.memberId}
      and (last_seen_at is null or last_seen_at < ${at})`,
  ]);
}

/** Tells every process, at the commit, that sessions are to be looked up anew. */
export async function notifySessions(sql: Sql | Tx): Promise<void> {
  await sql`select pg_notify('sarf_sessions', '')`;
}

/** Lets in a session that the sign-in made. False where there is none with that token. */
export async function admitSession(
  tx: Tx,
  token: string,
  applicationId: string,
  proof: { readonly by: string; readonly at: Date } | null,
  at: Date,
): Promise<boolean> {
  const done = await tx`
    update sign_in.sessions set application_id = ${applicationId}, began_at = ${at}, seen_at = ${at},
      proven_by = ${proof?.by ?? null}, proven_at = ${proof?.at ?? null}
    where token = ${token}`;
  return done.count === 1;
}

/** Notes what was proven in a session. */
export async function updateProof(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await tx`update sign_in.sessions set proven_by = ${by}, proven_at = ${at} where id = ${id}`;
}

export async function deleteSessionByToken(sql: Sql | Tx, token: string): Promise<void> {
  await sql`delete from sign_in.sessions where token = ${token}`;
}

export async function deleteSession(sql: Sql | Tx, id: string): Promise<void> {
  await sql`delete from sign_in.sessions where id = ${id}`;
}

/** Ends all sessions of a person. */
export async function deleteSessionsOf(tx: Tx, userId: string): Promise<void> {
  await tx`delete from sign_in.sessions where user_id = ${userId}`;
}

/** Whose session this is, whether it was let in or not. */
export async function selectSessionUser(sql: Sql | Tx, token: string): Promise<string | undefined> {
  const [row] = await sql<{ userId: string }[]>`select user_id from sign_in.sessions where token = ${token}`;
  return row?.userId;
}

export async function deleteAllSessions(sql: Sql): Promise<void> {
  await sql.begin((tx) => [tx`delete from sign_in.sessions`, tx`delete from sign_in.verifications`]);
}
