import { parseArgs } from 'node:util';

/** The parts of the benchmark, in the order in which they run. */
export const parts = [
  'memory',
  'create',
  'get',
  'list',
  'drain',
  'deliver',
  'statements',
  'match',
  'capability',
] as const;
export type Part = (typeof parts)[number];

/** What the person at the terminal asked for. */
export interface Wishes {
  readonly quick: boolean;
  readonly only: readonly Part[];
  readonly jsonFile: string | null;
  readonly markdownFile: string | null;
}

export type Reading =
  | { readonly kind: 'run'; readonly wishes: Wishes }
  | { readonly kind: 'help' }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

export const HELP = `npm run bench [-- options]

Measures Sarf on this machine: it starts a database, Sarf, a textbook baseline and the sandbox bank of its own, in the
temp folder, loads them, checks the books after each part, prints a table, and takes everything away again.

  --quick            shorter parts and smaller tables; under two minutes
  --only a,b         some parts only: ${parts.join(', ')}
  --json FILE        also write all figures to FILE
  --markdown FILE    also write the results to FILE, between its marks where it has them (docs/benchmarks.md has)
  --help             say this

Exit code 1 means that a gate found something wrong in the books. A missed aim is told in the table only.`;

/** Reads the words of the command line. Gives all faults at once, in sentences. */
export function readArguments(words: readonly string[]): Reading {
  const options = {
    quick: { type: 'boolean' },
    only: { type: 'string' },
    json: { type: 'string' },
    markdown: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values, tokens, positionals } = parseArgs({
    args: [...words],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  if (values.help === true) return { kind: 'help' };
  const known = new Set<string>(Object.keys(options));
  const faults: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'option' && !known.has(token.name)) faults.push(`There is no option ${token.rawName}.`);
  }
  faults.push(...positionals.map((word) => `"${word}" is not an option.`));
  const fileOf = (name: 'json' | 'markdown'): string | null => {
    const value = values[name];
    if (value === undefined) return null;
    if (typeof value === 'string' && value !== '') return value;
    faults.push(`--${name} needs the name of a file.`);
    return null;
  };
  const wishes: Wishes = {
    quick: values.quick === true,
    only: readParts(values.only, faults),
    jsonFile: fileOf('json'),
    markdownFile: fileOf('markdown'),
  };
  return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'run', wishes };
}

function readParts(value: string | boolean | undefined, faults: string[]): readonly Part[] {
  if (value === undefined) return parts;
  const words = String(value === true ? '' : value)
    .split(',')
    .map((word) => word.trim());
  const wrong = words.filter((word) => !parts.some((part) => part === word));
  if (wrong.length > 0) faults.push(`--only takes ${parts.join(', ')}; it has "${wrong.join(', ')}".`);
  return parts.filter((part) => words.includes(part));
}
