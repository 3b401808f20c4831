import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './openapi.ts';
import { type Patience, type Sendable, sendOnce, sendPatiently } from './send.ts';
import type { Tokens } from './tokens.ts';

/** Every operation of the API by its path, typed. */
export type Api = Client<paths, 'application/json'>;

/** How the calls are made. */
export interface Calls {
  readonly api: Api;
  /** To be given with a POST that may be sent twice without harm. */
  readonly repeatable: { readonly fetch: (request: Request) => Promise<Response> };
}

/** Makes calls that carry a token and are sent again when that is safe. */
export function createCalls(baseUrl: string, tokens: Tokens, patience: Patience): Calls {
  const sender = (isRepeatable: (request: Request) => boolean) => async (request: Request) => {
    const first = await tokens.get();
    if ('refused' in first) return first.refused;
    const sendable = await sendableOf(request, isRepeatable(request));
    return sendPatiently(() => sendWithToken(sendable, tokens, patience), sendable.repeatable, patience);
  };
  // All but POST may be repeated by what they mean, and so may a payout under its key.
  const fetch = sender(({ method, headers }) => method !== 'POST' || headers.has('idempotency-key'));
  const api = createClient<paths, 'application/json'>({ baseUrl, fetch });
  return { api, repeatable: { fetch: sender(() => true) } };
}

async function sendableOf(request: Request, repeatable: boolean): Promise<Sendable> {
  const { url, method, headers } = request;
  const body = request.body === null ? undefined : await request.arrayBuffer();
  return { url, method, headers, body, repeatable };
}

/** One try. A token that is refused, because it ran out or its client was changed, is replaced once. */
async function sendWithToken(sendable: Sendable, tokens: Tokens, { timeoutMs }: Patience): Promise<Response> {
  for (let isFirst = true; ; isFirst = false) {
    const answer = await tokens.get();
    if ('refused' in answer) return answer.refused;
    const headers = new Headers(sendable.headers);
    headers.set('authorization', `Bearer ${answer.token}`);
    const response = await sendOnce({ ...sendable, headers }, timeoutMs);
    if (response.status !== 401) return response;
    tokens.drop(answer.token);
    if (!isFirst) return response;
  }
}
