import type { Deps } from '../deps.ts';
import { pause } from '../foundation/clock.ts';
import { isConnectionLoss } from '../foundation/database.ts';
import { Courier } from '../webhooks/deliver.ts';
import { tellEndpoints } from '../webhooks/tell-endpoints.ts';
import type { Worker } from './loop.ts';

// A new event waits for half of this on average before it is seen.
const IDLE_PAUSE_MS = 40;
const FAULT_PAUSE_MS = 500;

/** Tells endpoints of events until it is stopped. Any number of these may run at once, in any number of processes. */
export function startCourier(deps: Deps): Worker {
  const courier = new Courier(deps);
  const stopping = new AbortController();

  const once = async (): Promise<void> => {
    const seen = await tellEndpoints(deps);
    const taken = await courier.take();
    // Where endpoints have all they can take, the next look is worth its while when one of them is done with something.
    if (seen === 0 && taken === 0) await Promise.race([pause(IDLE_PAUSE_MS, stopping.signal), courier.freed()]);
  };

  const loop = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await once();
      } catch (error) {
        if (isConnectionLoss(error)) deps.log.warn('the database does not answer; the courier waits');
        else deps.log.error({ err: error }, 'taking up deliveries broke');
        await pause(FAULT_PAUSE_MS, stopping.signal);
      }
    }
  })();

  return {
    async stop() {
      stopping.abort();
      await loop;
      await courier.stop();
    },
  };
}
