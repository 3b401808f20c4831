import { systemClock } from '../foundation/clock.ts';

/** How a long command tells how far it is, and hears that it should stop. */
export interface Progress {
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const EVERY_MS = 5000;

/** Counts bytes and tells every five seconds how many there were. */
export function meter(verb: string, say: (line: string) => void) {
  const startedMs = systemClock.elapsedMs();
  let total = 0;
  let toldMs = startedMs;
  return {
    add(bytes: number): void {
      total += bytes;
      const nowMs = systemClock.elapsedMs();
      if (nowMs - toldMs < EVERY_MS) return;
      toldMs = nowMs;
      say(`${verb} ${sizeText(total)} in ${Math.round((nowMs - startedMs) / 1000)} s`);
    },
    total: () => total,
  };
}

export function sizeText(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
