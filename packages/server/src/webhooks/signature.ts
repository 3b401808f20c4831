import { createHmac, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { assert } from '../foundation/refuse.ts';
import { deriveSigningKey } from '../foundation/seal.ts';

/** For what the secrets of endpoints are sealed. */
export const SECRET_PURPOSE = 'webhook secret';

const SECRET_PREFIX = 'whsec_';
const PUBLIC_PREFIX = 'whpk_';

/** The key that signs what this installation sends, and its public half as receivers write it. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** `whpk_` and the base64 of 32 bytes. */
  readonly publicKeyText: string;
}

/** A new secret for an endpoint, as it is shown to the client: `whsec_` and the base64 of 32 random bytes. */
export function newEndpointSecret(): string {
  return SECRET_PREFIX + randomBytes(32).toString('base64');
}

/** The Ed25519 key of an installation. It follows from the secret key, so it is the same in every process. */
export function signingKeyOf(secretKey: Buffer): SigningKey {
  const privateKey = deriveSigningKey(secretKey, 'webhook signatures');
  const publicDer = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { privateKey, publicKeyText: PUBLIC_PREFIX + publicDer.subarray(-32).toString('base64') };
}

/** What is sent once: an id that stays the same on each attempt, and the time of this one. */
interface Message {
  readonly id: string;
  readonly timestampSeconds: number;
  readonly body: string;
  /** The valid secrets, newest first: two of them while one is being replaced. */
  readonly secrets: readonly string[];
  readonly signingKey: SigningKey;
}

/** The headers of Standard Webhooks. Each secret signs, and the key of the installation too. */
export function standardHeaders({ id, timestampSeconds, body, secrets, signingKey }: Message): Record<string, string> {
  const signed = Buffer.from(`${id}.${timestampSeconds}.${body}`);
  const signatures = secrets.map((secret) => `v1,${hmac('sha256', keyOf(secret), signed).toString('base64')}`);
  signatures.push(`v1a,${sign(null, signed, signingKey.privateKey).toString('base64')}`);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signatures.join(' '),
  };
}

/** The header of the dialect `lean`. It has room for one signature, so the newest secret signs alone. */
export function leanHeaders({ body, secrets }: Pick<Message, 'body' | 'secrets'>): Record<string, string> {
  const [secret] = secrets;
  assert(secret, 'an endpoint has a secret');
  // The key is the text as the client has it, not the bytes it stands for.
  return { 'lean-signature': `sha512=${hmac('sha512', Buffer.from(secret), Buffer.from(body)).toString('hex')}` };
}

function keyOf(secret: string): Buffer {
  assert(secret.startsWith(SECRET_PREFIX), 'the secret of an endpoint begins as it should');
  return Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
}

function hmac(hash: 'sha256' | 'sha512', key: Buffer, text: Buffer): Buffer {
  return createHmac(hash, key).update(text).digest();
}
