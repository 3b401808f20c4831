import type { Random } from './random.ts';

/** How a receiver is today: `calm` makes no fault, `steady` few, and `poor` many. */
export type Temper = 'calm' | 'steady' | 'poor';

/** What a receiver does with one delivery. */
export interface Manner {
  /** So long it keeps the delivery waiting first. */
  readonly waitMs: number;
  /**
   * `take` writes it down and says so; `lose` writes it down and breaks the connection before the answer; `refuse`
   * answers with a failure, and `drop` breaks the connection without having written anything.
   */
  readonly does: 'take' | 'lose' | 'refuse' | 'drop';
  /** What it answers with, if it answers. */
  readonly status: number;
}

interface Shares {
  readonly refuse: number;
  readonly drop: number;
  readonly lose: number;
  /** In how many cases, whatever it does then, it takes its time. */
  readonly dawdle: number;
}

const sharesOf: Readonly<Record<Temper, Shares>> = {
  calm: { refuse: 0, drop: 0, lose: 0, dawdle: 0 },
  steady: { refuse: 0.01, drop: 0.005, lose: 0.005, dawdle: 0.02 },
  poor: { refuse: 0.15, drop: 0.08, lose: 0.05, dawdle: 0.15 },
};
// Shorter than the time after which an attempt is given up: who waits longer only makes a run longer.
const WAIT_MAX_MS = 2_000;
const SUCCESSES = [200, 200, 201, 202, 204] as const;
// Not 410: it would disable the endpoint. The redirect points back here, and whoever follows it is seen.
const FAILURES = [302, 429, 500, 500, 503] as const;

/** Draws what a receiver of this temper does next. */
export function drawManner(random: Random, temper: Temper): Manner {
  const { refuse, drop, lose, dawdle } = sharesOf[temper];
  const waitMs = random.chance(dawdle) ? random.below(WAIT_MAX_MS) : 0;
  const draw = random.next();
  if (draw < refuse) return { waitMs, does: 'refuse', status: random.pick(FAILURES) };
  const status = random.pick(SUCCESSES);
  if (draw < refuse + drop) return { waitMs, does: 'drop', status };
  return { waitMs, does: draw < refuse + drop + lose ? 'lose' : 'take', status };
}
