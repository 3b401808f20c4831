import type { Examined } from './finding.ts';

/** What the doctor found out, all of it. */
export interface Report {
  /** How many payouts there were. */
  readonly payouts: number;
  readonly seconds: number;
  readonly checks: readonly Examined[];
}

/** 0: all is well · 1: something was found · 2: nothing was found, but not everything could be checked. */
export function exitCodeOf({ checks }: Report): 0 | 1 | 2 {
  if (checks.some(({ result }) => result === 'wrong')) return 1;
  return checks.some(({ result }) => result === 'not_checked') ? 2 : 0;
}

const words = { ok: 'ok', wrong: 'WRONG', not_checked: 'NOT CHECKED', no_books: '-' } as const;

const NAME_WIDTH = 24;

/**
 * A check for a person: one line, and beneath it what is wrong and what to do.
 * @param before the check that was shown before it: what was said there already is not said again
 */
export function presentCheck(check: Examined, before?: Examined): string {
  const { name, says, result, total, findings, remark } = check;
  const more = total - findings.length;
  const lines = [
    `${words[result].padEnd(11)}  ${name.padEnd(NAME_WIDTH)}  ${says}`,
    ...findings.map(({ id, what }) => `    ${id} ${what}`),
    ...(more > 0 ? [`    and ${more.toLocaleString('en')} more like these`] : []),
    ...(remark === null || remark === before?.remark
      ? []
      : [`    ${result === 'wrong' ? `What to do: ${remark}` : remark}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The last line for a person. */
export function presentVerdict(report: Report): string {
  const looked = `${report.payouts.toLocaleString('en')} payouts looked at in ${report.seconds.toFixed(1)} s`;
  return `\n${looked}: ${verdictOf(report)}\n`;
}

function verdictOf(report: Report): string {
  const found = report.checks.reduce((sum, { total }) => sum + total, 0);
  const unchecked = report.checks.filter(({ result }) => result === 'not_checked').length;
  const rest = unchecked === 0 ? '' : `; ${unchecked} of ${report.checks.length} checks could not be made`;
  if (found > 0) return `${found.toLocaleString('en')} violation${found === 1 ? '' : 's'} found${rest}.`;
  return `no violation found${rest}.`;
}

/** The report for a program, as one line of JSON. */
export function presentJson(report: Report): string {
  const { payouts, seconds, checks } = report;
  const violations = checks.reduce((sum, { total }) => sum + total, 0);
  return `${JSON.stringify({ healthy: exitCodeOf(report) === 0, violations, payouts, seconds, checks })}\n`;
}
