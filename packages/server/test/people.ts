import { randomBytes } from 'node:crypto';
import type { Role } from '@sarf/contract';
import { createMember } from '../src/auth/create-member.ts';
import { hashPassword } from '../src/auth/passwords.ts';
import type { Proof } from '../src/auth/proof-rules.ts';
import { sessionCookieOf, signValue } from '../src/auth/session-rules.ts';
import { signInKey } from '../src/auth/sessions.ts';
import { inTransaction } from '../src/foundation/database.ts';
import { type RunningSarf, send } from './running-sarf.ts';

export const PASSWORD = 'a sentence nobody guesses';
const hashed = hashPassword(PASSWORD);

/** A member of the sandbox's application, and what a test does as them. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly cookie: string;
  /** Calls the API with the session, as the pages do. */
  call: RunningSarf['call'];
}

interface Wishes {
  readonly email?: string;
  readonly name?: string;
  readonly applicationId?: string;
  /** What the session has proven; null: nothing. */
  readonly proof?: Proof | null;
}

/** What the pages send with every request that may change something. */
export const fromPage = (sarf: Pick<RunningSarf, 'apiUrl'>): Record<string, string> => ({
  origin: sarf.apiUrl,
  'sec-fetch-site': 'same-origin',
  'x-sarf-session': '1',
});

/** Makes a member. */
export async function addMember(sarf: RunningSarf, role: Role, wishes: Wishes = {}): Promise<string> {
  const { applicationId = sarf.sandbox.applicationId, name = `The ${role}` } = wishes;
  const { email = `${role}-${randomBytes(4).toString('hex')}@sarf.test` } = wishes;
  const passwordHash = await hashed;
  return inTransaction(sarf.sql, (tx) =>
    createMember(tx, { applicationId, email, name, role, passwordHash }, sarf.deps.clock.now()),
  );
}

/** Makes a member who is signed in: a session by hand, as the sign-in would make it. */
export async function signedIn(sarf: RunningSarf, role: Role, wishes: Wishes = {}): Promise<Person> {
  const id = await addMember(sarf, role, wishes);
  return sessionOf(sarf, id, wishes.proof === undefined ? { by: 'password', at: sarf.deps.clock.now() } : wishes.proof);
}

/** One more session of a member. */
export async function sessionOf(sarf: RunningSarf, id: string, proof: Proof | null): Promise<Person> {
  const token = randomBytes(24).toString('base64url');
  const now = sarf.deps.clock.now();
  const [row] = await sarf.sql<{ email: string }[]>`
    insert into sign_in.sessions (id, token, user_id, expires_at, created_at, updated_at, application_id, began_at,
      seen_at, proven_by, proven_at)
    select ${token}, ${token}, m.user_id, ${new Date(now.getTime() + 86_400_000)}, ${now}, ${now}, m.application_id,
      ${now}, ${now}, ${proof?.by ?? null}, ${proof?.at ?? null}
    from members m where m.id = ${id} returning (select email from members where id = ${id})`;
  const { publicUrl } = sarf.deps.settings;
  const cookie = `${sessionCookieOf(publicUrl)}=${signValue(signInKey(sarf.deps.secretKey), token)}`;
  return { id, email: row?.email ?? '', cookie, call: callWith(sarf, cookie) };
}

/** Calls the API with these cookies, as the pages do. */
function callWith(sarf: Pick<RunningSarf, 'apiUrl'>, cookie: string): RunningSarf['call'] {
  return (method, path, body, headers = {}) =>
    send(`${sarf.apiUrl}${path}`, method, body, { ...fromPage(sarf), cookie, ...headers });
}
