import findMyWay from 'find-my-way';
import type { ConsumedApi, RestExpose, RestOperation } from '../capability.ts';
import { routeShape, subtreeShapes } from './route-shape.ts';

/** An operation at its place, with the names that its own path gives to the variables. */
interface Endpoint {
  readonly expose: RestExpose;
  readonly operation: RestOperation;
  readonly names: readonly string[];
}

/** What is passed on to a consumed API as it comes. */
export interface ForwardEndpoint {
  readonly expose: RestExpose;
  readonly api: ConsumedApi;
  readonly trustedHeaders: readonly string[];
  /** How many segments of the path are ours; the others go along. */
  readonly ownSegments: number;
}

/** All that is served at one place. */
export interface Route {
  readonly endpoints: Map<string, Endpoint>;
  forward: ForwardEndpoint | null;
}

export interface Match {
  readonly route: Route;
  /** Values of the variables by their number, decoded. */
  readonly values: readonly string[];
}

export interface RouteTable {
  /** The place of a path, or undefined. Literal segments win over variables, variables over the rest of a path. */
  find(pathname: string): Match | undefined;
}

const PARAMETER_LENGTH_MAX = 16_384;

/**
 * Makes the table of the routes of all exposes. One place is one route whatever the method, so that a literal path never
 * gives its requests to a variable beside it. Of two operations with the same place and method the first stays; that
 * there are two is told by `findRouteClashes`.
 */
export function createRouteTable(exposes: readonly RestExpose[]): RouteTable {
  const routes = new Map<string, Route>();
  const at = (pattern: string): Route => {
    const known = routes.get(pattern) ?? { endpoints: new Map(), forward: null };
    routes.set(pattern, known);
    return known;
  };
  for (const expose of exposes) for (const resource of expose.resources) addResource(expose, resource, at);
  const router = findMyWay({ maxParamLength: PARAMETER_LENGTH_MAX });
  const byHandler = new Map<unknown, Route>();
  for (const [pattern, route] of routes) {
    const handler = (): void => {};
    byHandler.set(handler, route);
    // The method says nothing here: it is looked at once the place is known.
    router.on('GET', pattern, handler);
  }
  return {
    find(pathname) {
      const found = router.find('GET', pathname);
      const route = found === null ? undefined : byHandler.get(found.handler);
      if (found === null || route === undefined) return undefined;
      const values = Object.values(found.params).map((value) => value ?? '');
      // A variable that stands for nothing is another path: `/payments/` is not a payment.
      return values.includes('') && route.forward === null ? undefined : { route, values };
    },
  };
}

function addResource(
  expose: RestExpose,
  resource: RestExpose['resources'][number],
  at: (pattern: string) => Route,
): void {
  const shape = routeShape(resource.path);
  if (shape === undefined) return;
  for (const operation of resource.operations) {
    const { endpoints } = at(shape.pattern);
    if (!endpoints.has(operation.method)) endpoints.set(operation.method, { expose, operation, names: shape.names });
  }
  const subtree = resource.forward === null ? undefined : subtreeShapes(resource.path);
  if (resource.forward === null || subtree === undefined) return;
  const ownSegments = subtree.base.split('/').length - 1;
  for (const pattern of subtree.patterns) at(pattern).forward ??= { expose, ...resource.forward, ownSegments };
}
