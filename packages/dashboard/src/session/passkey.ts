import { callAuth } from '../api/auth.ts';
import { ownRefusal, Refused } from '../api/refused.ts';

/** Can this browser use passkeys here? They need a secure context. */
export const hasPasskeys = (): boolean => 'PublicKeyCredential' in globalThis && globalThis.isSecureContext;

/**
 * Lets the device sign a challenge of the server. Gives what it answered, to be sent on. Throws Refused.
 * @param use what it is for, as the addresses under /auth/ call it
 */
export async function askPasskey(use: 'sign-in' | 'prove'): Promise<unknown> {
  const options = await callAuth(`${use}/passkey/options`, {});
  if (!isRequest(options)) throw failed('The server asked for no passkey.');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials.get({ publicKey }).catch(() => null);
  if (!(credential instanceof PublicKeyCredential)) throw failed('The passkey was not used.');
  return credential.toJSON();
}

const failed = (message: string): Refused => new Refused(ownRefusal('BAD_ANSWER', message, 'no'));

function isRequest(value: unknown): value is PublicKeyCredentialRequestOptionsJSON {
  return typeof value === 'object' && value !== null && 'challenge' in value && typeof value.challenge === 'string';
}
