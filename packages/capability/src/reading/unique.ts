import type { Place } from '../problem.ts';
import { quote } from './nearest.ts';
import type { Report } from './report.ts';

/** Names that may come once; each further one is an error that names both places. */
export class Names {
  readonly #report: Report;
  readonly #what: string;
  readonly #code: string;
  readonly #places = new Map<string, Place>();

  /** `what` is such as `operation`, for messages and for the code `duplicate-operation`. */
  constructor(report: Report, what: string) {
    this.#report = report;
    this.#what = what;
    this.#code = `duplicate-${what.replaceAll(' ', '-')}`;
  }

  /** True when the name is new (or empty, which was reported before). */
  take(name: string, place: Place, key = name): boolean {
    const first = this.#places.get(key);
    if (name === '' || first === undefined) {
      this.#places.set(key, place);
      return true;
    }
    const where = `${first.file}:${first.line}:${first.column}`;
    this.#report.error(place, this.#code, `there is a ${this.#what} ${quote(name)} already, at ${where}`);
    return false;
  }
}
