import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(import.meta.resolve('../../packages/server/src/doctor/main.ts'));

/** What the doctor said: the findings by check, or why it could not look. */
export interface Visit {
  readonly code: number | null;
  /** By the name of the check. */
  readonly findings: ReadonlyMap<string, readonly string[]>;
  readonly notChecked: readonly string[];
  readonly payouts: number;
  readonly seconds: number;
  readonly said: string;
}

/** Runs `npm run doctor -- --json` on a house. */
export async function callDoctor(environment: Readonly<Record<string, string>>): Promise<Visit> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, '--json'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let said = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said: said.trim(), ...read(output) };
}

interface Check {
  readonly name: string;
  readonly result: string;
  readonly total: number;
  readonly findings: readonly { readonly id: string; readonly what: string }[];
}

function read(output: string): Omit<Visit, 'code' | 'said'> {
  const none = { payouts: 0, seconds: 0, checks: [] };
  const report: { payouts: number; seconds: number; checks: readonly Check[] } =
    output === '' ? none : JSON.parse(output);
  const wrong = report.checks.filter(({ result }) => result === 'wrong');
  return {
    payouts: report.payouts,
    seconds: report.seconds,
    findings: new Map(
      wrong.map(({ name, total, findings }) => [
        name,
        [
          ...findings.map(({ id, what }) => `${id} ${what}`),
          ...(total > findings.length ? [`and ${total - findings.length} more like these`] : []),
        ],
      ]),
    ),
    notChecked: report.checks.filter(({ result }) => result === 'not_checked').map(({ name }) => name),
  };
}
