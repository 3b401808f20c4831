import { Readable } from 'node:stream';
import type { Variables } from '../binding/variables.ts';
import type { Authentication } from '../capability.ts';
import { encodePart } from './build-path.ts';
import { credential } from './credential.ts';
import { answerChallenge, type Challenge, readChallenge } from './digest.ts';
import { Fault } from './fault.ts';
import { createTokens, type Tokens } from './oauth2-tokens.ts';
import type { Wire, WireAnswer, WireRequest } from './wire.ts';

/** Sends requests with the credentials of an API. */
export interface Authorizer {
  /**
   * Throws Fault; 500 `missing-variable` where a credential is not bound. Repeats a request once where it was answered
   * with 401, which says that nothing was done: digest to meet the challenge, oauth2 with a new token.
   */
  send(authentication: Authentication | null, request: WireRequest): Promise<WireAnswer>;
}

interface Deps {
  readonly variables: Variables;
  readonly wire: Wire;
  /** The most that is kept of a body that may have to be sent again. */
  readonly bodyBytesMax: number;
  now(): number;
}

type Digest = Extract<Authentication, { type: 'basic' | 'digest' }>;
type OAuth2 = Extract<Authentication, { type: 'oauth2' }>;

interface Nonce {
  readonly challenge: Challenge;
  count: number;
}

export function createAuthorizer(deps: Deps): Authorizer {
  const tokens = createTokens(deps);
  const nonces = new Map<Digest, Nonce>();
  return {
    async send(authentication, request) {
      switch (authentication?.type) {
        case 'digest':
          return sendDigest(authentication, await replayable(request, deps.bodyBytesMax), nonces, deps);
        case 'oauth2':
          return sendOAuth2(authentication, await replayable(request, deps.bodyBytesMax), tokens, deps);
        default:
          return deps.wire.send(authorized(authentication, request, deps.variables));
      }
    },
  };
}

function authorized(
  authentication: Exclude<Authentication, OAuth2> | null,
  request: WireRequest,
  variables: Variables,
): WireRequest {
  switch (authentication?.type) {
    case 'basic': {
      const pair = [authentication.username, authentication.password].map((part) => credential(part, variables));
      return withHeader(request, 'authorization', `Basic ${Buffer.from(pair.join(':')).toString('base64')}`);
    }
    case 'bearer':
      return withHeader(request, 'authorization', `Bearer ${credential(authentication.token, variables)}`);
    case 'apikey': {
      const key = credential(authentication.key, variables);
      const value = credential(authentication.value, variables);
      if (authentication.placement === 'header') return withHeader(request, key, value);
      return { ...request, path: withQuery(request.path, key, value) };
    }
    default:
      return request;
  }
}

// What the caller gave under that name goes: an API might take the first.
function withQuery(target: string, key: string, value: string): string {
  const at = target.indexOf('?');
  const path = at < 0 ? target : target.slice(0, at);
  const pairs = at < 0 ? [] : target.slice(at + 1).split('&');
  const others = pairs.filter((pair) => pair !== '' && ![...new URLSearchParams(pair).keys()].includes(key));
  return `${path}?${[...others, `${encodePart(key, key)}=${encodePart(value, key)}`].join('&')}`;
}

async function sendDigest(
  authentication: Digest,
  request: WireRequest,
  nonces: Map<Digest, Nonce>,
  { variables, wire }: Deps,
): Promise<WireAnswer> {
  const attempt = (nonce: Nonce): Promise<WireAnswer> => {
    nonce.count += 1;
    const header = answerChallenge(nonce.challenge, {
      method: request.method,
      uri: request.path,
      username: credential(authentication.username, variables),
      password: credential(authentication.password, variables),
      count: nonce.count,
    });
    return wire.send(withHeader(request, 'authorization', header));
  };
  const known = nonces.get(authentication);
  const first = await (known === undefined ? wire.send(request) : attempt(known));
  if (first.status !== 401) return first;
  const challenge = readChallenge([first.headers['www-authenticate'] ?? []].flat().join(', '));
  if (challenge === null) return first;
  const nonce: Nonce = { challenge, count: 0 };
  nonces.set(authentication, nonce);
  return attempt(nonce);
}

async function sendOAuth2(
  authentication: OAuth2,
  request: WireRequest,
  tokens: Tokens,
  { wire }: Deps,
): Promise<WireAnswer> {
  const send = (token: string) => wire.send(withHeader(request, 'authorization', `Bearer ${token}`));
  const token = await tokens.get(authentication, request.origin);
  const first = await send(token);
  if (first.status !== 401) return first;
  tokens.drop(authentication, token);
  return send(await tokens.get(authentication, request.origin));
}

/** A request with a header of ours, whatever stood under that name. */
function withHeader(request: WireRequest, name: string, value: string): WireRequest {
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value) || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
    const message = `The credential for ${request.label} holds characters that a header cannot.`;
    throw new Fault(500, 'unusable-credential', message);
  }
  const lower = name.toLowerCase();
  const others = Object.entries(request.headers).filter(([header]) => header.toLowerCase() !== lower);
  return { ...request, headers: { ...Object.fromEntries(others), [lower]: value } };
}

// A body that is still coming in can be sent only once, so it is collected first.
async function replayable(request: WireRequest, bytesMax: number): Promise<WireRequest> {
  if (!(request.body instanceof Readable)) return request;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > bytesMax) throw new Fault(400, 'request-too-large', `${request.label}: the body is too large.`);
    chunks.push(bytes);
  }
  return { ...request, body: Buffer.concat(chunks) };
}
