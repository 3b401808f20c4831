import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from './house.ts';
import type { Receiver } from './receivers.ts';
import type { Role } from './role.ts';
import type { Blow, Victim } from './schedule.ts';

/** How often somebody was killed. */
export type Kills = Map<Victim, number>;

// On a slow machine a start takes longer than the pause between two blows. Without this grace nobody would ever be up.
const GRACE_MS = 5_000;

/**
 * Deals the blows when their time comes, and brings back who was away for long enough. Resolves when all are back.
 * Who is just starting is given some time first, and then killed anyway; who is away on purpose is spared.
 */
export async function dealBlows(
  house: House,
  { blows, untilMs }: { readonly blows: readonly Blow[]; readonly untilMs: number },
  kills: Kills,
  signal: AbortSignal,
): Promise<void> {
  let startedAt = performance.now();
  const back: Promise<void>[] = [];
  const away = new Set<string>();
  for (const blow of blows) {
    await sleep(Math.max(0, blow.atMs - (performance.now() - startedAt)), undefined, { signal });
    const { name, strike, revive, isReady } = aim(house, blow);
    if (away.has(name)) continue;
    const dueAt = performance.now();
    while (!isReady() && performance.now() < dueAt + GRACE_MS) await sleep(50, undefined, { signal });
    // All later blows come so much later, so that the pauses between them stay.
    startedAt += performance.now() - dueAt;
    if (performance.now() > untilMs) break;
    kills.set(blow.victim, (kills.get(blow.victim) ?? 0) + 1);
    away.add(name);
    strike();
    const revived = sleep(blow.downMs, undefined, { signal })
      .then(revive)
      .then(() => void away.delete(name));
    // Looked at below, all together.
    revived.catch(() => {});
    back.push(revived);
  }
  await Promise.all(back);
}

interface Aim {
  readonly name: string;
  readonly isReady: () => boolean;
  readonly strike: () => void;
  readonly revive: () => void | Promise<void>;
}

function aim(house: House, { victim, which }: Blow): Aim {
  const { postgres, bank, receivers } = house;
  const one = (all: readonly Pick<Receiver, 'role' | 'start'>[]): Aim => {
    const found = all[Math.floor(which * all.length)];
    if (found === undefined) throw new Error(`bug: there is no ${victim}`);
    const { role, start } = found;
    return { name: role.name, isReady: role.isReady, strike: role.kill, revive: () => start(true) };
  };
  const own = (roles: readonly Role[]): Aim => one(roles.map((role) => ({ role, start: () => role.start() })));
  switch (victim) {
    case 'api':
      return own(house.apis);
    case 'worker':
      return own(house.workers);
    case 'receiver':
      return one(receivers);
    case 'bank':
      return { name: 'bank', isReady: bank.isReady, strike: bank.kill, revive: () => house.startBank(true) };
    case 'database':
      return { name: 'database', isReady: always, strike: postgres.killAll, revive: postgres.start };
    case 'backend':
      return { name: 'backend', isReady: always, strike: () => postgres.killBackend(which), revive: () => {} };
  }
}

const always = (): boolean => true;
