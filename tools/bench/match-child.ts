import { join } from 'node:path';
import { startChild } from './child-process.ts';
import { peakRssMb } from './proc.ts';

const program = join(import.meta.dirname, 'match-process.ts');

/** What the process that matches is asked. */
export type MatchQuestion =
  | { readonly ask: 'make'; readonly count: number }
  /** `judge` looks through all that was found, which takes memory of its own. */
  | { readonly ask: 'match'; readonly judge: boolean }
  | { readonly ask: 'join' };

export interface MatchAnswer {
  readonly ms: number;
  readonly found: number;
  readonly faults: readonly string[];
}

/** A process with entries and payments to match, over and over. */
export interface Matcher {
  readonly pid: number;
  ask(question: MatchQuestion): Promise<MatchAnswer>;
  /** The most memory that it ever had. */
  peakMb(): number;
  stop(): Promise<void>;
}

/** Starts a process that makes so many entries and as many payments, and waits. */
export async function startMatcher(count: number): Promise<Matcher> {
  const child = startChild('matcher', program);
  const ask = async (question: MatchQuestion): Promise<MatchAnswer> =>
    JSON.parse(await child.ask(JSON.stringify(question)));
  await ask({ ask: 'make', count });
  return { pid: child.pid, ask, peakMb: () => peakRssMb(child.pid), stop: () => child.stop() };
}
