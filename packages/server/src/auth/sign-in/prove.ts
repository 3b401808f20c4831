import { Refusal } from '../../foundation/refuse.ts';
import { demandOf, freshUntil, type Proven } from '../proof-rules.ts';
import { deleteSessionByToken, selectSessionUser, updateProof } from '../sessions-store.ts';
import { type Attempt, beginSignedAttempt, useCode } from './attempts.ts';
import { pick, takeAway } from './jar.ts';
import type { PasskeyAnswer } from './library.ts';
import { changeSigned, isTaken, type Means, type Outcome, type Signed, tokenIn } from './means.ts';

/** What somebody proves with: one of these. */
export interface Proving {
  /** Of the app, or a backup code. */
  readonly code?: string | undefined;
  readonly password?: string | undefined;
  readonly passkey?: PasskeyAnswer | undefined;
}

/**
 * Proves again who sits there, so that money may be released for five minutes. A password proves it only to whoever has
 * nothing else. Refuses with WRONG_CREDENTIALS, SECOND_FACTOR_NEEDED where it has to be something else, or
 * RATE_LIMIT_EXCEEDED.
 */
export async function prove(means: Means, signed: Signed, proving: Proving): Promise<Outcome> {
  const { member, session, origin } = signed;
  const { totp, passkeys } = session.factors;
  if (proving.password !== undefined && (totp || passkeys > 0)) throw refuseOther(signed);
  if (proving.code !== undefined && !totp) throw refuseOther(signed);
  const attempt = await beginSignedAttempt(means.deps, member.email, origin.ip);
  const by = await provenBy(means, signed, proving);
  if (by === undefined) {
    await changeSigned(means, signed, { action: 'prove', outcome: 'WRONG_CREDENTIALS' }, async () => {});
    throw new Refusal('WRONG_CREDENTIALS');
  }
  return proved(means, signed, by, attempt);
}

async function proved(means: Means, signed: Signed, by: Proven, attempt: Attempt): Promise<Outcome> {
  const at = means.deps.clock.now();
  const line = { action: 'prove', after: { proven: by } };
  await changeSigned(means, signed, line, (tx) => updateProof(tx, signed.session.id, by, at));
  await attempt.succeed();
  const demand = demandOf(signed.member.role, signed.session.factors, means.deps.settings.mode);
  const until = freshUntil({ by, at }, demand, at);
  const cookies = by === 'passkey' ? [takeAway(means.library.cookieNames.passkey)] : [];
  return { body: { fresh_until: until?.toISOString() ?? null }, cookies };
}

async function provenBy(means: Means, signed: Signed, proving: Proving): Promise<Proven | undefined> {
  const { library, deps } = means;
  const shown = pick(signed.cookies, library.cookieNames.session);
  const { password, passkey } = proving;
  const code = proving.code?.replaceAll(/\s/g, '');
  if (password !== undefined) return isTaken(await library.checkPassword(password, shown)) ? 'password' : undefined;
  if (passkey !== undefined) return (await isOwnPasskey(means, signed, passkey)) ? 'passkey' : undefined;
  if (code === undefined) return undefined;
  if (code.includes('-')) return isTaken(await library.verifyBackupCode(code, shown)) ? 'backup_code' : undefined;
  const isNew = await useCode(deps, signed.session.userId, code);
  return isNew && isTaken(await library.verifyTotp(code, shown)) ? 'totp' : undefined;
}

/** The library makes a session for whoever the passkey belongs to; we want to know who that is, and end it. */
async function isOwnPasskey(means: Means, signed: Signed, response: PasskeyAnswer): Promise<boolean> {
  const { library, deps } = means;
  const answered = await library.verifyPasskey(response, pick(signed.cookies, library.cookieNames.passkey));
  const token = isTaken(answered) ? tokenIn(means, answered) : undefined;
  if (token === undefined) return false;
  const userId = await selectSessionUser(deps.sql, token);
  await deleteSessionByToken(deps.sql, token);
  return userId === signed.session.userId;
}

/** What the browser is to ask one of the person's own passkeys for. */
export async function passkeyProofOptions({ library }: Means, signed: Signed): Promise<Outcome> {
  if (signed.session.factors.passkeys === 0) throw refuseOther(signed);
  const { body, cookies } = await library.passkeyOptions(pick(signed.cookies, library.cookieNames.session));
  return { body, cookies };
}

/** Refuses with SECOND_FACTOR_NEEDED whoever is to change how they sign in and has not proven lately who they are. */
export function needProof({ deps }: Means, { member, session }: Signed): void {
  // What they have is enough for setting up more, also where it is not enough for releasing money.
  const demand = demandOf(member.role, session.factors, 'sandbox');
  if (freshUntil(session.proof, demand, deps.clock.now())) return;
  throw new Refusal('SECOND_FACTOR_NEEDED', undefined, { metadata: { asked_for: demand } });
}

function refuseOther({ member, session }: Signed): Refusal {
  const asked = demandOf(member.role, session.factors, 'sandbox');
  return new Refusal('SECOND_FACTOR_NEEDED', 'You have set up something else to prove who you are.', {
    metadata: { asked_for: asked },
  });
}
