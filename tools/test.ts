import { resolve } from 'node:path';
import { runChecks } from './test-checks.ts';
import { findSystemPostgres, findTestFiles } from './test-files.ts';
import { killAllGroups } from './test-process.ts';
import { runTestFiles } from './test-run.ts';
import { sumTallies, type Tally, tallyLine, tallyOf } from './test-tally.ts';
import { endThrowaways, startThrowaway, sweepThrowaways } from './test-throwaway.ts';

const HELP = `npm test [-- filter...]

Checks types, style and dead code, then runs every test on a PostgreSQL that it starts and throws away: first the one
that comes with Sarf, then, for the server's tests, the one of the system's packages when there is one.

  filter    run only the test files whose path contains it, and leave out the checks
  --once    leave out the second PostgreSQL
  --help    say this`;

const root = resolve(import.meta.dirname, '..');
const say = (line: string) => console.log(line);
const secondsSince = (startedAt: number) => ((performance.now() - startedAt) / 1000).toFixed(1);

async function cleanUp(): Promise<void> {
  killAllGroups();
  await endThrowaways();
}

async function runOn(files: readonly string[], binDir: string | undefined, verbose: boolean): Promise<Tally> {
  const startedAt = performance.now();
  const { folder, server, end } = await startThrowaway(binDir);
  try {
    const tally = await runTestFiles({ root, files, postgresUrl: server.url(), reportDir: folder, verbose, say });
    const word = tally.failed === 0 ? 'ok    ' : 'FAILED';
    say(`${word} ${files.length} test files on PostgreSQL ${server.version} (${secondsSince(startedAt)} s)`);
    return tally;
  } finally {
    await end();
  }
}

// The tests of pure decisions beside the code, those that start an embedded PostgreSQL of their own or none, those about
// what comes in at the doors, through capabilities or at the sign-in, and the long ones about dying processes: a second
// time would say nothing new about the other version.
const needsDatabase = /^packages\/server\/test\//;
const saysNoMore = new RegExp(
  'backup|restore|start\\.|docs-page|contract-|faults|bank-callbacks|capabilit|mcp-|agent-loop|kept-process|' +
    'dashboard|doors-|people-(doors|sign-in|sessions|passkeys)|journey|event-stream',
);

async function runEverything(filters: readonly string[], once: boolean): Promise<Tally> {
  const filtered = filters.length > 0;
  const files = findTestFiles(root, filters);
  if (files.length === 0) {
    say(`No test file has ${filters.join(' or ')} in its path.`);
    return tallyOf(0, 1, 0);
  }
  const tallies = filtered ? [] : [await runChecks(root, say)];
  tallies.push(await runOn(files, undefined, filtered));
  const system = once ? undefined : findSystemPostgres();
  const serverFiles = files.filter((file) => needsDatabase.test(file) && !saysNoMore.test(file));
  if (system !== undefined && serverFiles.length > 0) tallies.push(await runOn(serverFiles, system, false));
  return sumTallies(tallies);
}

function stopOn(signal: NodeJS.Signals, code: number): void {
  process.once(signal, () => {
    say('Interrupted; stopping what was started…');
    cleanUp().finally(() => process.exit(code));
  });
}

const words = process.argv.slice(2);
const unknown = words.find((word) => word.startsWith('-') && word !== '--once' && word !== '--help');
if (words.includes('--help') || unknown !== undefined) {
  say(HELP);
  process.exit(unknown === undefined ? 0 : 1);
}
stopOn('SIGINT', 130);
stopOn('SIGTERM', 143);
stopOn('SIGHUP', 129);
try {
  await sweepThrowaways();
  const filters = words.filter((word) => !word.startsWith('-'));
  const total = await runEverything(filters, words.includes('--once'));
  say(tallyLine(total));
  process.exitCode = total.failed === 0 ? 0 : 1;
} finally {
  await cleanUp();
}
