import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RestExpose } from '../capability.ts';
import { type Gate, openGate } from '../inbound/gate.ts';
import type { Outcome, Runtime } from '../running/runtime.ts';
import { forwardPath } from './forward-path.ts';
import { flatHeaders, forwardedHeaders, passedHeaders, withoutConnection } from './passed-headers.ts';
import { passedQuery } from './passed-query.ts';
import { type Answer, problemAnswer } from './problem-answer.ts';
import { readBody } from './read-body.ts';
import { readInput } from './read-input.ts';
import { readTarget, type Target } from './read-target.ts';
import { createRouteTable, type Match, type Route, type RouteTable } from './route-table.ts';

export interface RestOptions {
  readonly exposes: readonly RestExpose[];
  readonly runtime: Runtime;
  /** The gate of each expose; those that are not in it are open. */
  readonly gates?: ReadonlyMap<RestExpose, Gate>;
  /** Longer bodies are refused with 413; 1 MiB when absent. */
  readonly bodyBytesMax?: number;
  /** Is told of mistakes of ours, in one line without values. */
  readonly log: (line: string) => void;
}

export type RestHandler = (request: IncomingMessage, response: ServerResponse) => void;

interface Serving extends RestOptions {
  readonly routes: RouteTable;
  readonly bodyBytesMax: number;
  gateOf(expose: RestExpose): Gate;
}

const BODY_BYTES_MAX = 1_048_576;
const FORWARDED = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Serves REST exposes. Answers what the consumed API answered, and its own refusals as RFC 9457 problems: 400, 401, 403,
 * 404, 405 with Allow, 413, 415; 502 and 504 where the API could not be used, which say so when it is open whether a
 * writing call was carried out; 500 for a mistake of ours.
 */
export function createRestHandler(options: RestOptions): RestHandler {
  const { exposes, gates, bodyBytesMax = BODY_BYTES_MAX, log } = options;
  const gateOf = (expose: RestExpose): Gate => gates?.get(expose) ?? openGate;
  const serving: Serving = { ...options, routes: createRouteTable(exposes), bodyBytesMax, gateOf };
  return (request, response) => {
    answer(serving, request, response)
      .catch((error: unknown) => {
        log(`A request could not be answered: ${error instanceof Error ? error.name : typeof error}`);
        return problemAnswer({ status: 500, code: 'internal-error', detail: 'Something went wrong here' });
      })
      .then((given) => send(request, response, given))
      .catch(() => response.destroy());
  };
}

async function answer(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<Answer> {
  const target = readTarget(request.url ?? '');
  const match = target === undefined ? undefined : serving.routes.find(target.pathname);
  const refused = await passGate(serving, request, match?.route);
  if (refused !== null) return refused;
  if (target === undefined) {
    return problemAnswer({ status: 400, code: 'malformed-path', detail: 'The path is not well encoded' });
  }
  if (match === undefined) {
    return problemAnswer({ status: 404, code: 'no-such-path', detail: 'Nothing is served at this path' });
  }
  const signal = goneSignal(request, response);
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
  const endpoint = match.route.endpoints.get(method);
  if (endpoint !== undefined) return invoke(serving, request, target, match, endpoint, signal);
  if (match.route.forward !== null && FORWARDED.includes(method))
    return forward(serving, request, target, match, signal);
  const allow = allowed(match.route);
  if (method === 'OPTIONS') return { status: 204, headers: { allow }, body: new Uint8Array() };
  const detail = `${request.method} is not served at this path; ${allow} are`;
  return problemAnswer({ status: 405, code: 'method-not-allowed', detail, headers: { allow } });
}

type Endpoint = NonNullable<ReturnType<Route['endpoints']['get']>>;

async function invoke(
  serving: Serving,
  request: IncomingMessage,
  target: Target,
  { values }: Match,
  { operation, expose, names }: Endpoint,
  signal: AbortSignal | null,
): Promise<Answer> {
  const path = Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
  const read = await readInput(request, target, operation, path, serving.bodyBytesMax);
  if (!read.ok) return problemAnswer(read.refusal);
  const withheld = serving.gateOf(expose).queryNames;
  const outcome = await serving.runtime.invoke(operation.invocation, read.input, {
    headers: passedHeaders(read.input.headers),
    query: passedQuery(operation, target.query, withheld),
    bodyBytes: read.bodyBytes,
    signal,
  });
  return answerOf(outcome);
}

async function forward(
  serving: Serving,
  request: IncomingMessage,
  target: Target,
  { route }: Match,
  signal: AbortSignal | null,
): Promise<Answer> {
  const to = route.forward;
  const pathRest = to === null ? undefined : forwardPath(target.pathname, to.ownSegments);
  if (to === null || pathRest === undefined) {
    return problemAnswer({ status: 400, code: 'path-climbs-out', detail: 'The path leads out of what is served here' });
  }
  const read = await readBody(request, serving.bodyBytesMax);
  if (!read.ok) return problemAnswer(read.refusal);
  const outcome = await serving.runtime.forward(to.api, {
    method: request.method ?? 'GET',
    pathRest,
    query: withoutNames(target.search, serving.gateOf(to.expose).queryNames),
    headers: forwardedHeaders(flatHeaders(request.headers), to.trustedHeaders),
    body: read.bytes.length === 0 ? null : read.bytes,
    signal,
  });
  return answerOf(outcome);
}

/** Answers for the gate of the place; where there is no such place, for all gates: strangers learn no paths. */
async function passGate(serving: Serving, request: IncomingMessage, route: Route | undefined): Promise<Answer | null> {
  const expose = route === undefined ? undefined : exposeOf(route, request.method ?? '');
  const gates = (expose === undefined ? serving.exposes : [expose]).map((one) => serving.gateOf(one));
  let refused: Answer | null = null;
  for (const gate of new Set(gates)) {
    const passed = await gate(request);
    if (passed.ok) return null;
    refused ??= passed;
  }
  return refused;
}

function exposeOf({ endpoints, forward }: Route, method: string): RestExpose | undefined {
  const [first] = endpoints.values();
  return (endpoints.get(method === 'HEAD' ? 'GET' : method) ?? forward ?? first)?.expose;
}

function answerOf(outcome: Outcome): Answer {
  if (outcome.kind === 'fault') {
    const { status, code, message, outcomeUnknown } = outcome;
    return problemAnswer({ status, code, detail: message, outcomeUnknown });
  }
  return { status: outcome.status, headers: withoutConnection(outcome.headers), body: outcome.body };
}

function allowed({ endpoints, forward }: Route): string {
  const methods = forward === null ? [...endpoints.keys()] : FORWARDED;
  return [...methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'].join(', ');
}

function withoutNames(search: string, names: readonly string[]): string {
  if (names.length === 0) return search;
  const isCredential = (pair: string): boolean =>
    [...new URLSearchParams(pair).keys()].some((key) => names.includes(key));
  return search
    .split('&')
    .filter((pair) => !isCredential(pair))
    .join('&');
}

/**
 * Aborts when the caller goes away before the answer is on its way. Null for what may write: a call that is broken off
 * half-way leaves open what became of it.
 */
function goneSignal(request: IncomingMessage, response: ServerResponse): AbortSignal | null {
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed || response.headersSent) return;
  const withLength = status === 204 || status === 304 ? {} : { 'content-length': String(body.length) };
  response.writeHead(status, { ...headers, ...withLength });
  response.end(request.method === 'HEAD' || status === 204 || status === 304 ? undefined : body);
}
