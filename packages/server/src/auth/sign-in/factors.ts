import { Refusal } from '../../foundation/refuse.ts';
import { beginSignedAttempt, useCode } from './attempts.ts';
import { deletePasskey, selectPasskeys } from './challenges-store.ts';
import { pick, takeAway } from './jar.ts';
import { admit, changeSigned, type Means, type Outcome, refuseWrong, type Signed } from './means.ts';
import { needProof } from './prove.ts';

const sessionOf = ({ library }: Means, { cookies }: Signed) => pick(cookies, library.cookieNames.session);

/**
 * Begins to set up codes of an app: gives the address for its QR code, and backup codes, which are shown this once.
 * Nothing is asked for before `confirmTotp`. Refuses with INVALID_STATE, WRONG_CREDENTIALS, SECOND_FACTOR_NEEDED or
 * RATE_LIMIT_EXCEEDED.
 */
export async function beginTotp(means: Means, signed: Signed, password: string): Promise<Outcome> {
  const { factors } = signed.session;
  if (factors.totp) throw new Refusal('INVALID_STATE', 'Codes of an app are set up already.');
  if (factors.passkeys > 0) needProof(means, signed);
  const attempt = await beginSignedAttempt(means.deps, signed.member.email, signed.origin.ip);
  const answered = await means.library.beginTotp(password, sessionOf(means, signed));
  refuseWrong(answered);
  await attempt.succeed();
  const { totpURI, backupCodes } = fieldsOf(answered.body);
  return { body: { uri: totpURI, backup_codes: backupCodes }, cookies: [] };
}

/** Ends the set-up with a first code; from now on one is asked for. The session goes on under a new token. */
export async function confirmTotp(means: Means, signed: Signed, code: string): Promise<Outcome> {
  if (signed.session.factors.totp) throw new Refusal('INVALID_STATE', 'Codes of an app are set up already.');
  const attempt = await beginSignedAttempt(means.deps, signed.member.email, signed.origin.ip);
  const plain = code.replaceAll(/\s/g, '');
  const answered = await means.library.verifyTotp(plain, sessionOf(means, signed));
  refuseWrong(answered);
  // It was good once, and that was now.
  await useCode(means.deps, signed.session.userId, plain);
  await admit(means, answered, signed, { proven: 'totp', action: 'setUpTotp' });
  await attempt.succeed();
  return { cookies: answered.cookies };
}

/** Asks for no codes of an app any more. Refuses with WRONG_CREDENTIALS, SECOND_FACTOR_NEEDED or RATE_LIMIT_EXCEEDED. */
export async function removeTotp(means: Means, signed: Signed, password: string): Promise<Outcome> {
  needProof(means, signed);
  const attempt = await beginSignedAttempt(means.deps, signed.member.email, signed.origin.ip);
  const answered = await means.library.endTotp(password, sessionOf(means, signed));
  refuseWrong(answered);
  await admit(means, answered, signed, { proven: null, action: 'removeTotp' });
  await attempt.succeed();
  return { cookies: answered.cookies };
}

/** Gives new backup codes; the old ones are good for nothing. */
export async function renewBackupCodes(means: Means, signed: Signed, password: string): Promise<Outcome> {
  needProof(means, signed);
  const attempt = await beginSignedAttempt(means.deps, signed.member.email, signed.origin.ip);
  const answered = await means.library.newBackupCodes(password, sessionOf(means, signed));
  refuseWrong(answered);
  await attempt.succeed();
  await changeSigned(means, signed, { action: 'renewBackupCodes' }, async () => {});
  return { body: { backup_codes: fieldsOf(answered.body).backupCodes }, cookies: [] };
}

/** The person's own passkeys. */
export async function listPasskeys({ deps }: Means, { session }: Signed): Promise<Outcome> {
  const rows = await selectPasskeys(deps.sql, session.userId);
  const content = rows.map(({ id, name, createdAt }) => ({
    id,
    name,
    created_at: createdAt?.toISOString() ?? null,
  }));
  return { body: { content }, cookies: [] };
}

/** What the browser is to make a passkey from. */
export async function newPasskeyOptions(means: Means, signed: Signed): Promise<Outcome> {
  needProof(means, signed);
  const answered = await means.library.newPasskeyOptions(sessionOf(means, signed));
  refuseWrong(answered);
  return { body: answered.body, cookies: answered.cookies };
}

/** Keeps a passkey that the browser made. Refuses with WRONG_CREDENTIALS or SECOND_FACTOR_NEEDED. */
export async function addPasskey(
  means: Means,
  signed: Signed,
  { name, response }: { readonly name: string; readonly response: Record<string, unknown> },
): Promise<Outcome> {
  needProof(means, signed);
  const { session, passkey } = means.library.cookieNames;
  const answered = await means.library.addPasskey(response, name, pick(signed.cookies, session, passkey));
  refuseWrong(answered);
  await changeSigned(means, signed, { action: 'addPasskey', after: { name } }, async () => {});
  return { body: { id: fieldsOf(answered.body).id, name }, cookies: [takeAway(passkey)] };
}

/** Takes a passkey away. Refuses with SECOND_FACTOR_NEEDED, or with INVALID_URL where it is not the person's own. */
export async function removePasskey(means: Means, signed: Signed, id: string): Promise<Outcome> {
  needProof(means, signed);
  await changeSigned(means, signed, { action: 'removePasskey', before: { id } }, async (tx) => {
    if (!(await deletePasskey(tx, signed.session.userId, id))) throw new Refusal('INVALID_URL');
  });
  return { cookies: [] };
}

/** Changes the password; all other sessions end. Refuses with WRONG_CREDENTIALS or RATE_LIMIT_EXCEEDED. */
export async function changePassword(
  means: Means,
  signed: Signed,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<Outcome> {
  const attempt = await beginSignedAttempt(means.deps, signed.member.email, signed.origin.ip);
  const answered = await means.library.changePassword(current, next, sessionOf(means, signed));
  refuseWrong(answered);
  await admit(means, answered, signed, { proven: 'password', action: 'changePassword' });
  const { totp, passkeys } = signed.session.factors;
  // A password does not make up for wrong codes: who knows it could try codes without end.
  await (totp || passkeys > 0 ? attempt.goOn() : attempt.succeed());
  return { cookies: answered.cookies };
}

function fieldsOf(body: unknown): { totpURI?: unknown; backupCodes?: unknown; id?: unknown } {
  return typeof body === 'object' && body !== null ? body : {};
}
