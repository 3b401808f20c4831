import { resolve } from 'node:path';
import { runChecks } from './test-checks.ts';
import { findSystemPostgres, findTestFiles } from './test-files.ts';
import { killAllGroups } from './test-process.ts';
import { runTestFiles } from './test-run.ts';
import { sumTallies, type Tally, tallyLine, tallyOf } from './test-tally.ts';
import { endThrowaways, startThrowaway, sweepThrowaways } from './test-throwaway.ts';

const HELP = `npm test [-- filter...]

Checks types, style and dead code, then runs every test on a PostgreSQL that it starts and throws away: first the one
that comes with Sarf, then, for what is about the database, the one of the system's packages when there is one.

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

// What the second PostgreSQL could do otherwise: constraints and triggers, long statements, notifications, and every
// operation once (`calls-all.ts`). Everything else would say nothing new about it.
const ofDatabase =
  /server\/test\/(.*guards|doctor|driver|deliveries|events-feed|people-roles|doors|audit|desk-overview|previews|reconciliation-matches|refunds-decide)\.test/;

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
  const again = files.filter((file) => ofDatabase.test(file));
  if (system !== undefined && again.length > 0) tallies.push(await runOn(again, system, false));
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
