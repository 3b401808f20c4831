import { createHash, randomBytes } from 'node:crypto';

/** What a server asks for (RFC 7616, section 3.3). */
export interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | null;
  readonly algorithm: 'MD5' | 'SHA-256';
}

export interface DigestRequest {
  readonly method: string;
  /** Path and query as they are sent. */
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  /** How often this nonce is used, with this time. */
  readonly count: number;
  /** Ours; random where it is not given. */
  readonly cnonce?: string;
}

// A parameter, perhaps with the name of its scheme before it.
const PARAMETER = /(?:^|,)\s*(?:([\w-]+)\s+)?([\w-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s,]*))/g;

/** The best challenge of a `www-authenticate` that we can meet: SHA-256 before MD5, always qop `auth`. Null for none. */
export function readChallenge(header: string): Challenge | null {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  for (const [, scheme, name = '', quoted, plain = ''] of header.matchAll(PARAMETER)) {
    if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
    challenges.at(-1)?.parameters.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? plain);
  }
  const usable = challenges.flatMap(({ scheme, parameters }) => (scheme === 'digest' ? challengeOf(parameters) : []));
  return usable.find(({ algorithm }) => algorithm === 'SHA-256') ?? usable[0] ?? null;
}

function challengeOf(parameters: ReadonlyMap<string, string>): Challenge[] {
  const { realm, nonce, qop = '', algorithm = 'MD5', opaque = null } = Object.fromEntries(parameters);
  if (realm === undefined || nonce === undefined || !/(?:^|,)\s*auth\s*(?:,|$)/i.test(qop)) return [];
  const upper = algorithm.toUpperCase();
  return upper === 'MD5' || upper === 'SHA-256' ? [{ realm, nonce, opaque, algorithm: upper }] : [];
}

/** The `authorization` that answers a challenge (RFC 7616, section 3.4). */
export function answerChallenge(challenge: Challenge, request: DigestRequest): string {
  const { realm, nonce, algorithm, opaque } = challenge;
  const { method, uri, username, password, cnonce = randomBytes(16).toString('base64url') } = request;
  const hash = (text: string) =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  const count = request.count.toString(16).padStart(8, '0');
  const secret = hash(`${username}:${realm}:${password}`);
  const response = hash([secret, nonce, count, cnonce, 'auth', hash(`${method}:${uri}`)].join(':'));
  const parameters = [
    /^[\x20-\x7e]*$/.test(username)
      ? `username=${quoted(username)}`
      : `username*=UTF-8''${encodeURIComponent(username)}`,
    `realm=${quoted(realm)}`,
    `uri=${quoted(uri)}`,
    `algorithm=${algorithm}`,
    `nonce=${quoted(nonce)}`,
    `nc=${count}`,
    `cnonce=${quoted(cnonce)}`,
    'qop=auth',
    `response=${quoted(response)}`,
    ...(opaque === null ? [] : [`opaque=${quoted(opaque)}`]),
  ];
  return `Digest ${parameters.join(', ')}`;
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
