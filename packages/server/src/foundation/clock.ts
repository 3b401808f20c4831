/** The one place that reads the clock; everything else is handed one. */
export interface Clock {
  /** The time of day. */
  now(): Date;
  /** Milliseconds that only ever grow, for measuring how long something took. */
  elapsedMs(): number;
}

export const systemClock: Clock = {
  now: () => new Date(),
  elapsedMs: () => performance.now(),
};

/** Sleeps, or wakes early when the signal is given. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const wake = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal?.addEventListener('abort', wake, { once: true });
  });
}

/** The time `ms` milliseconds after another. */
export function after(time: Date, ms: number): Date {
  return new Date(time.getTime() + ms);
}
