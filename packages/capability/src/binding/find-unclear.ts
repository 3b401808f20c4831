import type { Capability } from '../capability.ts';
import type { Problem } from '../problem.ts';
import { sourcesByName } from './sources.ts';

/**
 * Names that mean different things in files that run together, as variables belong to all of them: a qualified name that two
 * files bind to different sources, or a bare one that is so and that one of the files uses. It is no matter when the values
 * are the same.
 */
export function findUnclear(capabilities: readonly Capability[], values: ReadonlyMap<string, string>): Problem[] {
  const binds = capabilities.flatMap((capability) => capability.binds);
  const sources = sourcesByName(binds);
  const problems: Problem[] = [];
  for (const capability of capabilities) {
    const used = namesUsed(capability);
    for (const { namespace, keys, place } of capability.binds) {
      for (const name of keys.keys()) {
        const qualified = `${namespace}.${name}`;
        const unclear = [qualified, ...(used.has(name) ? [name] : [])].filter(
          (one) => (sources.get(one)?.size ?? 0) > 1,
        );
        if (unclear.length === 0 || !values.has(name)) continue;
        const others = binds.filter((bind) => bind.place !== place && bind.keys.has(name));
        const where = others.map((bind) => `${bind.place.file}:${bind.place.line}`).join(', ');
        const message = `${unclear.join(' and ')} is bound to another source too, at ${where}: give one of them another name`;
        problems.push({ ...place, severity: 'error', code: 'ambiguous-variable', message });
      }
    }
  }
  return problems;
}

/** The names of all variables without a namespace in the templates of a capability. */
function namesUsed(capability: Capability): Set<string> {
  const names = new Set<string>();
  const seen = new Set<object>();
  const open: unknown[] = [capability.apis, capability.exposes];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    const [name, more] = variablePath(next) ?? [];
    if (typeof name === 'string' && more === undefined) names.add(name);
    const children: unknown[] = next instanceof Map ? [...next.values()] : Object.values(next);
    for (const child of children) open.push(child ?? false);
  }
  return names;
}

/** The path of a variable of a template: nothing else in a capability has a `path` and no other key. */
function variablePath(value: object): readonly unknown[] | null {
  if (!('path' in value) || Object.keys(value).length !== 1) return null;
  return Array.isArray(value.path) ? value.path : null;
}
