/** What goes wrong with one request. */
export type RequestFault =
  | { kind: 'none' }
  | { kind: 'drop_before' }
  | { kind: 'drop_after' }
  | { kind: 'delay'; ms: number }
  | { kind: 'unavailable' };

/** What goes wrong with one batch of callbacks. */
export type CallbackFault = 'none' | 'twice' | 'reversed' | 'dropped';

/** Says what goes wrong next. */
export interface Faults {
  nextRequest(): RequestFault;
  nextCallbacks(): CallbackFault;
}

/** A bank where nothing goes wrong but what the scenarios ask for. */
export const noFaults: Faults = {
  nextRequest: () => ({ kind: 'none' }),
  nextCallbacks: () => 'none',
};

/**
 * Faults that look random and are the same every time for one seed: the nth request and the nth callback batch
 * after the start always meet the same fate. Both have their own sequence, so that the timing of callbacks does
 * not change what happens to requests. `rate` is the share that goes wrong, 0 to 1.
 */
export function seededFaults({ seed, rate }: { seed: number; rate: number }): Faults {
  const forRequests = mulberry32(seed);
  const forCallbacks = mulberry32(~seed);
  return {
    nextRequest: () => (forRequests() < rate ? pickRequestFault(forRequests) : { kind: 'none' }),
    nextCallbacks: () => (forCallbacks() < rate ? pickCallbackFault(forCallbacks) : 'none'),
  };
}

function pickRequestFault(random: () => number): RequestFault {
  const draw = random();
  if (draw < 0.25) return { kind: 'drop_before' };
  if (draw < 0.5) return { kind: 'drop_after' };
  if (draw < 0.75) return { kind: 'delay', ms: 200 + Math.floor(random() * 1_301) };
  return { kind: 'unavailable' };
}

function pickCallbackFault(random: () => number): CallbackFault {
  const draw = random();
  if (draw < 1 / 3) return 'twice';
  return draw < 2 / 3 ? 'reversed' : 'dropped';
}

/** A small seeded generator of numbers from 0 up to 1 (mulberry32, public domain); good enough for faults. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
