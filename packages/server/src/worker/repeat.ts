import type { Deps } from '../deps.ts';
import { pause } from '../foundation/clock.ts';
import { isConnectionLoss } from '../foundation/database.ts';

export interface Repeating {
  /** Begins nothing more, and resolves when what was begun is done. */
  stop(): Promise<void>;
}

interface Words {
  /** What is logged while the database does not answer. */
  readonly waits: string;
  /** What is logged when it breaks in another way. */
  readonly broke: string;
  readonly faultPauseMs?: number;
}

const FAULT_PAUSE_MS = 500;

/** Does something again and again until it is stopped. It must not throw, and it does its own pausing. */
export function untilStopped(once: (stopping: AbortSignal) => Promise<void>): Repeating {
  const stopping = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) await once(stopping.signal);
  })();
  return {
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

/** The same for what may throw: that is logged, and after a pause it goes on. */
export function repeat(
  { log }: Pick<Deps, 'log'>,
  { waits, broke, faultPauseMs = FAULT_PAUSE_MS }: Words,
  once: (stopping: AbortSignal) => Promise<void>,
): Repeating {
  return untilStopped(async (stopping) => {
    try {
      await once(stopping);
    } catch (error) {
      if (isConnectionLoss(error)) log.warn(waits);
      else log.error({ err: error }, broke);
      await pause(faultPauseMs, stopping);
    }
  });
}
