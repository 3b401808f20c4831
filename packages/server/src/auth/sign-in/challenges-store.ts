import type { Sql, Tx } from '../../foundation/database.ts';

/** Who has given their password and is asked for a code. */
export async function selectChallenged(
  sql: Sql,
  identifier: string,
): Promise<{ id: string; email: string } | undefined> {
  const [row] = await sql<{ id: string; email: string }[]>`
    select u.id, u.email from sign_in.verifications v join sign_in.users u on u.id = v.value
    where v.identifier = ${identifier}`;
  return row;
}

export interface PasskeyRow {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: Date | null;
}

export function selectPasskeys(sql: Sql, userId: string): Promise<PasskeyRow[]> {
  return sql<PasskeyRow[]>`
    select id, name, created_at from sign_in.passkeys where user_id = ${userId} order by created_at, id`;
}

/** Takes a passkey of a person away; false where they have none with that id. */
export async function deletePasskey(tx: Tx, userId: string, id: string): Promise<boolean> {
  const done = await tx`delete from sign_in.passkeys where user_id = ${userId} and id = ${id}`;
  return done.count === 1;
}
