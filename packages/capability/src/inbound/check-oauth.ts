import { errors, type JWTPayload, jwtVerify } from 'jose';
import { problemAnswer } from '../rest/problem-answer.ts';
import { credentialsOf } from './check-secret.ts';
import { type AuthorizationServer, discoverServer } from './discover-server.ts';
import { fetchJson, ServerUnavailable } from './fetch-json.ts';
import type { Caller, Passage } from './gate.ts';
import { quoted, unauthorized } from './refuse-caller.ts';

export interface OauthOptions {
  readonly authorizationServerUri: string;
  /** One of these has to be in `aud`. Empty: nobody is let in, for a token made for somebody else would do. */
  readonly audiences: readonly string[];
  /** All of them are needed. */
  readonly scopes: readonly string[];
  readonly tokenValidation: 'jwks' | 'introspection';
  /** With which we ask about tokens. */
  readonly client: { readonly id: string; readonly secret: string } | null;
  readonly realm: string;
  /** Where the metadata of the resource are, for the challenge (RFC 9728 section 5.1). */
  readonly resourceMetadata: string | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const CLOCK_TOLERANCE_S = 30;
const TOKEN_LENGTH_MAX = 16_384;

/**
 * Lets in whoever has an access token of the authorization server: signed by one of its keys (RFC 9068), or active when it
 * is asked (RFC 7662); of this issuer, for this audience, not expired, with all scopes. Otherwise 401
 * `invalid_token`, 403 `insufficient_scope` (RFC 6750 section 3.1), or 503 when the server cannot be asked.
 */
export function oauthCheck(options: OauthOptions): (request: Caller) => Promise<Passage> {
  const discover = discoverServer(options.authorizationServerUri, options.now);
  return async ({ headers: { authorization } }) => {
    const token = credentialsOf(authorization, 'bearer');
    if (token === undefined) return challenge(options, null, 'This needs the header Authorization: Bearer <token>');
    try {
      const claims = await claimsOf(token, await discover(), options);
      if (claims === null) return challenge(options, 'invalid_token', 'The token is not valid here, or no longer');
      return hasScopes(claims, options.scopes) ? { ok: true } : insufficient(options);
    } catch (error) {
      if (error instanceof ServerUnavailable) return unavailable(error);
      throw error;
    }
  };
}

/** What a valid token says; null for one that is not valid. */
async function claimsOf(token: string, server: AuthorizationServer, options: OauthOptions): Promise<JWTPayload | null> {
  if (token.length > TOKEN_LENGTH_MAX || options.audiences.length === 0) return null;
  if (options.tokenValidation === 'introspection') return introspect(token, server, options);
  try {
    return await verify(token, server, options, false);
  } catch (error) {
    // Perhaps the server has a new key since.
    if (error instanceof errors.JWKSNoMatchingKey) return verify(token, server, options, true).catch(nullIfInvalid);
    return nullIfInvalid(error);
  }
}

async function verify(
  token: string,
  server: AuthorizationServer,
  { audiences, now }: OauthOptions,
  fresh: boolean,
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, await server.keys(fresh), {
    issuer: server.issuer,
    audience: [...audiences],
    algorithms: ALGORITHMS,
    requiredClaims: ['exp'],
    clockTolerance: CLOCK_TOLERANCE_S,
    currentDate: new Date(now()),
  });
  return payload;
}

function nullIfInvalid(error: unknown): null {
  if (error instanceof errors.JOSEError) return null;
  throw error;
}

async function introspect(
  token: string,
  { introspectionEndpoint, issuer }: AuthorizationServer,
  { client, audiences, now }: OauthOptions,
): Promise<JWTPayload | null> {
  if (introspectionEndpoint === null) throw new ServerUnavailable('it has no introspection endpoint');
  const credentials = client === null ? [] : [encodeURIComponent(client.id), encodeURIComponent(client.secret)];
  const authorization = `Basic ${Buffer.from(credentials.join(':')).toString('base64')}`;
  const answer = await fetchJson(introspectionEndpoint, {
    method: 'POST',
    headers: client === null ? {} : { authorization },
    body: new URLSearchParams({ token, token_type_hint: 'access_token' }),
  });
  if (answer?.active !== true) return null;
  const { exp, nbf, iss, aud } = answer;
  const nowS = now() / 1000;
  // The server says only what it likes to say (section 2.2); what it says has to fit, and the audience has to be said.
  const isOver = typeof exp === 'number' && exp + CLOCK_TOLERANCE_S < nowS;
  const isEarly = typeof nbf === 'number' && nbf - CLOCK_TOLERANCE_S > nowS;
  const isOfOther = iss !== undefined && iss !== issuer;
  const isForUs = [aud].flat().some((one) => typeof one === 'string' && audiences.includes(one));
  return isOver || isEarly || isOfOther || !isForUs ? null : answer;
}

function hasScopes({ scope, scp }: JWTPayload, wanted: readonly string[]): boolean {
  const given = [scope, scp].flat().flatMap((one) => (typeof one === 'string' ? one.split(' ') : []));
  return wanted.every((one) => given.includes(one));
}

function challenge(options: OauthOptions, error: string | null, detail: string): Passage {
  return unauthorized(challengeText(options, error), detail);
}

function insufficient(options: OauthOptions): Passage {
  const headers = { 'www-authenticate': challengeText(options, 'insufficient_scope') };
  const detail = `The token lacks a scope; needed: ${options.scopes.join(' ')}`;
  return { ok: false, ...problemAnswer({ status: 403, code: 'insufficient-scope', detail, headers }) };
}

function unavailable({ message }: ServerUnavailable): Passage {
  const detail = `The authorization server cannot be used: ${message}`;
  const headers = { 'retry-after': '5' };
  return { ok: false, ...problemAnswer({ status: 503, code: 'authorization-server-unavailable', detail, headers }) };
}

function challengeText({ realm, scopes, resourceMetadata }: OauthOptions, error: string | null): string {
  const parameters = [
    `realm=${quoted(realm)}`,
    ...(error === null ? [] : [`error="${error}"`]),
    ...(scopes.length === 0 ? [] : [`scope=${quoted(scopes.join(' '))}`]),
    ...(resourceMetadata === null ? [] : [`resource_metadata=${quoted(resourceMetadata)}`]),
  ];
  return `Bearer ${parameters.join(', ')}`;
}
