import type { Bind } from '../capability.ts';

/**
 * The sources of each variable, by `NAME` and by `namespace.NAME`: more than one makes the name unclear. A source is shown
 * as a text that is the same for the same file and key.
 */
export function sourcesByName(binds: readonly Bind[]): ReadonlyMap<string, ReadonlySet<string>> {
  const sources = new Map<string, Set<string>>();
  for (const { namespace, file, keys } of binds) {
    for (const [name, key] of keys) {
      const source = JSON.stringify([file, key]);
      for (const called of [name, `${namespace}.${name}`]) {
        sources.set(called, (sources.get(called) ?? new Set()).add(source));
      }
    }
  }
  return sources;
}
