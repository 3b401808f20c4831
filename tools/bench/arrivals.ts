import { quantile } from './load-run.ts';
import type { ReadDelivery } from './read-delivery.ts';

/** One event at one endpoint. */
export interface Arrival {
  readonly id: string;
  readonly createdAtMs: number;
  /** When it came for the first time. */
  readonly atMs: number;
  /** How often it came. */
  readonly times: number;
}

/** What came to each endpoint, by the paths of their URLs. */
export type Arrivals = Readonly<Record<string, readonly Arrival[]>>;

/** Keeps what came to endpoints, each event once, in the order in which they came. */
export class ArrivalBook {
  readonly #byPath = new Map<string, Map<string, Arrival>>();

  note({ path, id, createdAtMs }: ReadDelivery, atMs: number): void {
    const known = this.#byPath.get(path) ?? new Map<string, Arrival>();
    this.#byPath.set(path, known);
    const before = known.get(id);
    known.set(id, before ? { ...before, times: before.times + 1 } : { id, createdAtMs, atMs, times: 1 });
  }

  /** How many events came to a path. */
  count(path: string): number {
    return this.#byPath.get(path)?.size ?? 0;
  }

  of(paths: readonly string[]): Arrivals {
    return Object.fromEntries(paths.map((path) => [path, [...(this.#byPath.get(path)?.values() ?? [])]]));
  }
}

/** What came to some endpoints, and nothing of the others. */
function arrivalsAt(arrivals: Arrivals, paths: readonly string[]): Arrivals {
  return Object.fromEntries(paths.map((path) => [path, arrivals[path] ?? []]));
}

/** From the first arrival anywhere to the last first arrival at one of the paths, in milliseconds. */
export function spanMs(arrivals: Arrivals, paths: readonly string[]): number {
  const firsts = Object.values(arrivals).flatMap((list) => list.slice(0, 1).map(({ atMs }) => atMs));
  const lasts = Object.values(arrivalsAt(arrivals, paths)).flatMap((list) => list.slice(-1).map(({ atMs }) => atMs));
  return Math.max(0, ...lasts.map((atMs) => atMs - Math.min(...firsts)));
}

/** How long after they were made events first came, of those that were made from a time on. */
export function latencies(arrivals: Arrivals, fromMs: number): { readonly p50Ms: number; readonly p99Ms: number } {
  const counted = Object.values(arrivals)
    .flat()
    .filter(({ createdAtMs }) => createdAtMs >= fromMs);
  const sorted = Float64Array.from(counted, ({ atMs, createdAtMs }) => atMs - createdAtMs).sort();
  return { p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) };
}

/** How many deliveries came for an event that had come to that endpoint before. */
export function countAgain(arrivals: Arrivals): number {
  return Object.values(arrivals)
    .flat()
    .reduce((sum, { times }) => sum + times - 1, 0);
}

/**
 * The faults between the events that were written and what came: each must have come to every living endpoint, and
 * nothing else to any.
 */
export function judgeArrivals(eventIds: readonly string[], arrivals: Arrivals, living: readonly string[]): string[] {
  const known = new Set(eventIds);
  const faults = living.flatMap((path) => {
    const came = new Set(arrivals[path]?.map(({ id }) => id));
    const missing = eventIds.filter((id) => !came.has(id)).length;
    return missing > 0 ? [`${missing} of ${eventIds.length} events did not come to ${path}`] : [];
  });
  const strangers = Object.values(arrivals)
    .flat()
    .filter(({ id }) => !known.has(id)).length;
  return [
    ...faults,
    ...(strangers > 0 ? [`${strangers} deliveries were of no event of this part`] : []),
    ...(eventIds.length > 0 ? [] : ['there were no events to be told of']),
  ];
}
