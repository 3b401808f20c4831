import type { Deps } from '../deps.ts';
import { pause } from '../foundation/clock.ts';
import { selectCompleteTo } from './store.ts';

/** Tells those who wait that there may be new events: one look at the database for all of them. */
export interface FeedWatch {
  /** Resolves when there are events after this position, or when the signal is given. */
  movedPast(position: bigint, signal: AbortSignal): Promise<void>;
}

const LOOK_EVERY_MS = 100;
const FAULT_PAUSE_MS = 1000;

/** Looks for new events for as long as somebody waits for them. */
export function watchFeed(deps: Pick<Deps, 'sql' | 'log'>): FeedWatch {
  const waiting = new Set<{ readonly position: bigint; readonly wake: () => void }>();
  let looking = false;

  const look = async (): Promise<void> => {
    while (waiting.size > 0) {
      try {
        const newest = await selectCompleteTo(deps.sql);
        for (const one of waiting) if (newest > one.position) one.wake();
        await pause(LOOK_EVERY_MS);
      } catch (error) {
        deps.log.warn({ err: error }, 'looking for new events broke');
        await pause(FAULT_PAUSE_MS);
      }
    }
    looking = false;
  };

  return {
    movedPast(position, signal) {
      return new Promise((resolve) => {
        const one = {
          position,
          wake: () => {
            waiting.delete(one);
            signal.removeEventListener('abort', one.wake);
            resolve();
          },
        };
        if (signal.aborted) return resolve();
        waiting.add(one);
        signal.addEventListener('abort', one.wake, { once: true });
        if (!looking) {
          looking = true;
          void look();
        }
      });
    },
  };
}
