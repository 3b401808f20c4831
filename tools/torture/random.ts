import { createHash } from 'node:crypto';

/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to, and without, `end`. */
  below(end: number): number;
  /** True in this share of cases. */
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
}

/** A stream of numbers of its own for each name, so that what one part of a run draws does not change another's. */
export function randomOf(seed: number, name: string): Random {
  let count = 0;
  const next = (): number => {
    count += 1;
    return createHash('sha256').update(`${seed}/${name}/${count}`).digest().readUIntBE(0, 6) / 2 ** 48;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick(list) {
      const [found] = list.slice(below(list.length));
      if (found === undefined) throw new Error('bug: there is nothing to pick from');
      return found;
    },
    shuffle: (list) =>
      list
        .map((item) => ({ item, order: next() }))
        .toSorted((a, b) => a.order - b.order)
        .map(({ item }) => item),
  };
}
