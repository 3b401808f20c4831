/** A timer that runs one piece of work whenever something is due, and never twice at once. */
export interface Alarm {
  /** Asks for a run at the latest `afterMs` from now. */
  ring(afterMs: number): void;
  /** No run starts after this; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/** How long to wait before trying again when the work itself broke. */
const brokenPauseMs = 1_000;
/** Timers take 31 bits; a work that is due in a month is simply asked again earlier. */
const longestMs = 3_600_000;

/**
 * Makes an alarm. `work` gives the milliseconds until it wants to run again, or null to sleep until the alarm
 * is rung. When it throws it is reported and tried again: a bank does not stop settling for one bad minute.
 */
export function alarm(work: () => number | null | Promise<number | null>, onError: (error: unknown) => void): Alarm {
  let timer: NodeJS.Timeout | undefined;
  let ringsAt = Number.POSITIVE_INFINITY;
  let running: Promise<void> | null = null;
  let stopped = false;

  function arm(): void {
    clearTimeout(timer);
    if (stopped || running !== null || ringsAt === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(start, Math.max(0, ringsAt - performance.now()));
  }
  function ring(afterMs: number): void {
    const at = performance.now() + Math.min(afterMs, longestMs);
    if (at >= ringsAt) return;
    ringsAt = at;
    arm();
  }
  function start(): void {
    ringsAt = Number.POSITIVE_INFINITY;
    running = run();
  }
  async function run(): Promise<void> {
    let again: number | null = brokenPauseMs;
    try {
      again = await work();
    } catch (error) {
      onError(error);
    }
    running = null;
    if (again !== null) ring(again);
    arm();
  }
  async function stop(): Promise<void> {
    stopped = true;
    clearTimeout(timer);
    await running;
  }
  return { ring, stop };
}
