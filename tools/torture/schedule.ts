import { type Random, randomOf } from './random.ts';

/**
 * Who can be killed. `database` is PostgreSQL with all its processes, `backend` one of those that serve a connection, and
 * `receiver` one of those that are told of what happens.
 */
export type Victim = 'worker' | 'api' | 'bank' | 'database' | 'backend' | 'receiver';

/** One kill -9: when, whom, and for how long they stay away. */
export interface Blow {
  readonly atMs: number;
  readonly victim: Victim;
  /** Which one of them, where there are several: from 0 up to 1. */
  readonly which: number;
  readonly downMs: number;
}

/** Everybody has had at least one blow when all of these have fallen. */
export const DECK: readonly Victim[] = [
  ...(['worker', 'worker', 'worker', 'api', 'api', 'bank', 'bank', 'database', 'backend'] as const),
  ...(['receiver', 'receiver'] as const),
];
const FIRST_MS = 1_000;
const GAP_MIN_MS = 500;
const GAP_SPREAD_MS = 1_600;
const DOWN_MAX_MS = 1_500;

/** All blows of a run, from its seed alone. */
export function planBlows(seed: number, seconds: number): Blow[] {
  const random = randomOf(seed, 'blows');
  const blows: Blow[] = [];
  let deck: Victim[] = [];
  for (let atMs = FIRST_MS; atMs < seconds * 1000; atMs += GAP_MIN_MS + random.below(GAP_SPREAD_MS)) {
    if (deck.length === 0) deck = random.shuffle(DECK);
    const victim = deck.pop() ?? 'worker';
    blows.push({ atMs, victim, which: random.next(), downMs: downMs(random) });
  }
  return blows;
}

// Often back at once, as by a supervisor; sometimes away for longer than a lease.
const downMs = (random: Random): number => (random.chance(0.5) ? random.below(200) : random.below(DOWN_MAX_MS));
