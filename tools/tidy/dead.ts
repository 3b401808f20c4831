import type { Offence, Source } from './source.ts';

// Where life begins: what a package shows, what is started, and what people run from tools/ and examples/.
const roots =
  /^(packages\/[^/]+\/src\/(index|main)\.tsx?|packages\/server\/src\/(admin|doctor)\/main\.ts|(tools|examples)\/.*)$/;

/** Every file of a package's src is reached by imports from where something starts; being tested is not enough. */
export function checkDead(files: readonly Source[]): Offence[] {
  const living = new Map(files.filter(({ isTest }) => !isTest).map((file) => [file.path, file]));
  const reached = new Set<string>();
  const next = [...living.keys()].filter((path) => roots.test(path));
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const { target } of living.get(path)?.imports ?? []) if (target !== undefined) next.push(target);
  }
  return [...living.keys()]
    .filter((path) => /^packages\/[^/]+\/src\//.test(path) && !reached.has(path))
    .map((path) => ({ path, line: 1, todo: 'Nothing that starts imports this file; use it or delete it.' }));
}
