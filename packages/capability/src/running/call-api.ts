import type { Variables } from '../binding/variables.ts';
import type { ConsumedApi } from '../capability.ts';
import type { Authorizer } from './authorize.ts';
import type { ApiRequest } from './build-request.ts';
import { type ApiAnswer, readAnswer } from './read-answer.ts';
import type { Wire, WireRequest } from './wire.ts';

/** What calls to consumed APIs need. */
export interface Calling {
  readonly wire: Wire;
  readonly authorizer: Authorizer;
  readonly variables: Variables;
  /** Bases that stand in for those of the file, by namespace. */
  readonly baseUris: ReadonlyMap<string, string>;
  readonly answerBytesMax: number;
}

/** A request whose body may still be coming in. */
export type OutgoingRequest = Omit<ApiRequest, 'body'> & Pick<WireRequest, 'body' | 'signal'>;

/** Sends a request to a consumed API with the API's authentication, and gives back what may go on. Throws Fault. */
export async function callApi(calling: Calling, api: ConsumedApi, request: OutgoingRequest): Promise<ApiAnswer> {
  const base = new URL(calling.baseUris.get(api.namespace) ?? api.baseUri);
  const path = base.pathname.replace(/\/+$/, '') + request.path;
  const wireRequest: WireRequest = {
    origin: base.origin,
    path: request.query === '' ? path : `${path}?${request.query}`,
    method: request.method,
    headers: { 'user-agent': 'sarf-capability', ...request.headers, 'accept-encoding': 'identity' },
    body: request.body,
    signal: request.signal,
    label: `${request.method} ${request.path} of ${api.namespace}`,
  };
  const answer = await calling.authorizer.send(api.authentication, wireRequest);
  return readAnswer(answer, wireRequest, calling.answerBytesMax);
}
