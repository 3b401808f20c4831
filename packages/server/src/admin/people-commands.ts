import { isEmail, isRole, type Role, roleNames } from '@sarf/contract';
import { operatorOf, recordAudit } from '../auth/audit/record-audit.ts';
import { createMember } from '../auth/create-member.ts';
import { createInvitation } from '../auth/invitations.ts';
import { type By, changeMember, findApplicationOf, listMembers } from '../auth/members.ts';
import { hashPassword, PASSWORD_MAX, PASSWORD_MIN } from '../auth/passwords.ts';
import type { Deps } from '../deps.ts';
import { errorCode, inTransaction } from '../foundation/database.ts';
import { Refusal } from '../foundation/refuse.ts';
import { application, applicationOf, type Command, command, type Flags, idOf, UsageFault } from './command.ts';
import { readStdin } from './read-stdin.ts';

const member = { name: 'member', required: true, show: 'ID' } as const;

const byOperator = (applicationId: string): By => ({
  changer: { role: null, memberId: null },
  audit: operatorOf(applicationId),
});

function roleOf(flags: Flags): Role {
  const role = flags.role ?? '';
  if (!isRole(role)) throw new UsageFault(`--role must be one of ${roleNames.join(', ')}.`);
  return role;
}

function emailOf(flags: Flags): string {
  const email = (flags.email ?? '').trim().toLowerCase();
  if (!isEmail(email)) throw new UsageFault('--email must be an e-mail address.');
  return email;
}

/** The first line that is typed or piped in. */
async function readPassword(): Promise<string> {
  const password = (await readStdin()).split(/\r?\n/)[0] ?? '';
  if (password.length >= PASSWORD_MIN && password.length <= PASSWORD_MAX) return password;
  throw new UsageFault(`The password must have ${PASSWORD_MIN} to ${PASSWORD_MAX} characters.`);
}

interface Wish {
  readonly applicationId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

async function makeMember(deps: Deps, wish: Wish): Promise<string[]> {
  const passwordHash = await hashPassword(await readPassword());
  const at = deps.clock.now();
  try {
    const id = await inTransaction(deps.sql, async (tx) => {
      const made = await createMember(tx, { ...wish, passwordHash }, at);
      const { email, role, applicationId } = wish;
      const line = { action: 'createMember', outcome: 'done', objectType: 'member', objectId: made };
      await recordAudit(tx, { by: operatorOf(applicationId), at, ...line, after: { email, role } });
      return made;
    });
    return [`member  ${id}`, `email   ${wish.email}`, `role    ${wish.role}`];
  } catch (error) {
    if (errorCode(error) === '23505') throw new UsageFault(`There is a member ${wish.email} already.`);
    throw error;
  }
}

async function inviteMember(deps: Deps, { applicationId, email, role }: Wish): Promise<string[]> {
  const { link, invitation } = await named(createInvitation(deps, { email, role }, byOperator(applicationId)));
  return [
    `Send this link to ${email}; it is shown this once, and is good once until ${invitation.expiresAt.toISOString()}:`,
    link,
  ];
}

/** A refusal in the words of the terminal. */
async function named<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Refusal ? new UsageFault(error.message) : error;
  }
}

const disabling = (name: string, help: string, isDisabled: boolean): Command =>
  command(name, help, [member], (flags) => {
    const id = idOf(flags, 'member').toLowerCase();
    return async (deps) => {
      const applicationId = await findApplicationOf(deps, id);
      if (applicationId === undefined) throw new UsageFault(`There is no member ${id}; see list-members.`);
      const { email } = await named(changeMember(deps, id, { isDisabled }, byOperator(applicationId)));
      return [isDisabled ? `${email} is disabled, and refused from now on.` : `${email} may go on.`];
    };
  });

/** People who sign in. */
export const peopleCommands: readonly Command[] = [
  command(
    'create-member',
    `Let somebody sign in: ${roleNames.join(', ')}. Prints a link behind which they choose their name and password, ` +
      'good once and for seven days. With --password-stdin the password is read from the input instead.',
    [
      application,
      { name: 'email', required: true, show: 'ADDRESS' },
      { name: 'name', show: 'NAME' },
      { name: 'role', required: true, show: 'ROLE' },
      { name: 'password-stdin', bare: true, show: '' },
    ],
    (flags) => {
      const [email, role] = [emailOf(flags), roleOf(flags)];
      const name = flags.name?.trim() || email;
      return async (deps) => {
        const wish = { applicationId: await applicationOf(deps, flags), email, name, role };
        return flags['password-stdin'] ? makeMember(deps, wish) : inviteMember(deps, wish);
      };
    },
  ),
  command('list-members', 'List who may sign in.', [application], (flags) => async (deps) => {
    const list = await listMembers(deps, await applicationOf(deps, flags));
    if (list.length === 0) return ['There is no member yet.'];
    return list.map((one) => {
      const seen = one.lastSeenAt ? `seen ${one.lastSeenAt.toISOString()}` : 'never seen';
      const factor = one.hasSecondFactor ? 'second factor' : 'password alone';
      return `${one.id}  ${one.email}  ${one.name}  ${one.role}  ${one.isDisabled ? 'disabled' : 'active'}  ${factor}  ${seen}`;
    });
  }),
  disabling('disable-member', 'Refuse a member at once, in every session.', true),
  disabling('enable-member', 'Let a disabled member sign in again.', false),
];
