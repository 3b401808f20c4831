import { inTransaction } from '../../foundation/database.ts';
import { Refusal } from '../../foundation/refuse.ts';
import { auditBy, recordAudit } from '../audit/record-audit.ts';
import { selectFirstMembership } from '../members-store.ts';
import { readSigned } from '../session-rules.ts';
import { signInKey } from '../sessions.ts';
import { deleteSession, deleteSessionsOf } from '../sessions-store.ts';
import { selectUser } from '../users-store.ts';
import { beginAttempt, useCode } from './attempts.ts';
import { selectChallenged } from './challenges-store.ts';
import { pick, takeAway } from './jar.ts';
import type { PasskeyAnswer } from './library.ts';
import {
  admit,
  changeSigned,
  isTaken,
  type Means,
  type Outcome,
  refuseWrong,
  type Signed,
  type Visit,
} from './means.ts';

const SIGNED_IN = { signed_in: true };

/**
 * Signs in with a password. Whoever has codes of an app is asked for one next, and is not signed in before. Refuses with
 * WRONG_CREDENTIALS, in the same words and after the same work whether there is such an account or not, and with
 * RATE_LIMIT_EXCEEDED.
 */
export async function signIn(
  means: Means,
  { email, password }: { readonly email: string; readonly password: string },
  visit: Visit,
): Promise<Outcome> {
  const attempt = await beginAttempt(means.deps, email, visit.origin.ip);
  const answered = await means.library.signIn(email, password);
  if (!isTaken(answered)) {
    // Not waited for: it takes longer where there is such an account.
    void noteFailure(means, { email }, visit);
    throw new Refusal('WRONG_CREDENTIALS');
  }
  if (isHalf(answered.body)) {
    await attempt.goOn();
    return {
      body: { signed_in: false, second_factor: ['totp', 'backup_code'] },
      cookies: halfCookies(means, answered.cookies),
    };
  }
  await admit(means, answered, visit, { proven: 'password', action: 'signIn' });
  await attempt.succeed();
  return { body: SIGNED_IN, cookies: answered.cookies };
}

const isHalf = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'twoFactorRedirect' in body && body.twoFactorRedirect === true;

/** Only what the second step needs. */
const halfCookies = ({ library }: Means, cookies: readonly string[]): string[] =>
  cookies.filter((cookie) => cookie.startsWith(`${library.cookieNames.twoFactor}=`));

/** The second step: a code of the app, or a backup code. Refuses with WRONG_CREDENTIALS or RATE_LIMIT_EXCEEDED. */
export async function signInWithCode(
  means: Means,
  { code: typed, kind }: { readonly code: string; readonly kind: 'totp' | 'backup_code' },
  visit: Visit,
): Promise<Outcome> {
  const { deps, library } = means;
  const { twoFactor } = library.cookieNames;
  const code = typed.replaceAll(/\s/g, '');
  const challenge = readSigned(visit.cookies, twoFactor, signInKey(deps.secretKey));
  const user = challenge === undefined ? undefined : await selectChallenged(deps.sql, challenge);
  if (!user) throw new Refusal('WRONG_CREDENTIALS', 'Too much time has passed; begin with your password again.');
  const attempt = await beginAttempt(deps, user.email, visit.origin.ip);
  const shown = pick(visit.cookies, twoFactor);
  const isNew = kind !== 'totp' || (await useCode(deps, user.id, code));
  const verify = kind === 'totp' ? library.verifyTotp : library.verifyBackupCode;
  const answered = isNew ? await verify(code, shown) : undefined;
  if (!answered || !isTaken(answered)) {
    await noteFailure(means, { id: user.id }, visit);
    throw new Refusal('WRONG_CREDENTIALS');
  }
  await admit(means, answered, visit, { proven: kind, action: 'signIn' });
  await attempt.succeed();
  return { body: SIGNED_IN, cookies: [...answered.cookies] };
}

/** What the browser is to ask a passkey for. */
export async function passkeySignInOptions({ library }: Means): Promise<Outcome> {
  const { body, cookies } = await library.passkeyOptions({ cookie: '' });
  return { body, cookies };
}

/** Signs in with a passkey, which is two factors by itself. Refuses with WRONG_CREDENTIALS or RATE_LIMIT_EXCEEDED. */
export async function signInWithPasskey(means: Means, response: PasskeyAnswer, visit: Visit): Promise<Outcome> {
  const { passkey } = means.library.cookieNames;
  const attempt = await beginAttempt(means.deps, null, visit.origin.ip);
  const answered = await means.library.verifyPasskey(response, pick(visit.cookies, passkey));
  refuseWrong(answered);
  await admit(means, answered, visit, { proven: 'passkey', action: 'signIn' });
  await attempt.succeed();
  return { body: SIGNED_IN, cookies: [...answered.cookies, takeAway(passkey)] };
}

/** Ends this session, or with `everywhere` all that the person has, in whatever browser. Every process hears of it at once. */
export async function signOut(means: Means, signed: Signed, { everywhere = false } = {}): Promise<Outcome> {
  const { id, userId } = signed.session;
  const line = everywhere ? { action: 'signOut', after: { everywhere } } : { action: 'signOut' };
  await changeSigned(means, signed, line, (tx) => (everywhere ? deleteSessionsOf(tx, userId) : deleteSession(tx, id)));
  return { cookies: [takeAway(means.library.cookieNames.session)] };
}

/** Writes down in the audit log that a sign-in failed, where it is known of whom. */
async function noteFailure(
  { deps }: Means,
  whose: { readonly email: string } | { readonly id: string },
  { origin }: Visit,
): Promise<void> {
  try {
    const user = 'id' in whose ? whose : await selectUser(deps.sql, whose.email.toLowerCase());
    const member = user && (await selectFirstMembership(deps.sql, user.id));
    if (!member) return;
    const { applicationId, id } = member;
    await inTransaction(deps.sql, (tx) =>
      recordAudit(tx, {
        by: { ...auditBy({ applicationId, clientId: id, member: null, origin }), actor: `member:${id}` },
        at: deps.clock.now(),
        action: 'signIn',
        outcome: 'WRONG_CREDENTIALS',
        objectType: 'member',
        objectId: id,
      }),
    );
  } catch (error) {
    deps.log.warn({ err: error }, 'a failed sign-in could not be written down');
  }
}
