import { readFile, writeFile } from 'node:fs/promises';
import { type Figure, readable } from './figure.ts';
import type { GateResult } from './gate.ts';
import type { Machine } from './machine.ts';
import type { Watched } from './phase.ts';

/** Everything that a run of the benchmark found. */
export interface Report {
  readonly machine: Machine;
  readonly quick: boolean;
  readonly seconds: number;
  readonly ran: readonly string[];
  readonly figures: readonly Figure[];
  readonly gates: readonly GateResult[];
  readonly phases: readonly Watched[];
}

const heads = ['figure', 'Sarf', 'baseline', 'ratio', 'raw limit', 'aim', 'met?'] as const;

function cellsOf(figure: Figure): string[] {
  const { aims, unit } = figure;
  const value = (number: number | null): string => {
    if (number === null) return '';
    if (unit === '') return number.toLocaleString('en');
    return `${readable(number)}${unit === '/s' ? '/s' : ` ${unit}`}`;
  };
  return [
    figure.name,
    value(figure.sarf),
    value(figure.baseline),
    figure.ratio === null ? '' : `${figure.ratio.toFixed(2)}×`,
    value(figure.raw),
    aims.map(({ words }) => words).join(', '),
    aims.map(({ met }) => (met ? 'yes' : 'no')).join(', '),
  ];
}

/** The table, for a terminal. */
export function tableText(figures: readonly Figure[]): string {
  const rows = [[...heads], ...figures.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  // Names and aims stand to the left, numbers to the right.
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column > 4 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}

/** The machine, one fact a line. */
function machineLines({ machine, quick, seconds, phases }: Report): string[] {
  const others = phases.map(({ cores }) => cores.others);
  const mean = others.reduce((sum, one) => sum + one, 0) / Math.max(1, others.length);
  return [
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB; ${machine.system}`,
    `Node ${machine.node}, PostgreSQL ${machine.postgres} (embedded, fsync on); disk ${machine.disk}, ` +
      `8 kB synced in ${machine.syncMs.toFixed(2)} ms`,
    `${machine.at}, ${seconds.toFixed(0)} s${quick ? ', --quick' : ''}; load average before: ${machine.loadBefore.toFixed(2)}; ` +
      `programs that are not ours used ${mean.toFixed(2)} cores meanwhile, ${Math.max(0, ...others).toFixed(2)} at most`,
  ];
}

/** The gates, in one line when nothing is wrong. */
export function gateLines(gates: readonly GateResult[]): string[] {
  const bad = gates.filter(({ faults }) => faults.length > 0);
  const lines = bad.flatMap(({ phase, faults }) => faults.map((fault) => `GATE FAILED: ${phase}: ${fault}`));
  return [...lines, `gates: ${gates.length - bad.length} of ${gates.length} passed`];
}

/** The whole report, for a terminal. */
export function reportText(report: Report): string {
  const ran = report.ran.map((line) => `- ${line}`);
  return [
    '',
    ...machineLines(report),
    '',
    tableText(report.figures),
    '',
    ...ran,
    '',
    ...gateLines(report.gates),
    '',
  ].join('\n');
}

const BEGIN = '<!-- results: begin -->';
const END = '<!-- results: end -->';

/** The results as a section of a document. */
function markdownText(report: Report): string {
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.trim()).join(' | ')} |`;
  return [
    ...machineLines(report).map((line) => `- ${line}`),
    '',
    row(heads),
    '|---|--:|--:|--:|--:|---|---|',
    ...report.figures.map((figure) => row(cellsOf(figure))),
    '',
    'What ran:',
    '',
    ...report.ran.map((line) => `- ${line}`),
    '',
    ...gateLines(report.gates).map((line) => `${line.charAt(0).toUpperCase()}${line.slice(1)}.`),
  ].join('\n');
}

/** Writes the results into a document between its marks, or, where it has none, as all of it. */
export async function writeMarkdown(path: string, report: Report): Promise<void> {
  const section = `${BEGIN}\n\n${markdownText(report)}\n\n${END}`;
  const old = await readFile(path, 'utf8').catch(() => '');
  const [from, to] = [old.indexOf(BEGIN), old.indexOf(END)];
  const whole = from >= 0 && to > from ? old.slice(0, from) + section + old.slice(to + END.length) : `${section}\n`;
  await writeFile(path, whole);
}

/** Writes all figures, gates and phases. */
export async function writeJson(path: string, report: Report): Promise<void> {
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
}
