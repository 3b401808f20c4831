import type { Variables } from '../binding/variables.ts';
import type { Authentication } from '../capability.ts';
import { memberOf, textOf } from '../json/json.ts';
import { tryParseJson } from '../json/parse-json.ts';
import { credential } from './credential.ts';
import { Fault } from './fault.ts';
import type { Wire, WireAnswer, WireRequest } from './wire.ts';

type OAuth2 = Extract<Authentication, { type: 'oauth2' }>;

/** Access tokens by client credentials (RFC 6749, section 4.4). */
export interface Tokens {
  /**
   * One that is good for a while yet; many who wait share one request. Throws Fault.
   * @param origin of the consumed API, where a token endpoint is that is given as a path
   */
  get(authentication: OAuth2, origin: string): Promise<string>;
  /** Says that a token was refused; it is not given again. */
  drop(authentication: OAuth2, token: string): void;
}

interface Token {
  readonly value: string;
  readonly goodUntil: number;
}

// Where the server does not say how long a token lives.
const LIFE_SECONDS = 300;
// A token is renewed this long before its end, or after nine tenths of a short life.
const MARGIN_MS = 30_000;

export function createTokens(deps: { readonly variables: Variables; readonly wire: Wire; now(): number }): Tokens {
  const known = new Map<OAuth2, Token>();
  const pending = new Map<OAuth2, Promise<Token>>();
  const renew = (authentication: OAuth2, origin: string): Promise<Token> => {
    const renewed = requestToken(authentication, origin, deps).then((token) => {
      known.set(authentication, token);
      return token;
    });
    pending.set(authentication, renewed);
    return renewed.finally(() => pending.delete(authentication));
  };
  return {
    async get(authentication, origin) {
      const token = known.get(authentication);
      if (token !== undefined && deps.now() < token.goodUntil) return token.value;
      return (await (pending.get(authentication) ?? renew(authentication, origin))).value;
    },
    drop(authentication, token) {
      if (known.get(authentication)?.value === token) known.delete(authentication);
    },
  };
}

async function requestToken(
  authentication: OAuth2,
  origin: string,
  deps: Parameters<typeof createTokens>[0],
): Promise<Token> {
  const { tokenEndpoint } = authentication;
  const endpoint =
    tokenEndpoint === null ? await discover(authentication, deps.wire) : new URL(tokenEndpoint, origin).href;
  const askedAt = deps.now();
  const answer = await ask(deps.wire, endpoint, 'POST', tokenRequest(authentication, deps.variables));
  const body = tryParseJson(answer.body.toString());
  const value = memberOf(body, 'access_token');
  const type = memberOf(body, 'token_type') ?? 'bearer';
  if (
    answer.status !== 200 ||
    typeof value !== 'string' ||
    !/^[!-~]+$/.test(value) ||
    !/^bearer$/i.test(textOf(type))
  ) {
    const error = memberOf(body, 'error');
    const why = typeof error === 'string' && /^[\w.-]{1,60}$/.test(error) ? error : 'no bearer token';
    throw refused(`gave no token: status ${answer.status}, ${why}`);
  }
  const life = Number(textOf(memberOf(body, 'expires_in') ?? LIFE_SECONDS));
  const lifeMs = (Number.isFinite(life) && life > 0 ? life : LIFE_SECONDS) * 1000;
  return { value, goodUntil: askedAt + lifeMs - Math.min(MARGIN_MS, lifeMs / 10) };
}

function tokenRequest(authentication: OAuth2, variables: Variables): Pick<WireRequest, 'headers' | 'body'> {
  const { clientId, clientSecret, scopes, audience, resource } = authentication;
  if (clientId === null)
    throw new Fault(500, 'missing-credential', 'The file names no client id to ask for a token with.');
  const id = credential(clientId, variables);
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scopes.length > 0) form.set('scope', scopes.join(' '));
  if (audience !== null) form.set('audience', audience);
  if (resource !== null) form.set('resource', resource);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  if (clientSecret === null) {
    form.set('client_id', id);
    return { headers, body: form.toString() };
  }
  // Both are form-encoded before they are joined (RFC 6749, section 2.3.1).
  const pair = [id, credential(clientSecret, variables)].map((text) =>
    new URLSearchParams([['', text]]).toString().slice(1),
  );
  const authorization = `Basic ${Buffer.from(pair.join(':')).toString('base64')}`;
  return { headers: { ...headers, authorization }, body: form.toString() };
}

/** The token endpoint by the server's metadata (RFC 8414, section 3), else by that of OpenID Connect Discovery. */
async function discover({ authorizationServerUri }: OAuth2, wire: Wire): Promise<string> {
  const issuer = authorizationServerUri.replace(/\/+$/, '');
  const { origin, pathname, protocol } = new URL(issuer);
  const path = pathname.replace(/\/+$/, '');
  const places = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${issuer}/.well-known/openid-configuration`,
  ];
  for (const place of places) {
    const answer = await ask(wire, place, 'GET', { headers: { accept: 'application/json' }, body: null });
    const body = answer.status === 200 ? tryParseJson(answer.body.toString()) : undefined;
    const endpoint = memberOf(body, 'token_endpoint');
    if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) continue;
    const named = memberOf(body, 'issuer');
    if (typeof named !== 'string' || named.replace(/\/+$/, '') !== issuer)
      throw refused('calls itself by another name');
    // Credentials do not leave by a worse road than the one that led here.
    if (new URL(endpoint).protocol === 'https:' || protocol === 'http:') return endpoint;
    throw refused('has a token endpoint without TLS');
  }
  throw refused('does not say where its token endpoint is');
}

async function ask(
  wire: Wire,
  url: string,
  method: string,
  request: Pick<WireRequest, 'headers' | 'body'>,
): Promise<WireAnswer> {
  const { origin, pathname, search } = new URL(url);
  const label = `${method} ${pathname} of the authorization server`;
  try {
    return await wire.send({ ...request, origin, path: pathname + search, method, signal: null, label });
  } catch (error) {
    // The call that needs the token has not been sent.
    throw error instanceof Fault ? new Fault(error.status, error.code, error.message) : error;
  }
}

const refused = (what: string): Fault => new Fault(502, 'authorization-failed', `The authorization server ${what}.`);
