import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readDigestFields } from './digest-fields.ts';
import type { Caller, Passage } from './gate.ts';
import { quoted, unauthorized } from './refuse-caller.ts';
import { isSameSecret } from './secret-text.ts';

const NONCE_LIVES_MS = 300_000;
const NONCES_MAX = 10_000;

export interface DigestOptions {
  readonly username: string | null;
  readonly password: string | null;
  readonly realm: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Lets in whoever proves to know the password by HTTP Digest (RFC 7616) with SHA-256 and `qop=auth`; MD5, which can be
 * guessed too fast today, is not offered. A count that was used with a nonce is not taken again, so that what was
 * overheard cannot be replayed. Nobody is let in where user name or password is null.
 */
export function digestCheck({ username, password, realm, now }: DigestOptions): (caller: Caller) => Promise<Passage> {
  const nonces = createNonces(now);
  const secret = username === null || password === null ? null : sha256(`${username}:${realm}:${password}`);
  const challenge = (stale: boolean): Passage => {
    const fields = [`realm=${quoted(realm)}`, 'qop="auth"', 'algorithm=SHA-256', `nonce="${nonces.make()}"`];
    return unauthorized(
      `Digest ${fields.join(', ')}${stale ? ', stale=true' : ''}`,
      'This needs a user name and a password, by HTTP Digest with SHA-256',
    );
  };
  return async ({ method = '', url = '', headers: { authorization } }) => {
    const fields = readDigestFields(authorization);
    const field = (name: string): string => fields?.get(name) ?? '';
    const nonce = field('nonce');
    if (fields === undefined || secret === null || !nonces.isOurs(nonce)) return challenge(false);
    const isAsked =
      isSameSecret(field('username'), username ?? '') &&
      field('realm') === realm &&
      field('uri') === url &&
      field('qop') === 'auth' &&
      field('algorithm').toUpperCase() === 'SHA-256' &&
      field('cnonce') !== '' &&
      /^[0-9a-f]{8}$/i.test(field('nc'));
    const answer = [secret, nonce, field('nc'), field('cnonce'), 'auth', sha256(`${method}:${url}`)].join(':');
    if (!isAsked || !isSameSecret(field('response').toLowerCase(), sha256(answer))) return challenge(false);
    // Only now, so that strangers cannot use counts up.
    return nonces.use(nonce, Number.parseInt(field('nc'), 16)) ? { ok: true } : challenge(true);
  };
}

interface Nonces {
  make(): string;
  isOurs(nonce: string): boolean;
  /** Takes a count of a nonce. False: the nonce is too old, or this or a later count was taken. */
  use(nonce: string, count: number): boolean;
}

/** Nonces carry their time and our signature, so that only those that were used for real have to be remembered. */
function createNonces(now: () => number): Nonces {
  const key = randomBytes(32);
  const used = new Map<string, number>();
  const sign = (madeAt: string): string => createHmac('sha256', key).update(madeAt).digest('hex');
  const isFresh = (nonce: string): boolean => now() - Number(nonce.split('-')[0]) <= NONCE_LIVES_MS;
  return {
    make() {
      const stem = `${now()}-${randomBytes(8).toString('hex')}`;
      return `${stem}-${sign(stem)}`;
    },
    isOurs(nonce) {
      const [madeAt = '', random = '', signature = ''] = nonce.split('-');
      return isSameSecret(signature, sign(`${madeAt}-${random}`));
    },
    use(nonce, count) {
      if (!isFresh(nonce) || count <= (used.get(nonce) ?? 0)) return false;
      if (used.size >= NONCES_MAX) for (const old of used.keys()) if (!isFresh(old)) used.delete(old);
      // Whoever comes beyond that is asked again; nothing is let through that could not be remembered.
      if (used.size >= NONCES_MAX && !used.has(nonce)) return false;
      used.set(nonce, count);
      return true;
    },
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
