import type { Template } from '../capability.ts';
import { leftoverTag } from '../expressions/parse-template.ts';
import type { Place, Problem } from '../problem.ts';
import { quote } from './nearest.ts';

/** Collects what is wrong with a file, all of it, and where its templates stand. */
export class Report {
  readonly strict: boolean;
  readonly templates: { readonly template: Template; readonly place: Place }[] = [];
  /** Those in which nothing but bound variables can stand. */
  readonly credentials: { readonly template: Template; readonly place: Place }[] = [];
  readonly #problems: Problem[] = [];
  readonly #said = new Set<string>();

  constructor(strict: boolean) {
    this.strict = strict;
  }

  error({ file, line, column }: Place, code: string, message: string): void {
    this.add({ file, line, column, severity: 'error', code, message });
  }

  warn({ file, line, column }: Place, code: string, message: string): void {
    this.add({ file, line, column, severity: 'warning', code, message });
  }

  /** Adds a problem, once: what is shared by alias or import is read several times. */
  add(problem: Problem): void {
    const key = JSON.stringify([problem.file, problem.line, problem.column, problem.code, problem.message]);
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#problems.push(problem);
  }

  /** Notes a template, so that its variables can be checked when all binds are known. */
  note(template: Template, place: Place): void {
    this.templates.push({ template, place });
    const tag = leftoverTag(template);
    if (tag !== null) this.warn(place, 'unknown-tag', `${quote(tag)} is no variable and stays as it is`);
  }

  /** In the order of the file; what is imported comes after it. */
  get problems(): readonly Problem[] {
    const files = [...new Set(this.#problems.map(({ file }) => file))];
    return this.#problems.toSorted(
      (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
    );
  }

  get failed(): boolean {
    return this.#problems.some(({ severity }) => severity === 'error');
  }
}
