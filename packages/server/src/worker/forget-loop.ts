import { forgetSignIns } from '../auth/sign-in/attempts.ts';
import type { Deps } from '../deps.ts';
import { pause } from '../foundation/clock.ts';
import { forgetOld } from '../webhooks/forget-old.ts';
import type { Worker } from './loop.ts';
import { untilStopped } from './repeat.ts';

const EVERY_MS = 60 * 60 * 1000;

/** Forgets what is older than it is to be kept, once an hour, until it is stopped. */
export function startForgetting(deps: Deps): Worker {
  return untilStopped(async (stopping) => {
    await pause(EVERY_MS, stopping);
    if (stopping.aborted) return;
    try {
      await forgetSignIns(deps);
      const { events, deliveries } = await forgetOld(deps);
      if (events + deliveries > 0) deps.log.info({ events, deliveries }, 'old events and deliveries were forgotten');
    } catch (error) {
      deps.log.warn({ err: error }, 'forgetting old events broke; it is tried again in an hour');
    }
  });
}
