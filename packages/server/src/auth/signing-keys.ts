import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Deps } from '../deps.ts';
import { after } from '../foundation/clock.ts';
import { inTransaction } from '../foundation/database.ts';
import { newId } from '../foundation/id.ts';
import { assert } from '../foundation/refuse.ts';
import { seal, unseal } from '../foundation/seal.ts';
import { insertSigningKey, lockSigningKeys, selectSigningKeys, supersedeSigningKeys } from './store.ts';

export const TOKEN_LIFETIME_SECONDS = 3600;
const ALGORITHM = 'RS256';
const PURPOSE = 'signing key';
// A token signed a moment before the change lives for an hour, and every process hears of the change by then.
const OVERLAP_MS = (TOKEN_LIFETIME_SECONDS + 300) * 1000;

type AuthDeps = Pick<Deps, 'sql' | 'clock' | 'secretKey'>;
type Key = Awaited<ReturnType<typeof importJWK>>;

/** The keys in use: one that signs, and all that verify, by their id. */
export interface KeySet {
  readonly signing: { readonly id: string; readonly key: Key };
  readonly verifying: ReadonlyMap<string, Key>;
  readonly publicJwks: readonly JWK[];
}

/** Reads the keys; makes the first one on a new installation. */
export async function loadKeySet(deps: AuthDeps): Promise<KeySet> {
  let rows = await selectSigningKeys(deps.sql, deps.clock.now());
  if (!rows.some((row) => row.supersededAt === null)) {
    await rotateSigningKey(deps, { onlyWhenNone: true });
    rows = await selectSigningKeys(deps.sql, deps.clock.now());
  }
  const newest = rows.find((row) => row.supersededAt === null);
  assert(newest, 'there is a signing key');
  const privateJwk: JWK = JSON.parse(openSealed(deps.secretKey, newest.sealedPrivateJwk));
  const verifying = new Map<string, Key>();
  for (const row of rows) verifying.set(row.id, await importJWK(row.publicJwk, ALGORITHM));
  return {
    signing: { id: newest.id, key: await importJWK(privateJwk, ALGORITHM) },
    verifying,
    publicJwks: rows.map((row) => ({ ...row.publicJwk, kid: row.id, alg: ALGORITHM, use: 'sig' })),
  };
}

function openSealed(secretKey: Buffer, sealed: string): string {
  try {
    return unseal(secretKey, PURPOSE, sealed);
  } catch (error) {
    const sentence =
      'The secret key does not open the signing keys in this database: it is another one than when they were made. ' +
      'Bring the right key back, or make new signing keys with: npm run admin -- rotate-key';
    throw new Error(sentence, { cause: error });
  }
}

/**
 * Makes a new signing key. The older ones sign no more and verify for as long as a token may live.
 * @returns the id of the key that signs from now on
 */
export async function rotateSigningKey(deps: AuthDeps, options = { onlyWhenNone: false }): Promise<string> {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM, { extractable: true, modulusLength: 2048 });
  const publicJwk = JSON.stringify(await exportJWK(publicKey));
  const sealedPrivateJwk = seal(deps.secretKey, PURPOSE, JSON.stringify(await exportJWK(privateKey)));
  const now = deps.clock.now();
  return await inTransaction(deps.sql, async (tx) => {
    // Two processes that start at once on a new installation must agree on one key.
    await lockSigningKeys(tx);
    const active = (await selectSigningKeys(tx, now)).find((row) => row.supersededAt === null);
    if (options.onlyWhenNone && active) return active.id;
    const id = newId(now.getTime());
    await insertSigningKey(tx, { id, publicJwk, sealedPrivateJwk, createdAt: now });
    await supersedeSigningKeys(tx, id, now, after(now, OVERLAP_MS));
    return id;
  });
}
