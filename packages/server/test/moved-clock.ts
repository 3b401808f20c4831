import type { RunningSarf } from './running-sarf.ts';

/** Lets time pass for a running Sarf, as far as its own clock tells it. Gives what moves it on. */
export function movedClock(sarf: Pick<RunningSarf, 'deps'>): (ms: number) => void {
  const { clock } = sarf.deps;
  let movedMs = 0;
  const moved = { now: () => new Date(clock.now().getTime() + movedMs), elapsedMs: () => clock.elapsedMs() + movedMs };
  Object.assign(sarf.deps, { clock: moved });
  return (ms) => {
    movedMs += ms;
  };
}
