import { join } from 'node:path';
import { runGroup } from './test-process.ts';
import { type Tally, tallyOf } from './test-tally.ts';

interface Check {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

const CHECKS: readonly Check[] = [
  { name: 'types', program: 'tsc', args: ['--noEmit', '-p', '.', '--pretty', 'false'] },
  { name: 'types of the pages', program: 'tsc', args: ['--noEmit', '-p', 'packages/dashboard', '--pretty', 'false'] },
  { name: 'lint', program: 'biome', args: ['check', '--error-on-warnings', '--colors=off', '.'] },
  { name: 'dead code', program: 'knip', args: ['--no-progress'] },
];
const TIMEOUT_MS = 300_000;

/** Checks types, style and dead code, all at once; each counts as one test. */
export async function runChecks(root: string, say: (line: string) => void): Promise<Tally> {
  const passed = await Promise.all(CHECKS.map((check) => runCheck(check, root, say)));
  return tallyOf(passed.filter(Boolean).length, passed.filter((one) => !one).length, 0);
}

async function runCheck({ name, program, args }: Check, root: string, say: (line: string) => void): Promise<boolean> {
  const startedAt = performance.now();
  const path = join(root, 'node_modules', '.bin', program);
  const ended = await runGroup(path, args, { cwd: root, env: process.env, timeoutMs: TIMEOUT_MS });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const isFine = ended.code === 0;
  const said = ended.timedOut
    ? `${ended.output}\nIt did not end within ${TIMEOUT_MS / 1000} s.`
    : ended.output.trimEnd();
  say(`${isFine ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)${isFine ? '' : `\n${said}`}`);
  return isFine;
}
