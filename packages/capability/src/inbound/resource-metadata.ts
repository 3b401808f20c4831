import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authentication } from '../capability.ts';
import { readTarget } from '../rest/read-target.ts';

type Oauth = Extract<Authentication, { type: 'oauth2' }>;

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/** Where the metadata of a protected resource are (RFC 9728 section 3.1): behind the well-known word comes its path. */
export function resourceMetadataUrl({ resource }: Oauth): string | null {
  if (resource === null || !URL.canParse(resource)) return null;
  const { origin, pathname } = new URL(resource);
  return `${origin}${WELL_KNOWN}${pathname === '/' ? '' : pathname}`;
}

/** Could the path be one of metadata of a protected resource? */
export const isResourceMetadataPath = (pathname: string): boolean =>
  pathname === WELL_KNOWN || pathname.startsWith(`${WELL_KNOWN}/`);

/**
 * Answers for the metadata of a protected resource (RFC 9728 section 3), which need no credential. False: the request is
 * for something else.
 */
export function answerResourceMetadata(oauth: Oauth, request: IncomingMessage, response: ServerResponse): boolean {
  const { pathname } = readTarget(request.url ?? '') ?? {};
  const own = new URL(resourceMetadataUrl(oauth) ?? `http://localhost${WELL_KNOWN}`).pathname;
  if (pathname !== WELL_KNOWN && pathname !== own) return false;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return true;
  }
  const metadata = {
    ...(oauth.resource === null ? {} : { resource: oauth.resource }),
    authorization_servers: [oauth.authorizationServerUri],
    ...(oauth.scopes.length === 0 ? {} : { scopes_supported: oauth.scopes }),
    bearer_methods_supported: ['header'],
  };
  response.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
  response.end(request.method === 'HEAD' ? undefined : JSON.stringify(metadata));
  return true;
}
