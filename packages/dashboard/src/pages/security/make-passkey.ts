import { callAuth } from '../../api/auth.ts';
import { ownRefusal, Refused } from '../../api/refused.ts';

/** Lets the device make a passkey. Gives what it answered, to be sent on. Throws Refused. */
export async function makePasskey(): Promise<unknown> {
  const options = await callAuth('passkeys/options', {});
  if (!isCreation(options)) throw failed('The server asked for no passkey.');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await navigator.credentials.create({ publicKey }).catch(() => null);
  if (!(credential instanceof PublicKeyCredential)) throw failed('No passkey was made.');
  return credential.toJSON();
}

const failed = (message: string): Refused => new Refused(ownRefusal('BAD_ANSWER', message, 'no'));

function isCreation(value: unknown): value is PublicKeyCredentialCreationOptionsJSON {
  return typeof value === 'object' && value !== null && 'challenge' in value && 'user' in value && 'rp' in value;
}
