import type { Role } from '@sarf/contract';
import { createMember } from '../auth/create-member.ts';
import { listMembers } from '../auth/members.ts';
import { hashPassword } from '../auth/passwords.ts';
import { setPassword } from '../auth/set-password.ts';
import type { Deps } from '../deps.ts';
import { inTransaction, lockForSetUp } from '../foundation/database.ts';
import { newSecret } from '../foundation/seal.ts';

/** Somebody of the sandbox, as sandbox.json has them. */
export interface SandboxMember {
  readonly email: string;
  readonly password: string;
  readonly role: Role;
}

const people = [
  { email: 'maker@sandbox.sarf', name: 'Sandbox maker', role: 'operator' },
  { email: 'approver@sandbox.sarf', name: 'Sandbox approver', role: 'owner' },
] as const;

/**
 * Makes two people, unless they are there: one who asks and one who approves. Whose password is not known any more gets a
 * new one.
 * @param known the people of an earlier start, from sandbox.json
 */
export async function seedPeople(
  deps: Deps,
  applicationId: string,
  known: readonly Pick<SandboxMember, 'email' | 'password'>[],
): Promise<SandboxMember[]> {
  const seeded: SandboxMember[] = [];
  for (const { email, name, role } of people) {
    const before = known.find((one) => one.email === email);
    const password = before?.password ?? newSecret().slice(0, 20);
    const members = await listMembers(deps, applicationId);
    const isThere = members.some((one) => one.email === email);
    if (!isThere || !before) {
      const passwordHash = await hashPassword(password);
      await inTransaction(deps.sql, async (tx) => {
        await lockForSetUp(tx);
        const at = deps.clock.now();
        if (!isThere) await createMember(tx, { applicationId, email, name, role, passwordHash }, at);
        await setPassword(tx, email, passwordHash, at);
      });
    }
    seeded.push({ email, password, role });
  }
  return seeded;
}
