import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Reading } from '../arguments.ts';

/** What the person at the terminal asked for. */
export interface Wishes {
  readonly seed: number;
  /** How many refunds are asked for. */
  readonly n: number;
  readonly keep: boolean;
}

export const HELP = `npm run torture -- refunds [options]

Runs Sarf as real processes (two APIs, two workers, the sandbox bank, PostgreSQL) in a folder of its own, and has two
clients ask for partial refunds of a handful of reconciled payments, many at once: alone and in lists, twice under one key,
for more than remains, confirmed by the one and rejected by the other at the same time. Meanwhile everybody is killed with
kill -9 at random, and the bank drops, delays, doubles and forgets. Then what is open is waited for, and checked:

- of no payment more is refunded than is proven to have arrived, and the API says so much as there is;
- every refund that was acknowledged is there as it was asked for, one for each key, and has ended as it was decided;
- every confirmed refund has one payout, every other one none, and nothing was booked twice at the bank;
- npm run doctor finds nothing;
- SQL that goes past the code, straight at the database, is refused by it: above all by the constraint refunds_within_proof.

  --n N          how many refunds are asked for (default 1000)
  --seed N       the run to make (default: a fresh one, which is printed)
  --keep         keep logs and data also when all is well
  --help         say this

The seed decides what is asked for, in which order, who is killed after how many refunds, and what goes wrong at the bank. It does
not decide how the processes share the machine, so which request is under way at a kill differs from run to run.

Exit code 0: no violation · 1: violations, or it could not be run.`;

const SEED_END = 1_000_000_000;
const N_MAX = 1_000_000;

/** Reads the words of the command line. Gives all faults at once, in sentences. */
export function readArguments(words: readonly string[]): Reading<Wishes> {
  const options = {
    n: { type: 'string' },
    seed: { type: 'string' },
    keep: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  let values: { n?: string; seed?: string; keep?: boolean; help?: boolean };
  try {
    ({ values } = parseArgs({ args: [...words], options }));
  } catch (error) {
    return { kind: 'faults', faults: [error instanceof Error ? error.message : String(error)] };
  }
  if (values.help === true) return { kind: 'help' };
  const faults: string[] = [];
  const number = (name: 'n' | 'seed', fallback: number, min: number, max: number): number => {
    const text = values[name];
    const value = text === undefined ? fallback : Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    faults.push(`--${name} must be a whole number from ${min} to ${max}; it is "${text}".`);
    return fallback;
  };
  const wishes: Wishes = {
    n: number('n', 1000, 1, N_MAX),
    seed: number('seed', randomInt(SEED_END), 0, SEED_END),
    keep: values.keep === true,
  };
  return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'run', wishes };
}

/** The command that makes the same run again. */
export const replayCommand = ({ seed, n }: Wishes): string => `npm run torture -- refunds --n ${n} --seed ${seed}`;
