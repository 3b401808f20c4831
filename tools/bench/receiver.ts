import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrivals } from './arrivals.ts';
import { startChild } from './child-process.ts';
import { cpuSeconds } from './proc.ts';

const program = join(import.meta.dirname, 'receiver-process.ts');
const LOOK_EVERY_MS = 25;
// A delivery that fails once is sent again a minute later.
const PATIENCE_MS = 75_000;

/** What the receiver's process is asked. */
export type Question =
  | { readonly ask: 'origin' | 'hangUp' }
  | { readonly ask: 'counts' | 'arrivals'; readonly paths: readonly string[] };

/** A receiver of webhooks: every path of it is an endpoint. */
export interface Receiver {
  readonly origin: string;
  /** Waits until so many events came to each path, or until nothing has come for so long that nothing will. */
  waitFor(paths: readonly string[], count: number): Promise<void>;
  arrivals(paths: readonly string[]): Promise<Arrivals>;
  /** Gives up what waits for an answer of dead endpoints. */
  hangUp(): Promise<void>;
  /** The processor time that it has used so far, in seconds. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

/** Starts a receiver in a process of its own. */
export async function startReceiver(): Promise<Receiver> {
  const child = startChild('receiver', program);
  const ask = async (question: Question): Promise<string> => child.ask(JSON.stringify(question));
  const counts = async (paths: readonly string[]): Promise<number[]> => JSON.parse(await ask({ ask: 'counts', paths }));
  return {
    origin: JSON.parse(await ask({ ask: 'origin' })),
    async waitFor(paths, count) {
      let before = 0;
      let untilMs = performance.now() + PATIENCE_MS;
      for (;;) {
        const came = await counts(paths);
        if (came.every((one) => one >= count)) return;
        const sum = came.reduce((total, one) => total + one, 0);
        if (sum > before) untilMs = performance.now() + PATIENCE_MS;
        else if (performance.now() > untilMs) return;
        before = sum;
        await sleep(LOOK_EVERY_MS);
      }
    },
    arrivals: async (paths) => JSON.parse(await ask({ ask: 'arrivals', paths })),
    hangUp: async () => void (await ask({ ask: 'hangUp' })),
    cpuSeconds: () => cpuSeconds([child.pid]),
    stop: () => child.stop(),
  };
}
