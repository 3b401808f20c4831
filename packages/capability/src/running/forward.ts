import { Readable } from 'node:stream';
import type { ConsumedApi } from '../capability.ts';
import { OURS } from './build-request.ts';
import { type Calling, callApi } from './call-api.ts';
import { Fault } from './fault.ts';
import type { ForwardRequest, Outcome } from './runtime.ts';

/**
 * Sends a request on to a consumed API as it came, with the API's authentication in place of any other. Throws Fault;
 * 400 `bad-path` for a path that could climb above the API's base.
 */
export async function forward(calling: Calling, api: ConsumedApi, request: ForwardRequest): Promise<Outcome> {
  const path = `/${request.pathRest.replace(/^\/+/, '')}`;
  if (!isSafe(path) || /[^!-~]|#/.test(request.query)) throw new Fault(400, 'bad-path', 'The path cannot be sent on.');
  const headers = Object.entries(request.headers).filter(([name]) => !OURS.test(name));
  const answer = await callApi(calling, api, {
    method: request.method,
    path,
    query: request.query,
    headers: Object.fromEntries(headers),
    body: request.body === null || request.body instanceof Uint8Array ? request.body : Readable.from(request.body),
    signal: request.signal,
  });
  return { kind: 'answer', ...answer };
}

// Printable ASCII without what a lax server takes for a slash or for the end, and no segment that climbs.
function isSafe(text: string): boolean {
  if (/[^!-~]|[\\#?]/.test(text)) return false;
  return !text.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment.replace(/;.*$/, '')));
}
