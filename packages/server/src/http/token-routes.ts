import { ALL_SCOPES, scopes } from '@sarf/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Tokens } from '../auth/tokens.ts';
import type { Deps } from '../deps.ts';
import { receiptJwk } from '../payment-sources/receipts.ts';

interface Credentials {
  readonly clientId: string;
  readonly secret: string;
  readonly basic: boolean;
}

export const TOKEN_ENDPOINT = { method: 'POST', path: '/oauth2/token' } as const;

/** The OAuth 2 endpoints: client credentials (RFC 6749 section 4.4), keys, and metadata (RFC 8414). */
export function addTokenRoutes(app: FastifyInstance, deps: Deps, tokens: Tokens): void {
  void app.register(async (scope) => {
    // Whatever else is sent, OAuth has its own words to refuse it.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, undefined));
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
      done(null, new URLSearchParams(String(body)));
    });
    scope.post(TOKEN_ENDPOINT.path, { bodyLimit: 8192 }, (request, reply) => token(tokens, request, reply));
  });
  const receiptKey = receiptJwk(deps);
  app.get('/.well-known/jwks.json', async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=60');
    return { keys: [...tokens.publicKeys(), receiptKey] };
  });
  app.get('/.well-known/oauth-authorization-server', async () => {
    const { publicUrl } = deps.settings;
    return {
      issuer: publicUrl,
      token_endpoint: `${publicUrl}/oauth2/token`,
      jwks_uri: `${publicUrl}/.well-known/jwks.json`,
      scopes_supported: [ALL_SCOPES, ...Object.keys(scopes)],
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      service_documentation: `${publicUrl}/docs`,
    };
  });
}

async function token(tokens: Tokens, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
  const { body } = request;
  if (!(body instanceof URLSearchParams)) {
    return oauthError(reply, 400, 'invalid_request', 'Send the fields as application/x-www-form-urlencoded.');
  }
  const credentials = readCredentials(request.headers.authorization, body);
  if (!credentials) return invalidClient(reply, 'Send client_id and client_secret.');
  const grant = body.get('grant_type');
  if (grant === null) return oauthError(reply, 400, 'invalid_request', 'grant_type is missing.');
  if (grant !== 'client_credentials') {
    return oauthError(reply, 400, 'unsupported_grant_type', 'Only client_credentials is supported.');
  }
  const answer = await tokens.issue(credentials.clientId, credentials.secret, body.get('scope') ?? undefined);
  if ('token' in answer) {
    return { access_token: answer.token, token_type: 'Bearer', expires_in: answer.expiresIn, scope: answer.scope };
  }
  if (answer.error === 'invalid_client') return invalidClient(reply, answer.description);
  return oauthError(reply, 400, answer.error, answer.description);
}

function invalidClient(reply: FastifyReply, description: string): unknown {
  reply.header('www-authenticate', 'Basic realm="sarf"');
  return oauthError(reply, 401, 'invalid_client', description);
}

function oauthError(reply: FastifyReply, code: 400 | 401, error: string, description: string): unknown {
  reply.code(code);
  return { error, error_description: description };
}

function readCredentials(authorization: string | undefined, body: URLSearchParams): Credentials | undefined {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(authorization ?? '') ?? [];
  if (encoded !== undefined) {
    const text = Buffer.from(encoded, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    if (colon < 0) return undefined;
    return { clientId: decode(text.slice(0, colon)), secret: decode(text.slice(colon + 1)), basic: true };
  }
  const clientId = body.get('client_id');
  const secret = body.get('client_secret');
  return clientId === null || secret === null ? undefined : { clientId, secret, basic: false };
}

// RFC 6749 section 2.3.1 has both parts form-encoded; our ids and secrets read the same either way.
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
