import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from '../house.ts';
import { type Random, randomOf } from '../random.ts';

export type Victim = 'api' | 'worker' | 'bank' | 'database' | 'backend';

/** One kill -9: after how many refunds were asked for, whom, which one of them, and for how long they stay away. */
export interface Strike {
  readonly after: number;
  readonly victim: Victim;
  /** From 0 up to 1. */
  readonly which: number;
  readonly downMs: number;
}

const DECK: readonly Victim[] = [
  'api',
  'api',
  'api',
  'api',
  'worker',
  'worker',
  'worker',
  'database',
  'backend',
  'bank',
];
const REFUNDS_A_STRIKE = 120;
const STRIKES_MIN = 4;
const DOWN_MAX_MS = 800;
const GRACE_MS = 5_000;
const SLACK = 30;

/** All kills of a run, from its seed alone: they fall while refunds are asked for, however fast the machine is. */
export function planStrikes(seed: number, n: number): Strike[] {
  const random = randomOf(seed, 'strikes');
  const count = Math.max(STRIKES_MIN, Math.round(n / REFUNDS_A_STRIKE));
  const points = Array.from({ length: count }, () => random.below(n)).toSorted((a, b) => a - b);
  let deck: Victim[] = [];
  return points.map((after) => {
    if (deck.length === 0) deck = random.shuffle(DECK);
    return { after, victim: deck.pop() ?? 'api', which: random.next(), downMs: downMs(random) };
  });
}

const downMs = (random: Random): number => (random.chance(0.5) ? random.below(100) : random.below(DOWN_MAX_MS));

/** How far those who ask have come, and how far they may go. */
export interface Pace {
  /** How many refunds were asked for. */
  asked: number;
  /** So many may be asked for: everybody waits for the next kill, so that it falls while refunds are under way. */
  limit: number;
  isOver: boolean;
}

/** Deals the kills when their time has come, one after another, and brings everybody back. */
export async function strike(
  house: House,
  strikes: readonly Strike[],
  pace: Pace,
  kills: Map<Victim, number>,
  signal: AbortSignal,
): Promise<void> {
  for (const one of strikes) {
    pace.limit = one.after + SLACK;
    while (pace.asked < one.after && !pace.isOver) await sleep(10, undefined, { signal });
    const { isReady, kill, revive } = aim(house, one);
    // Who is just starting is given some time first, and then killed anyway.
    const dueAt = performance.now();
    while (!isReady() && performance.now() < dueAt + GRACE_MS) await sleep(20, undefined, { signal });
    if (pace.isOver) return;
    kills.set(one.victim, (kills.get(one.victim) ?? 0) + 1);
    kill();
    await sleep(one.downMs, undefined, { signal });
    await revive();
  }
  pace.limit = Number.POSITIVE_INFINITY;
}

interface Aim {
  readonly isReady: () => boolean;
  readonly kill: () => void;
  readonly revive: () => void | Promise<void>;
}

const always = (): boolean => true;

function aim(house: House, { victim, which }: Strike): Aim {
  const { postgres, bank } = house;
  switch (victim) {
    case 'bank':
      return { isReady: bank.isReady, kill: bank.kill, revive: () => house.startBank(true) };
    case 'database':
      return { isReady: always, kill: postgres.killAll, revive: postgres.start };
    case 'backend':
      return { isReady: always, kill: () => postgres.killBackend(which), revive: () => {} };
    default: {
      const roles = victim === 'api' ? house.apis : house.workers;
      const role = roles[Math.floor(which * roles.length)];
      if (role === undefined) throw new Error(`bug: there is no ${victim}`);
      return { isReady: role.isReady, kill: role.kill, revive: () => role.start() };
    }
  }
}
