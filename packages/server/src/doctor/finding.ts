/** Something that must not be, and the id of what it is about. */
export interface Finding {
  readonly id: string;
  readonly what: string;
}

/** A check as it stands in the list, before anybody looked. */
export interface Check {
  readonly name: string;
  /** What must be true. */
  readonly says: string;
  /** What to do when something is found. */
  readonly advice: string;
}

/** What came of one check. */
export interface Examined {
  readonly name: string;
  readonly says: string;
  /** `not_checked`: it could not be found out. `no_books`: the bank shows no books, so there is nothing to look at. */
  readonly result: 'ok' | 'wrong' | 'not_checked' | 'no_books';
  /** How many findings there are; `findings` has the first of them. */
  readonly total: number;
  readonly findings: readonly Finding[];
  /** What to do about the findings, why nothing was checked, or what was left out; null where all is well. */
  readonly remark: string | null;
}

/** No more findings than this are shown of one check: the first ones tell what is wrong, the count how much. */
export const SHOWN_MAX = 20;

/** Counts findings and keeps the first of them. */
export class Tally {
  readonly findings: Finding[] = [];
  total = 0;

  add(...findings: readonly Finding[]): void {
    this.total += findings.length;
    this.findings.push(...findings.slice(0, SHOWN_MAX - this.findings.length));
  }
}

/** What came of a check that was made. */
export function examined(
  { name, says, advice }: Check,
  { findings, total }: Pick<Examined, 'findings' | 'total'>,
  leftOut: string | null = null,
): Examined {
  if (total === 0) return { name, says, result: 'ok', total, findings: [], remark: leftOut };
  return { name, says, result: 'wrong', total, findings: findings.slice(0, SHOWN_MAX), remark: advice };
}

/** A check that could not be made, and why. */
export function unexamined({ name, says }: Check, result: 'not_checked' | 'no_books', why: string): Examined {
  return { name, says, result, total: 0, findings: [], remark: why };
}
