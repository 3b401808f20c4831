import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { runGroup } from './test-process.ts';
import { sumTallies, type Tally, tallyOf } from './test-tally.ts';

export interface RunOptions {
  readonly root: string;
  readonly files: readonly string[];
  readonly postgresUrl: string;
  /** A folder to be thrown away, where the test processes write what came of each test. */
  readonly reportDir: string;
  /** Say a line for each file that passes too. */
  readonly verbose: boolean;
  readonly say: (line: string) => void;
}

interface Report {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly name: string;
  /** Why it was skipped. */
  readonly reason: string;
  /** What went wrong; empty where a test inside it tells. */
  readonly text: string;
  /** True: it failed because something around it did, which tells itself. */
  readonly cancelled: boolean;
}

const FILE_TIMEOUT_MS = 180_000;
const OUTPUT_LINES_MAX = 60;

const SLOWEST_SHOWN = 12;

/**
 * Runs test files, each in a process of its own and one more at once than there are cores: most of them wait now and then,
 * for a worker that polls or for a process to end.
 */
export async function runTestFiles(options: RunOptions): Promise<Tally> {
  const waiting = [...options.files];
  const tallies: Tally[] = [];
  const took: { file: string; seconds: number }[] = [];
  const lane = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const startedAt = performance.now();
      tallies.push(await runTestFile(options, file, join(options.reportDir, `report-${waiting.length}.jsonl`)));
      took.push({ file, seconds: (performance.now() - startedAt) / 1000 });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, lane));
  if (took.length > SLOWEST_SHOWN) options.say(`slowest: ${describeSlowest(took)}`);
  return sumTallies(tallies);
}

function describeSlowest(took: readonly { readonly file: string; readonly seconds: number }[]): string {
  const slowest = took.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST_SHOWN);
  return slowest.map(({ file, seconds }) => `${basename(file, '.test.ts')} ${seconds.toFixed(0)} s`).join(', ');
}

async function runTestFile(options: RunOptions, file: string, reportFile: string): Promise<Tally> {
  const { root, postgresUrl, verbose, say } = options;
  const startedAt = performance.now();
  const args = [
    '--disable-warning=ExperimentalWarning',
    `--test-reporter=${join(root, 'tools', 'test-reporter.cjs')}`,
    `--test-reporter-destination=${reportFile}`,
    join(root, file),
  ];
  const env = { ...process.env, TEST_POSTGRES_URL: postgresUrl, NO_COLOR: '1' };
  const ended = await runGroup(process.execPath, args, { cwd: root, env, timeoutMs: FILE_TIMEOUT_MS });
  const reports = await readReports(reportFile);
  const count = (outcome: Report['outcome']) => reports.filter((report) => report.outcome === outcome).length;
  const trouble = troubleOf(ended, reports);
  const failed = count('failed') + (trouble === undefined ? 0 : 1);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (failed > 0) say(describeFailure(file, reports, trouble, ended.output));
  else if (verbose) say(`ok     ${file}: ${count('passed')} passed (${seconds} s)`);
  for (const { outcome, name, reason } of reports) {
    if (outcome === 'skipped') say(`skipped ${file}: ${name}${reason === '' ? '' : ` (${reason})`}`);
  }
  return tallyOf(count('passed'), failed, count('skipped'));
}

/** What is wrong with the file as a whole, beyond the tests that failed in it. */
function troubleOf(ended: { code: number | null; timedOut: boolean }, reports: readonly Report[]): string | undefined {
  if (ended.timedOut) return `it did not end within ${FILE_TIMEOUT_MS / 1000} s, so it was killed`;
  if (reports.some(({ outcome }) => outcome === 'failed')) return undefined;
  if (ended.code !== 0) return `it ended with ${ended.code === null ? 'a signal' : `exit code ${ended.code}`}`;
  return reports.length === 0 ? 'it holds no tests' : undefined;
}

function describeFailure(
  file: string,
  reports: readonly Report[],
  trouble: string | undefined,
  output: string,
): string {
  const lines = [`FAILED ${file}${trouble === undefined ? '' : `: ${trouble}`}`];
  for (const { outcome, name, text, cancelled } of reports) {
    if (outcome === 'failed' && text !== '' && !cancelled) lines.push(`  ✗ ${name}`, indent(text, 6));
  }
  for (const { name, cancelled } of reports) if (cancelled) lines.push(`  ✗ ${name} (it could not run)`);
  const said = output.trim().split('\n').slice(-OUTPUT_LINES_MAX).join('\n');
  if (said !== '') lines.push('  its output:', indent(said, 6));
  return lines.join('\n');
}

function indent(text: string, spaces: number): string {
  return text.replaceAll(/^/gm, ' '.repeat(spaces));
}

async function readReports(path: string): Promise<Report[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  // A process that was killed may have left half a line.
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}
