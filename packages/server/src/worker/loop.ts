import type { DueWork } from '../banks/carry-out.ts';
import type { Deps } from '../deps.ts';
import { pause } from '../foundation/clock.ts';
import { repeat } from './repeat.ts';

interface LoopOptions {
  /** The name under which its moves stand in history. */
  readonly name: string;
  /** Takes up what is due of one kind, at most so many. */
  readonly take: (deps: Deps, worker: string, limit: number) => Promise<DueWork>;
  readonly claimMax?: number;
  /** How many claims it works on at once, so that one slow bank call does not hold up the rest. */
  readonly claimsInFlightMax?: number;
  readonly idlePauseMs?: number;
}

export interface Worker {
  /** Claims nothing more, and resolves when what was claimed is done and written down. */
  stop(): Promise<void>;
}

/** Works on what is due of one kind until it is stopped. Any number of workers may run at once, in any number of processes. */
export function startWorker(deps: Deps, options: LoopOptions): Worker {
  const { name, take, claimMax = 500, claimsInFlightMax = 6, idlePauseMs = 50 } = options;
  const running = new Set<Promise<void>>();

  const once = async (stopping: AbortSignal): Promise<void> => {
    const work = await take(deps, name, claimMax);
    if (work.claimed === 0) return pause(idlePauseMs, stopping);
    const run: Promise<void> = work
      .run()
      .catch((error: unknown) => deps.log.error({ err: error }, 'work on what is due broke; its lease will run out'))
      .finally(() => running.delete(run));
    running.add(run);
    if (running.size >= claimsInFlightMax) await Promise.race(running);
  };

  const claiming = repeat(
    deps,
    { waits: 'the database does not answer; the worker waits', broke: 'claiming what is due broke' },
    once,
  );
  return {
    async stop() {
      await claiming.stop();
      await Promise.all(running);
    },
  };
}
