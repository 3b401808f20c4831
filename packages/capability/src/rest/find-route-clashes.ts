import type { RestExpose } from '../capability.ts';
import type { Place, Problem } from '../problem.ts';
import { routeShape, subtreeShapes } from './route-shape.ts';

/**
 * What keeps these exposes from being served at one address and port: the same method and path twice (whatever the
 * variables are called), or a path that cannot be served. Each is an error that names both places.
 */
export function findRouteClashes(exposes: readonly RestExpose[]): Problem[] {
  const taken = new Map<string, { readonly shown: string; readonly place: Place }>();
  const problems: Problem[] = [];
  const take = (method: string, pattern: string, path: string, place: Place): void => {
    const key = `${method} ${pattern}`;
    const first = taken.get(key);
    if (first === undefined) {
      taken.set(key, { shown: `${method} ${path}`, place });
      return;
    }
    const other = `${first.place.file}:${first.place.line}:${first.place.column}`;
    problems.push({
      ...place,
      severity: 'error',
      code: 'route-clash',
      message: `${method} ${path} is served already: ${first.shown} in ${other} is the same method and place`,
    });
  };
  for (const { path, operations, forward, place } of exposes.flatMap(({ resources }) => resources)) {
    const shape = routeShape(path);
    const subtree = forward === null ? undefined : subtreeShapes(path);
    if (shape === undefined) {
      problems.push({ ...place, severity: 'error', code: 'unusable-path', message: unusable(path) });
      continue;
    }
    for (const operation of operations) take(operation.method, shape.pattern, path, operation.place);
    for (const pattern of subtree?.patterns.slice(-1) ?? []) take('forward', pattern, path, place);
  }
  return problems;
}

const unusable = (path: string): string =>
  `The path ${JSON.stringify(path)} cannot be served: it begins with "/", has no "*", "?" or "#" in it, and text ` +
  'between its variables';
