import { createLocalJWKSet, type JSONWebKeySet, type LocalJWKSet } from 'jose';
import { fetchJson, isRecord, ServerUnavailable } from './fetch-json.ts';

/** What an authorization server says about itself. */
export interface AuthorizationServer {
  readonly issuer: string;
  /** Its keys; read anew when `fresh` is asked for, at most once in half a minute. */
  keys(fresh: boolean): Promise<LocalJWKSet>;
  readonly introspectionEndpoint: string | null;
}

const KEEP_MS = 300_000;
const REFRESH_PAUSE_MS = 30_000;

/**
 * Finds an authorization server by its metadata (RFC 8414 section 3, else OpenID Connect Discovery), and keeps what it
 * found for five minutes. Gives a function that throws ServerUnavailable when it is not to be reached, or speaks for
 * another issuer than the one that was asked.
 */
export function discoverServer(issuer: string, now: () => number): () => Promise<AuthorizationServer> {
  return remembered(KEEP_MS, now, async () => {
    const metadata = await readMetadata(issuer);
    // Section 3.3: metadata of another issuer must not be used.
    if (metadata.issuer !== issuer && metadata.issuer !== issuer.replace(/\/$/, '')) {
      throw new ServerUnavailable('its metadata name another issuer');
    }
    const { jwks_uri: jwksUri, introspection_endpoint: endpoint } = metadata;
    return {
      issuer: metadata.issuer,
      keys: keysAt(typeof jwksUri === 'string' ? jwksUri : null, now),
      introspectionEndpoint: typeof endpoint === 'string' ? endpoint : null,
    };
  });
}

async function readMetadata(issuer: string): Promise<Record<string, unknown>> {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  for (const url of [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ]) {
    const metadata = await fetchJson(url);
    if (metadata !== undefined) return metadata;
  }
  throw new ServerUnavailable('it has no metadata');
}

function keysAt(uri: string | null, now: () => number): (fresh: boolean) => Promise<LocalJWKSet> {
  const read = async (): Promise<LocalJWKSet> => {
    const set = uri === null ? undefined : await fetchJson(uri);
    if (!isKeySet(set)) throw new ServerUnavailable('it has no keys');
    return createLocalJWKSet(set);
  };
  const kept = remembered(KEEP_MS, now, read);
  const refreshed = remembered(REFRESH_PAUSE_MS, now, read);
  return (fresh) => (fresh ? refreshed() : kept());
}

function isKeySet(value: Record<string, unknown> | undefined): value is Record<string, unknown> & JSONWebKeySet {
  return Array.isArray(value?.keys) && value.keys.every(isRecord);
}

/** Does a thing once in a while; what failed is tried again the next time. */
function remembered<T>(keepMs: number, now: () => number, make: () => Promise<T>): () => Promise<T> {
  let made: { readonly at: number; readonly value: Promise<T> } | undefined;
  return async () => {
    const at = now();
    if (made === undefined || at - made.at > keepMs) made = { at, value: make() };
    const { value } = made;
    try {
      return await value;
    } catch (error) {
      if (made?.value === value) made = undefined;
      throw error;
    }
  };
}
