import type { DatabaseSync } from 'node:sqlite';
import { whole } from './row.ts';

/**
 * The bank's clock: real time plus an offset that is kept in the books. All times are milliseconds since 1970.
 * It is the only place in this package that asks for the time.
 */
export function bankClock(db: DatabaseSync) {
  const write = db.prepare('update clock set offset_ms = ?');
  const row = db.prepare('select offset_ms from clock').get();
  let offsetMs = row === undefined ? 0 : whole(row, 'offset_ms');
  const realNow = () => Date.now();
  return {
    /** The time outside the bank: for signatures and for pauses between tries. */
    realNow,
    /** The bank's time. */
    now: () => realNow() + offsetMs,
    /** The bank's time at a time outside the bank. */
    fromOutside: (at: number) => at + offsetMs,
    /** Moves the bank's time forward, for good: the offset outlives a restart. */
    moveForward(ms: number): void {
      write.run(offsetMs + ms);
      offsetMs += ms;
    },
  };
}
