import type { ServerResponse } from 'node:http';
import type { Capability, Expose, RestExpose } from '../capability.ts';
import { createControlHandler, isControlPath } from '../control/control-handler.ts';
import { createGate } from '../inbound/create-gate.ts';
import type { Gate } from '../inbound/gate.ts';
import { answerResourceMetadata, isResourceMetadataPath, resourceMetadataUrl } from '../inbound/resource-metadata.ts';
import type { Replays } from '../mcp/replays/replays.ts';
import { createMcpAdapter } from '../mcp/serve-http.ts';
import type { OpenApiDocuments } from '../openapi/document.ts';
import { createRestHandler } from '../rest/handler.ts';
import { type Answer, problemAnswer } from '../rest/problem-answer.ts';
import { readTarget } from '../rest/read-target.ts';
import type { Runtime } from '../running/runtime.ts';
import type { HttpHandler } from './listener.ts';
import type { Loaded } from './load.ts';
import type { ListenerPlan } from './plan.ts';
import { skillPart } from './skill-part.ts';

/** What stays while files are read anew. */
export interface House {
  readonly baseUris: ReadonlyMap<string, string>;
  readonly token: string | null;
  /** Results of calls that wrote, so that a repetition is known after the files were read anew, too. */
  readonly replays: Replays;
  readonly startedAtMs: number;
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** Does something listen on the port at this moment? */
  isListening(port: number): boolean;
}

/** What the parts of a port are made from. */
export interface Means {
  readonly loaded: Loaded;
  readonly runtime: Runtime;
  readonly openapi: OpenApiDocuments;
  readonly house: House;
}

/** One of the things that are served on a port, and the paths that are its own. */
interface Part {
  claims(pathname: string): boolean;
  readonly handler: HttpHandler;
}

/** Makes what serves a port. Throws an Error for a tool whose schema cannot be used. */
export function portHandler(plan: ListenerPlan, means: Means): HttpHandler {
  const gates = new Map(plan.served.map(({ expose }) => [expose, gateOf(expose, means)]));
  const parts = [controlParts, skillParts, mcpParts, restParts].flatMap((partsOf) => partsOf(plan, gates, means));
  const [only] = parts;
  return (request, response) => {
    const pathname = readTarget(request.url ?? '')?.pathname ?? '';
    const part = parts.find(({ claims }) => claims(pathname)) ?? (parts.length === 1 ? only : undefined);
    if (part !== undefined) return part.handler(request, response);
    send(response, problemAnswer({ status: 404, code: 'no-such-path', detail: 'Nothing is served at this path' }));
  };
}

function gateOf(expose: Expose, { loaded: { variables }, house: { token, now } }: Means): Gate {
  const { authentication, namespace } = expose;
  const resourceMetadata = authentication?.type === 'oauth2' ? resourceMetadataUrl(authentication) : null;
  return createGate(authentication, variables, { realm: namespace, token, resourceMetadata, now });
}

type Gates = ReadonlyMap<Expose, Gate>;

function restParts({ served }: ListenerPlan, gates: Gates, { runtime, house: { log } }: Means): Part[] {
  const exposes = served.flatMap(({ expose }) => (expose.type === 'rest' ? [expose] : []));
  if (exposes.length === 0) return [];
  const own = new Map<RestExpose, Gate>();
  for (const expose of exposes) own.set(expose, gateFor(gates, expose));
  return [{ claims: () => true, handler: createRestHandler({ exposes, runtime, gates: own, log }) }];
}

function skillParts(plan: ListenerPlan, gates: Gates, { loaded, openapi, house: { log } }: Means): Part[] {
  const part = skillPart(plan, loaded, openapi, (expose) => gateFor(gates, expose));
  if (part === null) return [];
  const handler: HttpHandler = (request, response) => {
    part
      .check(request)
      .then((passed) => (passed.ok ? part.handle(request, response) : send(response, passed)))
      .catch((error: unknown) => {
        log(`A request for a skill could not be answered: ${error instanceof Error ? error.name : typeof error}`);
        response.destroy();
      });
  };
  return [{ claims: part.claims, handler }];
}

/** All MCP exposes of a port are one server; that they ask for the same credential was made sure of before. */
function mcpParts({ served }: ListenerPlan, gates: Gates, { runtime, openapi, house }: Means): Part[] {
  const exposes = served.flatMap(({ expose }) => (expose.type === 'mcp' ? [expose] : []));
  const [first] = exposes;
  if (first === undefined) return [];
  const { replays, log } = house;
  // Host and Origin are looked at where the request comes in, the same way for everything that is served.
  const adapter = createMcpAdapter({ exposes, runtime, openapi, replays, allowedHosts: null, log });
  const gate = gateFor(gates, first);
  const oauth = first.authentication?.type === 'oauth2' ? first.authentication : null;
  const handler: HttpHandler = (request, response) => {
    if (oauth !== null && answerResourceMetadata(oauth, request, response)) return;
    gate(request)
      .then((passed) => (passed.ok ? adapter(request, response) : send(response, passed)))
      .catch((error: unknown) => {
        log(`An MCP request could not be answered: ${error instanceof Error ? error.name : typeof error}`);
        response.destroy();
      });
  };
  const claims = (pathname: string): boolean =>
    pathname === '/' || pathname === '/mcp' || (oauth !== null && isResourceMetadataPath(pathname));
  return [{ claims, handler }];
}

function controlParts({ served }: ListenerPlan, gates: Gates, { loaded, house }: Means): Part[] {
  return served.flatMap(({ capability, expose }) => {
    if (expose.type !== 'control') return [];
    const facts = () => ({ ...factsOf(capability, loaded, house), startedAtMs: house.startedAtMs, nowMs: house.now() });
    return [{ claims: isControlPath, handler: createControlHandler({ expose, gate: gateFor(gates, expose), facts }) }];
  });
}

function gateFor(gates: Gates, expose: Expose): Gate {
  const gate = gates.get(expose);
  if (gate === undefined) throw new Error(`${expose.namespace} has no gate`);
  return gate;
}

function factsOf({ label, version, exposes }: Capability, { listeners }: Loaded, house: House) {
  const adapters = exposes.flatMap((expose) => {
    const port = listeners.find(({ served }) => served.some((one) => one.expose === expose))?.port;
    if (port === undefined || expose.type === 'control') return [];
    return [{ type: expose.type, namespace: expose.namespace, port, isListening: house.isListening(port) }];
  });
  return { label, specVersion: version, adapters };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
