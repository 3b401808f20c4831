import { after } from '../../foundation/clock.ts';

/** How many wrong tries within a time lock something for that time. */
export interface Patience {
  readonly triesMax: number;
  readonly withinMs: number;
}

const QUARTER_HOUR_MS = 15 * 60_000;
/** Of one account, whether it exists or not. */
export const accountPatience: Patience = { triesMax: 10, withinMs: QUARTER_HOUR_MS };
/** Of one address; many people may sit behind it. */
export const addressPatience: Patience = { triesMax: 100, withinMs: QUARTER_HOUR_MS };

/**
 * Until when something is locked; undefined: it is not. Tries while it is locked are not counted, so that the lock ends
 * this long after the last try that was.
 * @param failures when wrong tries were made, the latest first; `triesMax` of them are enough
 */
export function lockedUntil(failures: readonly Date[], { triesMax, withinMs }: Patience, now: Date): Date | undefined {
  const [last, first] = [failures[0], failures[triesMax - 1]];
  if (!last || !first || after(first, withinMs) < last) return undefined;
  const until = after(last, withinMs);
  return until > now ? until : undefined;
}
