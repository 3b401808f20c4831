import { HELP, type Part, readArguments, type Wishes } from './bench/arguments.ts';
import { type Figure, figureAlone } from './bench/figure.ts';
import { readMachine } from './bench/machine.ts';
import { measureCapability } from './bench/measure-capability.ts';
import { measureCreate } from './bench/measure-create.ts';
import { measureDeliver } from './bench/measure-deliver.ts';
import { measureDrain } from './bench/measure-drain.ts';
import { measureGet } from './bench/measure-get.ts';
import { measureList } from './bench/measure-list.ts';
import { measureMatch } from './bench/measure-match.ts';
import { measureMemory } from './bench/measure-memory.ts';
import { measureStatements } from './bench/measure-statements.ts';
import type { Measured } from './bench/phase.ts';
import { gateLines, type Report, reportText, writeJson, writeMarkdown } from './bench/report.ts';
import { type Stage, setStage } from './bench/stage.ts';

const measures: Readonly<Record<Part, (stage: Stage) => Promise<Measured>>> = {
  memory: measureMemory,
  create: measureCreate,
  get: measureGet,
  list: measureList,
  drain: measureDrain,
  deliver: measureDeliver,
  statements: measureStatements,
  match: measureMatch,
  capability: measureCapability,
};

const startedMs = performance.now();
const elapsedS = (): number => (performance.now() - startedMs) / 1000;
let interrupted = false;

/** Progress goes to stderr, so that stdout has the table alone. */
function say(line: string): void {
  if (!interrupted) process.stderr.write(`${elapsedS().toFixed(1).padStart(6)} s  ${line}\n`);
}

async function measure(stage: Stage, wishes: Wishes): Promise<Report> {
  const machine = await readMachine(stage.folder);
  const found: Measured[] = [];
  for (const part of wishes.only) {
    const measured = await measures[part](stage);
    for (const line of gateLines(measured.gates)) say(`${part}: ${line}`);
    found.push(measured);
  }
  const { version } = await stage.postgres();
  return {
    machine: { ...machine, postgres: version },
    quick: wishes.quick,
    seconds: elapsedS(),
    ran: found.map(({ ran }) => ran),
    figures: [...found.flatMap(({ figures }) => figures), ...peakFigures(stage)],
    gates: found.flatMap(({ gates }) => gates),
    phases: found.flatMap(({ phases }) => phases),
  };
}

function peakFigures(stage: Stage): Figure[] {
  return [...stage.memory.peaks()].map(([kind, sarf]) =>
    figureAlone({
      key: `peak_${kind.replaceAll(/\W+/g, '_').toLowerCase()}`,
      name: `peak memory: ${kind}`,
      unit: 'MB',
      sarf,
    }),
  );
}

function stopOn(stage: Stage, signal: NodeJS.Signals, code: number): void {
  process.on(signal, () => {
    say('interrupted; stopping what was started');
    interrupted = true;
    void stage.end().finally(() => process.exit(code));
  });
}

async function run(wishes: Wishes): Promise<void> {
  const stage = await setStage(wishes, say);
  stopOn(stage, 'SIGINT', 130);
  stopOn(stage, 'SIGTERM', 143);
  stopOn(stage, 'SIGHUP', 129);
  try {
    const report = await measure(stage, wishes);
    await stage.end();
    if (interrupted) return;
    process.stdout.write(reportText(report));
    if (wishes.jsonFile !== null) await writeJson(wishes.jsonFile, report);
    if (wishes.markdownFile !== null) await writeMarkdown(wishes.markdownFile, report);
    process.exitCode = report.gates.every(({ faults }) => faults.length === 0) ? 0 : 1;
  } catch (error) {
    // What was interrupted breaks; that is no news.
    if (interrupted) return;
    process.stderr.write(`The benchmark broke: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await stage.end();
  }
}

const reading = readArguments(process.argv.slice(2));
if (reading.kind === 'help') {
  process.stdout.write(`${HELP}\n`);
} else if (reading.kind === 'faults') {
  process.stderr.write(`${reading.faults.join('\n')}\n\n${HELP}\n`);
  process.exitCode = 1;
} else {
  await run(reading.wishes);
}
