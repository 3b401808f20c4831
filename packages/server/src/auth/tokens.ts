import { ALL_SCOPES, isScope, refusals, type Scope } from '@sarf/contract';
import { decodeProtectedHeader, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Deps } from '../deps.ts';
import { after, pause } from '../foundation/clock.ts';
import { newId } from '../foundation/id.ts';
import { Refusal } from '../foundation/refuse.ts';
import { hashSecret, newSecret, sameText } from '../foundation/seal.ts';
import type { Identity } from './caller.ts';
import { type KeySet, loadKeySet, TOKEN_LIFETIME_SECONDS } from './signing-keys.ts';
import { type Restrained, selectClient, selectRestrained } from './store.ts';

type AuthDeps = Pick<Deps, 'sql' | 'clock' | 'secretKey' | 'settings' | 'log'>;

const CACHE_MAX = 10_000;
const PATIENCE_MS = 5_000;
const UNLISTEN_MS = 1_000;
const REFRESH_MS = 1000;
// A hash no secret has, so that an unknown client takes as long to refuse as a wrong secret.
const NO_HASH = hashSecret(newSecret());

/** The answer of the token endpoint: an access token, or the OAuth error (RFC 6749 section 5). */
export type TokenAnswer =
  | { readonly token: string; readonly scope: string; readonly expiresIn: number }
  | { readonly error: 'invalid_client' | 'invalid_scope' | 'unauthorized_client'; readonly description: string };

export interface Tokens {
  /** Gives an access token for client credentials. `scope` is the request's, blank-separated. */
  issue(clientId: string, secret: string, scope: string | undefined): Promise<TokenAnswer>;
  /** Who holds this token. Refuses with UNAUTHORIZED or CLIENT_STOPPED. */
  verify(token: string): Identity | Promise<Identity>;
  /** May this client only look, and change nothing? */
  isReadOnly(clientId: string): boolean;
  /** The public keys, as a JWK set has them. */
  publicKeys(): KeySet['publicJwks'];
  stop(): Promise<void>;
}

interface Known {
  readonly caller: Identity;
  readonly expiresAtMs: number;
}

/**
 * Opens the room's doors for tokens. Verified tokens are remembered until they expire. Revocations, stopped clients,
 * clients that may only look, and new keys reach every process by a notification within milliseconds, and by looking
 * once a second where notifications do not pass. Whoever makes payouts and refunds looks again in the transaction.
 */
export async function openTokens(deps: AuthDeps): Promise<Tokens> {
  let keys = await loadKeySet(deps);
  let restrained: ReadonlyMap<string, Restrained> = new Map();
  const known = new Map<string, Known>();
  const stopping = new AbortController();

  // What was asked for later is never replaced by what was asked for earlier, whichever comes first.
  let [asked, shown] = [0, 0];
  const refresh = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    const now = deps.clock.now();
    const found = await selectRestrained(deps.sql, after(now, -TOKEN_LIFETIME_SECONDS * 1000));
    const latest = await loadKeySet(deps);
    if (mine < shown) return;
    [shown, keys] = [mine, latest];
    restrained = new Map(found.map((one) => [one.id, one]));
    for (const [token, { caller, expiresAtMs }] of known) {
      if (refusalOf(restrained.get(caller.clientId)) || expiresAtMs <= now.getTime()) known.delete(token);
    }
  };
  await refresh();
  const quietRefresh = (): Promise<void> =>
    refresh().catch((error: unknown) => deps.log.warn({ err: error }, 'could not read revocations'));
  const listening = deps.sql.listen('sarf_auth', () => void quietRefresh()).catch(() => undefined);
  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await pause(REFRESH_MS, stopping.signal);
      // An answer that a lost connection took along is not waited for: the next look may have one.
      if (!stopping.signal.aborted) await Promise.race([quietRefresh(), pause(PATIENCE_MS, stopping.signal)]);
    }
  })();

  const remember = async (token: string): Promise<Identity> => {
    const { caller, expiresAtMs } = await verifyToken(deps, keys, token);
    const refusal = refusalOf(restrained.get(caller.clientId));
    if (refusal) throw refusal;
    if (known.size >= CACHE_MAX) known.clear();
    known.set(token, { caller, expiresAtMs });
    return caller;
  };

  return {
    issue: (clientId, secret, scope) => issueToken(deps, keys, clientId, secret, scope),
    verify(token) {
      const entry = known.get(token);
      return entry && entry.expiresAtMs > deps.clock.now().getTime() ? entry.caller : remember(token);
    },
    isReadOnly: (clientId) => restrained.get(clientId)?.isReadOnly ?? false,
    publicKeys: () => keys.publicJwks,
    async stop() {
      stopping.abort();
      await looking;
      // The connection that listens may be lost just now; it ends with the others in any case.
      const quiet = new AbortController();
      const unlistened = listening.then((one) => one?.unlisten()).catch(() => {});
      await Promise.race([unlistened.finally(() => quiet.abort()), pause(UNLISTEN_MS, quiet.signal)]);
    },
  };
}

function refusalOf(client: Restrained | undefined): Refusal | undefined {
  if (client?.isRevoked) return new Refusal('UNAUTHORIZED', 'This client was revoked.');
  return client?.isStopped ? new Refusal('CLIENT_STOPPED') : undefined;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

async function issueToken(
  deps: AuthDeps,
  keys: KeySet,
  clientId: string,
  secret: string,
  scope: string | undefined,
): Promise<TokenAnswer> {
  const client = uuid.test(clientId) ? await selectClient(deps.sql, clientId) : undefined;
  const right = sameText(hashSecret(secret), client?.secretHash ?? NO_HASH);
  if (!client || !right || client.revokedAt) {
    return { error: 'invalid_client', description: 'The client id or secret is wrong, or the client was revoked.' };
  }
  if (client.stoppedAt) return { error: 'unauthorized_client', description: refusals.CLIENT_STOPPED.sentence };
  const owned = client.scopes.filter(isScope);
  const asked = (scope ?? ALL_SCOPES).split(/\s+/).filter((word) => word !== '');
  const granted = asked.includes(ALL_SCOPES) || asked.length === 0 ? owned : owned.filter((one) => asked.includes(one));
  const missing = asked.filter((word) => word !== ALL_SCOPES && !owned.some((one) => one === word));
  if (missing.length > 0) {
    return { error: 'invalid_scope', description: `This client does not have the scope ${missing.join(', ')}.` };
  }
  const now = Math.floor(deps.clock.now().getTime() / 1000);
  const token = await new SignJWT({
    scope: granted,
    application_id: client.applicationId,
    applications: [{ id: client.applicationId }],
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keys.signing.id })
    .setIssuer(deps.settings.publicUrl)
    .setAudience(deps.settings.publicUrl)
    .setSubject(client.id)
    .setJti(newId(now * 1000))
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + TOKEN_LIFETIME_SECONDS)
    .sign(keys.signing.key);
  const text = asked.includes(ALL_SCOPES) || asked.length === 0 ? ALL_SCOPES : granted.join(' ');
  return { token, scope: text, expiresIn: TOKEN_LIFETIME_SECONDS };
}

async function verifyToken(deps: AuthDeps, keys: KeySet, token: string): Promise<Known> {
  const payload = await readToken(deps, keys, token);
  const { sub, exp, application_id: applicationId, scope } = payload;
  if (
    typeof sub !== 'string' ||
    typeof applicationId !== 'string' ||
    typeof exp !== 'number' ||
    !Array.isArray(scope)
  ) {
    throw new Refusal('UNAUTHORIZED', 'The access token is not one of ours.');
  }
  const scopes = new Set<Scope>(scope.filter((one): one is Scope => typeof one === 'string' && isScope(one)));
  return { caller: { applicationId, clientId: sub, scopes, member: null, session: null }, expiresAtMs: exp * 1000 };
}

async function readToken(deps: AuthDeps, keys: KeySet, token: string): Promise<JWTPayload> {
  try {
    const key = keys.verifying.get(decodeProtectedHeader(token).kid ?? '');
    if (!key) throw new Error('no such key');
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['RS256'],
      issuer: deps.settings.publicUrl,
      audience: deps.settings.publicUrl,
      currentDate: deps.clock.now(),
    });
    return payload;
  } catch (error) {
    const expired = error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED';
    throw new Refusal('UNAUTHORIZED', expired ? 'The access token has expired.' : 'The access token is not valid.');
  }
}
