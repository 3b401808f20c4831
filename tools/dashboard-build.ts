import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '..');
const home = join(root, 'packages', 'dashboard');
const dist = join(home, 'dist');
const stamp = join(dist, 'sources.txt');
const lock = join(home, 'node_modules', '.building');
const SOURCES = [
  'packages/dashboard/{index.html,vite.config.ts,package.json}',
  'packages/dashboard/src/**/*.{ts,tsx,css,svg}',
  'packages/contract/src/*.ts',
];
// A build takes seconds; whoever holds the lock for longer has died.
const LOCK_STALE_MS = 120_000;

/** What came of it: it was there, it was built now, or it could not be built. */
export type Built = 'current' | 'built' | 'failed';

/**
 * Builds the dashboard where what is there was made of other sources than these; what is served is replaced at once and
 * whole. Several processes may ask for it at the same time: one builds, the others wait for it.
 * @param say is told in a line what is done
 */
export async function buildDashboard(say: (line: string) => void): Promise<Built> {
  for (;;) {
    const sum = sumOfSources();
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sum) return 'current';
    if (takeLock()) {
      try {
        return await build(sum, say);
      } finally {
        rmSync(lock, { recursive: true, force: true });
      }
    }
    await pause(200);
  }
}

async function build(sum: string, say: (line: string) => void): Promise<Built> {
  const startedAt = performance.now();
  const folder = `${dist}.${process.pid}`;
  const failed = await runVite(folder);
  if (failed !== undefined) {
    rmSync(folder, { recursive: true, force: true });
    say(`The dashboard could not be built:\n${failed}`);
    return 'failed';
  }
  writeFileSync(join(folder, 'sources.txt'), sum);
  rmSync(dist, { recursive: true, force: true });
  renameSync(folder, dist);
  say(`The dashboard was built (${((performance.now() - startedAt) / 1000).toFixed(1)} s).`);
  return 'built';
}

/** Runs Vite; gives what it said when it failed. */
async function runVite(folder: string): Promise<string | undefined> {
  const manifest = resolveVite();
  if (manifest === undefined) return 'Vite is not installed; run npm ci.';
  const program = join(manifest, '..', 'bin', 'vite.js');
  const args = [program, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'];
  const child = spawn(process.execPath, args, { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((settle) => {
    child.on('close', settle);
    child.on('error', () => settle(null));
  });
  const [said, complained, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return code === 0 ? undefined : `${said}${complained}`.trim();
}

function resolveVite(): string | undefined {
  try {
    return createRequire(join(home, 'package.json')).resolve('vite/package.json');
  } catch {
    return undefined;
  }
}

/** One sum of everything that the build is made of. */
function sumOfSources(): string {
  const sum = createHash('sha256');
  const paths = globSync(SOURCES, { cwd: root }).filter((path) => !path.includes('.test.'));
  for (const path of paths.toSorted()) sum.update(`${path}\0`).update(readFileSync(join(root, path)));
  return sum.digest('hex');
}

/** Takes the lock, unless somebody else is building. A folder is made by one process alone. */
function takeLock(): boolean {
  mkdirSync(join(lock, '..'), { recursive: true });
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const heldMs = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (heldMs > LOCK_STALE_MS) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}
