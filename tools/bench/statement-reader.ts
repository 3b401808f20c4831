import { join } from 'node:path';
import { startChild } from './child-process.ts';
import { peakRssMb } from './proc.ts';
import type { WrittenStatement } from './statement-file.ts';

const program = join(import.meta.dirname, 'statement-process.ts');

/** What the process that reads is asked: to read a statement, or to have the XML parser alone run over its file. */
export interface ReadQuestion {
  readonly path: string;
  readonly how: 'read' | 'alone';
}

export interface ReadAnswer {
  readonly ms: number;
  /** What there was; nothing where the parser ran alone, or where the statement had no end. */
  readonly read: (WrittenStatement & { readonly warnings: readonly string[] }) | null;
}

/** A process that reads statements. */
export interface StatementReader {
  readonly pid: number;
  ask(question: ReadQuestion): Promise<ReadAnswer>;
  /** The most memory that it ever had. */
  peakMb(): number;
  stop(): Promise<void>;
}

/** Starts a process that reads statements, with V8 options of its own. */
export async function startReader(options: readonly string[] = []): Promise<StatementReader> {
  const child = startChild('reader of statements', program, options);
  return {
    pid: child.pid,
    ask: async (question) => JSON.parse(await child.ask(JSON.stringify(question))),
    peakMb: () => peakRssMb(child.pid),
    stop: () => child.stop(),
  };
}

/** The faults between what was written and what was read. */
export function judgeRead(written: WrittenStatement, { read }: ReadAnswer): string[] {
  if (read === null) return ['the statement was not read to its end'];
  const names = ['entries', 'parts', 'creditMinor', 'debitMinor'] as const;
  const wrong = names.filter((name) => read[name] !== written[name]);
  return [
    ...wrong.map((name) => `${name}: ${written[name]} were written and ${read[name]} were read`),
    ...read.warnings.map((warning) => `warned of a statement that is right: ${warning}`),
  ];
}
