/** The one place that reads the clock. */
export const systemTime = (): Date => new Date();

/** Waits that many milliseconds. */
export const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));
