import type { Deps } from '../deps.ts';
import { pause } from '../foundation/clock.ts';
import { Courier } from '../webhooks/deliver.ts';
import { tellEndpoints } from '../webhooks/tell-endpoints.ts';
import type { Worker } from './loop.ts';
import { repeat } from './repeat.ts';

// A new event waits for half of this on average before it is seen.
const IDLE_PAUSE_MS = 40;

/** Tells endpoints of events until it is stopped. Any number of these may run at once, in any number of processes. */
export function startCourier(deps: Deps): Worker {
  const courier = new Courier(deps);

  const once = async (stopping: AbortSignal): Promise<void> => {
    const seen = await tellEndpoints(deps);
    const taken = await courier.take();
    // Where endpoints have all they can take, the next look is worth its while when one of them is done with something.
    if (seen === 0 && taken === 0) await Promise.race([pause(IDLE_PAUSE_MS, stopping), courier.freed()]);
  };

  const taking = repeat(
    deps,
    { waits: 'the database does not answer; the courier waits', broke: 'taking up deliveries broke' },
    once,
  );
  return {
    async stop() {
      await taking.stop();
      await courier.stop();
    },
  };
}
