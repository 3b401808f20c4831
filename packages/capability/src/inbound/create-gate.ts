import type { Variables } from '../binding/variables.ts';
import type { Authentication } from '../capability.ts';
import { digestCheck } from './check-digest.ts';
import { oauthCheck } from './check-oauth.ts';
import { apikeyCheck, basicCheck, bearerCheck } from './check-secret.ts';
import { type Caller, type Gate, openGate, type Passage } from './gate.ts';
import { secretText } from './secret-text.ts';

export interface GateOptions {
  /** What callers are told they come to: the namespace of the expose. */
  readonly realm: string;
  /** Bearer token for an expose that declares no authentication; null leaves it open. */
  readonly token?: string | null;
  /** For the challenge of oauth2 (RFC 9728 section 5.1). */
  readonly resourceMetadata?: string | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Makes the gate of an expose: what its `authentication` says, else the token of `options`, else open. The same for REST,
 * MCP, skills and control. Refuses with 401 and a challenge, 403 for a missing scope. Where a configured secret is blank
 * nobody comes in.
 */
export function createGate(authentication: Authentication | null, variables: Variables, options: GateOptions): Gate {
  if (authentication === null) {
    return options.token == null ? openGate : gate(bearerCheck(options.token.trim() || null, options.realm), []);
  }
  const check = checkOf(authentication, variables, options);
  return gate(check, authentication.type === 'apikey' ? queryNamesOf(authentication, variables) : []);
}

const gate = (check: (request: Caller) => Promise<Passage>, queryNames: readonly string[]): Gate =>
  Object.assign(check.bind(null), { queryNames });

function queryNamesOf({ key, placement }: Extract<Authentication, { type: 'apikey' }>, variables: Variables): string[] {
  const name = placement === 'query' ? secretText(key, variables) : null;
  return name === null ? [] : [name];
}

function checkOf(
  authentication: Authentication,
  variables: Variables,
  options: GateOptions,
): (request: Caller) => Promise<Passage> {
  const text = (template: Parameters<typeof secretText>[0]): string | null => secretText(template, variables);
  const { realm, now } = options;
  switch (authentication.type) {
    case 'bearer':
      return bearerCheck(text(authentication.token), realm);
    case 'basic':
      return basicCheck(text(authentication.username), text(authentication.password), realm);
    case 'digest':
      return digestCheck({
        username: text(authentication.username),
        password: text(authentication.password),
        realm,
        now,
      });
    case 'apikey':
      return apikeyCheck(text(authentication.key), text(authentication.value), authentication.placement, realm);
    case 'oauth2':
      return oauth(authentication, text(authentication.clientId), text(authentication.clientSecret), options);
  }
}

function oauth(
  authentication: Extract<Authentication, { type: 'oauth2' }>,
  clientId: string | null,
  clientSecret: string | null,
  { realm, now, resourceMetadata = null }: GateOptions,
): (request: Caller) => Promise<Passage> {
  const { authorizationServerUri, audience, resource, scopes, tokenValidation } = authentication;
  return oauthCheck({
    authorizationServerUri,
    audiences: [audience ?? resource].flatMap((one) => (one === null ? [] : [one])),
    scopes,
    tokenValidation,
    client: clientId === null || clientSecret === null ? null : { id: clientId, secret: clientSecret },
    realm,
    resourceMetadata,
    now,
  });
}
