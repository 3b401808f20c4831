import type { Capability, Expose, McpExpose } from '../capability.ts';
import type { Place, Problem } from '../problem.ts';
import { findRouteClashes } from '../rest/find-route-clashes.ts';
import { isLoopback } from './host-rules.ts';

/** An expose that listens on a port, and the capability it belongs to. */
export interface Served {
  readonly capability: Capability;
  readonly expose: Expose;
}

/** One port and all that is served there. */
export interface ListenerPlan {
  readonly address: string;
  readonly port: number;
  readonly served: readonly Served[];
}

export interface PlanOptions {
  readonly portOffset: number;
  /** Stands in for the addresses of the files. */
  readonly address?: string;
  /** Ports that stand in for those of the files, by the namespace of the expose. */
  readonly ports?: ReadonlyMap<string, number>;
  /** One port for all REST adapters and skills, in the place of those of the files. */
  readonly restPort?: number | null;
  /** One port for all MCP servers over HTTP. */
  readonly mcpPort?: number | null;
  readonly token?: string | null;
  readonly insecure: boolean;
}

const PORT_MAX = 65_535;

/**
 * Decides what listens where. Exposes that name the same port share it. Problems, each an error with its place: an address
 * that others can reach without a credential, a port that is none, exposes on one port that contradict each other, the
 * same route or tool twice.
 */
export function planListeners(
  capabilities: readonly Capability[],
  options: PlanOptions,
): { readonly listeners: ListenerPlan[]; readonly problems: Problem[] } {
  const byPort = new Map<number, Served[]>();
  for (const capability of capabilities) {
    for (const expose of capability.exposes) {
      const port = portOf(expose, options);
      if (port !== null) byPort.set(port, [...(byPort.get(port) ?? []), { capability, expose }]);
    }
  }
  const listeners = [...byPort].map(([port, served]) => {
    return { port, served, address: addressOf(served[0]?.expose, options) };
  });
  const problems = listeners.flatMap((listener) => problemsOf(listener, options));
  return { listeners, problems: [...problems, ...findToolClashes(stdioExposes(capabilities))] };
}

/** The MCP servers of capabilities that speak over standard input and output; together they are one. */
export function stdioExposes(capabilities: readonly Capability[]): McpExpose[] {
  const exposes = capabilities.flatMap((capability) => capability.exposes);
  return exposes.flatMap((expose) => (expose.type === 'mcp' && expose.port === null ? [expose] : []));
}

function portOf(
  { namespace, port, type }: Expose,
  { ports, portOffset, restPort, mcpPort }: PlanOptions,
): number | null {
  if (port === null) return null;
  const ofType = { rest: restPort, skill: restPort, mcp: mcpPort, control: null }[type];
  return ports?.get(namespace) ?? ofType ?? port + portOffset;
}

function addressOf(expose: Expose | undefined, { address }: PlanOptions): string {
  const named = address ?? expose?.address ?? '127.0.0.1';
  return named === 'localhost' ? '127.0.0.1' : named;
}

function problemsOf(listener: ListenerPlan, options: PlanOptions): Problem[] {
  const exposes = listener.served.map(({ expose }) => expose);
  const rest = exposes.flatMap((expose) => (expose.type === 'rest' ? [expose] : []));
  const mcp = exposes.flatMap((expose) => (expose.type === 'mcp' ? [expose] : []));
  return [
    ...exposes.flatMap((expose) => problemsOfExpose(expose, listener, options)),
    ...(rest.length > 0 ? findMixed(mcp, listener.port, 'a REST adapter') : []),
    ...findRouteClashes(rest),
    ...findReservedPaths(listener),
    ...findToolClashes(mcp),
    ...findOtherAuthentication(mcp, listener.port),
  ];
}

function problemsOfExpose(expose: Expose, { port, address, served }: ListenerPlan, options: PlanOptions): Problem[] {
  const problems: Problem[] = [];
  if (port < 1 || port > PORT_MAX) {
    problems.push(error(expose.place, 'bad-port', `${expose.namespace} cannot listen on port ${port}`));
  }
  const own = addressOf(expose, options);
  if (own !== address) {
    const first = served[0]?.expose;
    const message = `${expose.namespace} shares port ${port} with ${first?.namespace}, which listens on ${address}, not on ${own}`;
    problems.push(error(expose.place, 'address-differs', message));
  }
  if (!isLoopback(own) && expose.authentication === null && !options.token && !options.insecure) {
    const message =
      `${expose.namespace} would listen on ${own} for everybody: give it an authentication, or a token for all ` +
      '(--token-env NAME), or say --insecure';
    problems.push(error(expose.place, 'open-to-all', message));
  }
  if (expose.authentication?.type === 'oauth2' && !(expose.authentication.audience ?? expose.authentication.resource)) {
    const message = `${expose.namespace} needs "audience" or "resource", or tokens that were made for others would do`;
    problems.push(error(expose.place, 'no-audience', message));
  }
  return problems;
}

function findMixed(mcp: readonly McpExpose[], port: number, other: string): Problem[] {
  return mcp.map(({ place, namespace }) =>
    error(place, 'port-clash', `${namespace} cannot share port ${port} with ${other}; use --port ${namespace}=N`),
  );
}

/** Paths of a REST adapter that the catalogue of skills or the control port beside it needs. */
function findReservedPaths({ served, port }: ListenerPlan): Problem[] {
  const reserved = served.flatMap(({ expose: { type } }) => {
    if (type === 'skill') return [/^\/skills(\/|$)/];
    return type === 'control' ? [/^\/health\/(live|ready)$/, /^\/status$/] : [];
  });
  return served.flatMap(({ expose }) => {
    if (expose.type !== 'rest') return [];
    const taken = expose.resources.filter(({ path }) => reserved.some((one) => one.test(path)));
    return taken.map(({ path, place }) =>
      error(place, 'route-clash', `${path} is taken on port ${port} by the skills or the control port that share it`),
    );
  });
}

function findToolClashes(mcp: readonly McpExpose[]): Problem[] {
  const first = new Map<string, Place>();
  const things = mcp.flatMap(({ tools, resources, prompts }) => [
    ...tools.map(({ name, place }) => ({ kind: 'tool', name, place })),
    ...resources.map(({ uri, place }) => ({ kind: 'resource', name: uri, place })),
    ...prompts.map(({ name, place }) => ({ kind: 'prompt', name, place })),
  ]);
  return things.flatMap(({ kind, name, place }) => {
    const key = `${kind} ${name}`;
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, place);
      return [];
    }
    const message = `There is a ${kind} ${name} on the same server already, in ${other.file}:${other.line}:${other.column}`;
    return [error(place, `${kind}-clash`, message)];
  });
}

/** An MCP server is one address for all its tools; it cannot ask for one credential or another. */
function findOtherAuthentication([first, ...others]: readonly McpExpose[], port: number): Problem[] {
  const wanted = JSON.stringify(first?.authentication);
  return others
    .filter(({ authentication }) => JSON.stringify(authentication) !== wanted)
    .map(({ place, namespace }) => {
      const message = `${namespace} shares port ${port} with ${first?.namespace} and needs the same authentication`;
      return error(place, 'authentication-differs', message);
    });
}

const error = (place: Place, code: string, message: string): Problem => ({
  ...place,
  severity: 'error',
  code,
  message,
});
