import type { Sql, Tx } from '../foundation/database.ts';

/** A person at the sign-in; one may be a member of several applications. */
export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Null: no password was set yet. */
  readonly passwordHash: string | null;
}

/** @param email in lower case */
export async function selectUser(sql: Sql | Tx, email: string): Promise<UserRow | undefined> {
  const [row] = await sql<UserRow[]>`
    select u.id, u.email, u.name, a.password as password_hash
    from sign_in.users u left join sign_in.accounts a on a.user_id = u.id and a.provider_id = 'credential'
    where u.email = ${email}`;
  return row;
}

/** Makes a person who signs in with a password; false when there is one with that address. */
export async function insertUser(tx: Tx, row: UserRow, at: Date): Promise<boolean> {
  const made = await tx`
    insert into sign_in.users (id, name, email, email_verified, two_factor_enabled, created_at, updated_at)
    values (${row.id}, ${row.name}, ${row.email}, true, false, ${at}, ${at})
    on conflict (email) do nothing`;
  if (made.count === 0) return false;
  if (row.passwordHash !== null) {
    await tx`
      insert into sign_in.accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
      values (${row.id}, ${row.id}, 'credential', ${row.id}, ${row.passwordHash}, ${at}, ${at})`;
  }
  return true;
}

/** Gives a person another password, and ends their sessions. */
export async function updatePassword(tx: Tx, email: string, passwordHash: string, at: Date): Promise<void> {
  await tx`
    update sign_in.accounts a set password = ${passwordHash}, updated_at = ${at}
    from sign_in.users u where u.email = ${email} and a.user_id = u.id and a.provider_id = 'credential'`;
  await tx`
    delete from sign_in.sessions s using sign_in.users u where u.email = ${email} and s.user_id = u.id`;
}
