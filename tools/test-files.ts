import { existsSync, globSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const PATTERNS = ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', '{tools,examples}/**/*.test.ts'];
// The oldest PostgreSQL that Sarf works with.
const MAJOR_MIN = 15;

/** Every test file whose path contains one of the filters, or every test file when there are none. */
export function findTestFiles(root: string, filters: readonly string[]): string[] {
  return globSync(PATTERNS, { cwd: root, exclude: ['**/node_modules/**'] })
    .filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)))
    .toSorted();
}

/** The oldest PostgreSQL of the system's packages that Sarf works with: the `bin` folder; undefined without one. */
export function findSystemPostgres(): string | undefined {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return undefined;
  const [oldest] = readdirSync(base)
    .filter((name) => Number(name) >= MAJOR_MIN && existsSync(join(base, name, 'bin', 'initdb')))
    .toSorted((a, b) => Number(a) - Number(b));
  return oldest && join(base, oldest, 'bin');
}
