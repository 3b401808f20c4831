import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** The shortest and the longest password that is taken. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

// scrypt (RFC 7914) with parameters that OWASP's cheat sheet on storing passwords gives: 32 MiB, three times over. It runs
// on the threads of libuv, not on the one that serves requests.
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const MEMORY_MAX_BYTES = 64 * 1024 * 1024;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** The hash under which a password is kept: the cost, the salt and the key. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Is it the password of this hash? */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [kind, cost, blocks, lanes, salt = '', key = ''] = hash.split('$');
  if (kind !== 'scrypt') return false;
  const expected = Buffer.from(key, 'base64url');
  const options = { N: Number(cost), r: Number(blocks), p: Number(lanes) };
  const found = await derive(password, Buffer.from(salt, 'base64url'), options);
  return expected.length === found.length && timingSafeEqual(expected, found);
}

// The same characters typed on another keyboard (RFC 8265) are the same password.
function derive(password: string, salt: Buffer, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem: MEMORY_MAX_BYTES }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
