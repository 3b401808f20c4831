import { createPublicKey, type KeyObject } from 'node:crypto';
import { type JWK, SignJWT } from 'jose';
import type { Deps } from '../deps.ts';
import { deriveSigningKey } from '../foundation/seal.ts';
import type { ConsentRow } from './consent.ts';

const KEY_ID = 'receipts';

const keyOf = (secretKey: Buffer): KeyObject => deriveSigningKey(secretKey, KEY_ID);

/** The public key of this installation's receipts, for whoever verifies one. */
export function receiptJwk({ secretKey }: Pick<Deps, 'secretKey'>): JWK {
  const { kty, crv, x } = createPublicKey(keyOf(secretKey)).export({ format: 'jwk' });
  return { kty, crv, x, kid: KEY_ID, alg: 'EdDSA', use: 'sig' };
}

/** Signs the facts of a revocation as they are known now: a compact JSON Web Signature. */
export type SignReceipt = (row: ConsentRow) => Promise<string>;

/** Opens what signs receipts. */
export function openReceipts({ secretKey, clock }: Pick<Deps, 'secretKey' | 'clock'>): SignReceipt {
  const key = keyOf(secretKey);
  return (row) =>
    new SignJWT({
      consent_id: row.id,
      application_id: row.applicationId,
      reason: row.revocationReason,
      blocked_at: row.blockedAt?.toISOString() ?? null,
      told_at: row.toldAt?.toISOString() ?? null,
      confirmed_at: row.confirmedAt?.toISOString() ?? null,
    })
      .setProtectedHeader({ alg: 'EdDSA', kid: KEY_ID })
      .setIssuedAt(clock.now())
      .sign(key);
}
