import { type Import, isTestPath, type Offence, type Source } from './source.ts';

/** What a package's package.json allows it to import, by package folder; under "" what tests may import besides. */
export type Manifests = ReadonlyMap<string, readonly string[]>;

type Direction = {
  /** Our own packages it may import, by name. */
  readonly ours: readonly string[];
  /** The only npm packages it may import, if there is a reason to say so here and not in package.json alone. */
  readonly npm?: readonly string[];
  /** False for what must also run in a browser. */
  readonly node: boolean;
};

const directions: ReadonlyMap<string, Direction> = new Map([
  ['contract', { ours: [], npm: ['typebox'], node: false }],
  ['server', { ours: ['contract'], node: true }],
  ['sandbox-bank', { ours: ['contract'], node: true }],
  ['capability', { ours: [], node: true }],
  ['sdk', { ours: [], node: true }],
  ['cli', { ours: ['sdk', 'contract', 'capability'], node: true }],
  ['dashboard', { ours: ['sdk', 'contract'], node: false }],
]);

// The server's own starters may start the sandbox bank, so that one command gives a whole house.
const starters = /^packages\/server\/src\/(main|compose)\.ts$/;

/** Packages import each other in one direction, by name, and of npm only what their package.json lists. */
export function checkPackages(files: readonly Source[], manifests: Manifests): Offence[] {
  return files.flatMap((file) => {
    const from = packageOf(file.path);
    if (from === undefined) return file.path.startsWith('examples/') && !file.isTest ? checkExample(file) : [];
    const direction = directions.get(from);
    if (direction === undefined) {
      return [{ path: file.path, line: 1, todo: `Give package "${from}" its directions in tools/tidy/packages.ts.` }];
    }
    return file.imports.flatMap((imported) => {
      const todo = faultOf(file, from, direction, imported, manifests);
      return todo === undefined ? [] : [{ path: file.path, line: imported.line, todo }];
    });
  });
}

/** An example can be copied and works: it uses Node and the SDK, and the examples beside it. */
function checkExample({ path, imports }: Source): Offence[] {
  return imports
    .filter(({ specifier, target }) =>
      specifier.startsWith('.') ? !target?.startsWith('examples/') : !/^(node:.*|@sarf\/sdk)$/.test(specifier),
    )
    .map(({ line, specifier }) => ({
      path,
      line,
      todo: `Do without ${specifier}; an example has only Node, @sarf/sdk and what lies beside it.`,
    }));
}

/** The names of the packages that the text of a package.json lists, of every kind but the development ones if asked. */
export function listedIn(manifest: string, kinds: readonly string[]): string[] {
  const parsed: unknown = JSON.parse(manifest);
  if (typeof parsed !== 'object' || parsed === null) return [];
  return Object.entries(parsed).flatMap(([key, value]) =>
    kinds.includes(key) && typeof value === 'object' && value !== null ? Object.keys(value) : [],
  );
}

function faultOf(
  file: Source,
  from: string,
  direction: Direction,
  { specifier, target }: Import,
  manifests: Manifests,
): string | undefined {
  if (specifier.startsWith('.')) return faultOfPath(file, from, target ?? '');
  if (specifier.startsWith('node:')) {
    return direction.node || file.isTest
      ? undefined
      : `Package "${from}" also runs in browsers; do without ${specifier}.`;
  }
  const name = npmName(specifier);
  if (name.startsWith('@sarf/')) {
    return direction.ours.includes(name.slice('@sarf/'.length))
      ? undefined
      : `Package "${from}" may not import ${name}; see the directions in tools/tidy/packages.ts.`;
  }
  const allowed = direction.npm ?? manifests.get(from) ?? [];
  if (allowed.includes(name) || (file.isTest && manifests.get('')?.includes(name))) return undefined;
  return direction.npm === undefined
    ? `Do without ${name}, or list it in packages/${from}/package.json; it is there only because others asked for it.`
    : `Do without ${name}; of npm, package "${from}" uses only ${direction.npm.join(', ')}.`;
}

function faultOfPath(file: Source, from: string, target: string): string | undefined {
  if (!file.isTest && isTestPath(target)) return 'Do not import tests from what is not a test.';
  const to = packageOf(target);
  if (to === from || (file.isTest && /^packages\/[^/]+\/test\//.test(file.path))) return undefined;
  if (from === 'server' && to === 'sandbox-bank' && (file.isTest || starters.test(file.path))) return undefined;
  if (to === undefined) return `A package does not import from outside packages/ (${target}).`;
  return `Import the package "${to}" by its name, not by a path into it (if it may be imported at all).`;
}

function packageOf(path: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(path)?.[1];
}

function npmName(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return specifier.startsWith('@') ? `${first}/${second}` : first;
}
