import type { Capability, Expose, RestExpose } from '../capability.ts';
import { createControlHandler, isControlPath } from '../control/control-handler.ts';
import { createGate } from '../inbound/create-gate.ts';
import type { Gate } from '../inbound/gate.ts';
import { resourceMetadataUrl } from '../inbound/resource-metadata.ts';
import { createRestHandler } from '../rest/handler.ts';
import { problemAnswer } from '../rest/problem-answer.ts';
import { readTarget } from '../rest/read-target.ts';
import { createRuntime } from '../running/create-runtime.ts';
import type { Runtime } from '../running/runtime.ts';
import type { HttpHandler, Serving } from './listener.ts';
import type { Loaded } from './load.ts';
import type { ListenerPlan } from './plan.ts';

/** What stays while files are read anew. */
export interface House {
  readonly baseUris: ReadonlyMap<string, string>;
  readonly token: string | null;
  readonly startedAtMs: number;
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** Does something listen on the port at this moment? */
  isListening(port: number): boolean;
}

/** All that files gave when they were read last, in service. */
export interface Generation {
  readonly loaded: Loaded;
  /** What serves a port of these files. */
  servingOf(port: number): Serving | undefined;
  /** Waits for the requests that are under way, and closes the connections to the APIs behind. */
  retire(): Promise<void>;
}

/** Puts into service what was loaded. */
export function createGeneration(loaded: Loaded, house: House): Generation {
  const { variables } = loaded;
  const runtime = createRuntime({ variables, baseUris: house.baseUris, now: house.now });
  let underWay = 0;
  let whenIdle = (): void => {};
  const begin = (): (() => void) => {
    underWay += 1;
    return () => {
      underWay -= 1;
      if (underWay === 0) whenIdle();
    };
  };
  const servings = new Map(
    loaded.listeners.map((plan) => [plan.port, { begin, handler: handlerOf(plan, loaded, runtime, house) }]),
  );
  return {
    loaded,
    servingOf: (port) => servings.get(port),
    async retire() {
      if (underWay > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
      await runtime.close();
    },
  };
}

/** One of the things that are served on a port, and the paths that are its own. */
interface Part {
  claims(pathname: string): boolean;
  readonly handler: HttpHandler;
}

function handlerOf(plan: ListenerPlan, loaded: Loaded, runtime: Runtime, house: House): HttpHandler {
  const gates = new Map(plan.served.map(({ expose }) => [expose, gateOf(expose, loaded, house)]));
  const parts = [...controlParts(plan, loaded, gates, house), ...restParts(plan, gates, runtime, house)];
  const [only] = parts;
  return (request, response) => {
    const pathname = readTarget(request.url ?? '')?.pathname ?? '';
    const part = parts.find(({ claims }) => claims(pathname)) ?? (parts.length === 1 ? only : undefined);
    if (part !== undefined) return part.handler(request, response);
    const refusal = { status: 404, code: 'no-such-path', detail: 'Nothing is served at this path' };
    const { status, headers, body } = problemAnswer(refusal);
    response.writeHead(status, headers).end(body);
  };
}

function gateOf(expose: Expose, { variables }: Loaded, { token, now }: House): Gate {
  const { authentication, namespace } = expose;
  const resourceMetadata = authentication?.type === 'oauth2' ? resourceMetadataUrl(authentication) : null;
  return createGate(authentication, variables, { realm: namespace, token, resourceMetadata, now });
}

type Gates = ReadonlyMap<Expose, Gate>;

function restParts({ served }: ListenerPlan, gates: Gates, runtime: Runtime, { log }: House): Part[] {
  const exposes = served.flatMap(({ expose }) => (expose.type === 'rest' ? [expose] : []));
  if (exposes.length === 0) return [];
  const own = new Map<RestExpose, Gate>();
  for (const expose of exposes) own.set(expose, gateFor(gates, expose));
  return [{ claims: () => true, handler: createRestHandler({ exposes, runtime, gates: own, log }) }];
}

function controlParts({ served }: ListenerPlan, loaded: Loaded, gates: Gates, house: House): Part[] {
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
