import { createWriteStream, type WriteStream } from 'node:fs';

/** What happened in a run, in a file as it happens, and what of it must not be. */
export class Logbook {
  readonly violations: string[] = [];
  readonly #file: WriteStream;

  constructor(path: string) {
    this.#file = createWriteStream(path);
  }

  /** Something that must not be. */
  violation(what: string): void {
    if (!this.violations.includes(what)) this.violations.push(what);
    this.write({ violation: what });
  }

  write(line: object): void {
    this.#file.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#file.end(resolve));
  }
}

/** The fields, in words, in which something is not as it should be. */
export function differingFields(
  wanted: Readonly<Record<string, unknown>>,
  shown: Readonly<Record<string, unknown>>,
): string[] {
  return Object.entries(wanted).flatMap(([field, value]) =>
    shown[field] === value ? [] : [`${field} is ${shown[field]} and should be ${value}`],
  );
}
