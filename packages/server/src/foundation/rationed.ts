import type { Clock } from './clock.ts';

/** A value, and when it was begun to be read. */
export interface Read<Value> {
  readonly value: Value;
  readonly at: Date;
}

interface Kept<Value> {
  readonly read: Read<Value>;
  readonly untilMs: number;
}

// Reading takes this part of the time of one connection at the most, however many ask and however often.
const SHARE = 1 / 20;
const KEPT_MAX_MS = 60_000;
// What is read that quickly may be read every time.
const QUICK_MS = 50;

/**
 * Reads something costly no more often than it is worth: what took long to read is kept for twenty times as long, a
 * minute at the most, and those who ask meanwhile share it. An error is kept by nobody.
 * @param load reads the value of a key
 */
export function rationed<Value>(
  clock: Clock,
  load: (key: string) => Promise<Value>,
): (key: string) => Promise<Read<Value>> {
  const kept = new Map<string, Kept<Value>>();
  const loading = new Map<string, Promise<Read<Value>>>();

  const begin = async (key: string): Promise<Read<Value>> => {
    const [at, beganMs] = [clock.now(), clock.elapsedMs()];
    try {
      const read = { value: await load(key), at };
      const [nowMs, tookMs] = [clock.elapsedMs(), clock.elapsedMs() - beganMs];
      kept.delete(key);
      if (tookMs > QUICK_MS) kept.set(key, { read, untilMs: nowMs + Math.min(tookMs / SHARE, KEPT_MAX_MS) });
      return read;
    } finally {
      loading.delete(key);
    }
  };

  return (key) => {
    const known = kept.get(key);
    if (known && known.untilMs > clock.elapsedMs()) return Promise.resolve(known.read);
    const underWay = loading.get(key);
    if (underWay) return underWay;
    const started = begin(key);
    loading.set(key, started);
    return started;
  };
}
