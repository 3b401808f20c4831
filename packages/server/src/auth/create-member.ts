import { type Role, roles } from '@sarf/contract';
import type { Tx } from '../foundation/database.ts';
import { newId } from '../foundation/id.ts';
import { insertMember } from './members-store.ts';
import { insertUser, selectUser } from './users-store.ts';

/** Somebody who is to become a member. */
export interface Joining {
  readonly applicationId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Null: they sign in with the password that they have already. */
  readonly passwordHash: string | null;
}

/**
 * Makes somebody a member of an application. Who is one elsewhere keeps their password and their name there. The
 * database refuses (23505) a second member with the same address.
 * @returns the id of the member
 */
export async function createMember(tx: Tx, joining: Joining, at: Date): Promise<string> {
  const email = joining.email.toLowerCase();
  const { applicationId, name, role, passwordHash } = joining;
  const id = newId(at.getTime());
  await insertUser(tx, { id, email, name, passwordHash }, at);
  const user = await selectUser(tx, email);
  await insertMember(tx, {
    applicationId,
    id,
    userId: user?.id ?? id,
    email,
    name,
    role,
    scopes: roles[role].scopes,
    at,
  });
  return id;
}
