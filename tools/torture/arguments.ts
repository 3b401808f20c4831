import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

/** What the person at the terminal asked for. */
export interface Wishes {
  readonly seed: number;
  readonly seconds: number;
  readonly clients: number;
  readonly keep: boolean;
}

/** What was read of the words of a command line. */
export type Reading<Wished = Wishes> =
  | { readonly kind: 'run'; readonly wishes: Wished }
  | { readonly kind: 'help' }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

export const HELP = `npm run torture [-- options]

Runs Sarf as real processes (two APIs, two workers, the sandbox bank, PostgreSQL) in a folder of its own, and kills
them with kill -9 at random while clients make payouts and the bank drops, delays, doubles and forgets. Three receivers
of webhooks fail, hang, answer late and are killed too. Then all is started once more, what is open is waited for, and
everything is checked: every payout that was acknowledged exists with its content and has ended as the bank decided, one
payout for each idempotency key, every receiver knows of each payout what Sarf says of it, whoever read the events
meanwhile has all of them, and npm run doctor finds nothing.

  --seed N       the run to make (default: a fresh one, which is printed)
  --minutes M    for how long things go wrong (default 1)
  --seconds S    the same in seconds
  --clients C    how many clients make payouts at once (default 8)
  --keep         keep logs and data also when all is well
  --help         say this

The seed decides who is killed, when and for how long, what every client asks for and in which order, and what goes
wrong at the bank and at receivers with the how-manieth request. It does not decide how the processes share the machine:
which request is under way at a kill differs from run to run, and so does how far the clients get; and where a start
takes long, the next kill of the same process waits for up to five seconds. A seed that found something is likely to
find it again.

npm run torture -- refunds --help tells of another run, in which refunds are at stake.

Exit code 0: no violation · 1: violations, or it could not be run.`;

const SEED_END = 1_000_000_000;

/** Reads the words of the command line. Gives all faults at once, in sentences. */
export function readArguments(words: readonly string[]): Reading {
  const options = {
    seed: { type: 'string' },
    minutes: { type: 'string' },
    seconds: { type: 'string' },
    clients: { type: 'string' },
    keep: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  let values: Partial<Record<keyof typeof options, string | boolean>>;
  try {
    ({ values } = parseArgs({ args: [...words], options }));
  } catch (error) {
    return { kind: 'faults', faults: [error instanceof Error ? error.message : String(error)] };
  }
  if (values.help === true) return { kind: 'help' };
  const faults: string[] = [];
  const number = (name: 'seed' | 'minutes' | 'seconds' | 'clients', fallback: number, max: number): number => {
    const text = values[name];
    const value = text === undefined ? fallback : Number(text);
    const whole = name === 'minutes' || Number.isInteger(value);
    if (whole && value >= (name === 'seed' ? 0 : 0.01) && value <= max) return value;
    faults.push(`--${name} must be a ${name === 'minutes' ? '' : 'whole '}number up to ${max}; it is "${text}".`);
    return fallback;
  };
  if (values.minutes !== undefined && values.seconds !== undefined)
    faults.push('Give --minutes or --seconds, not both.');
  const minutes = number('minutes', 1, 1440);
  const wishes: Wishes = {
    seed: number('seed', randomInt(SEED_END), SEED_END),
    seconds: number('seconds', Math.round(minutes * 60), 86_400),
    clients: number('clients', 8, 200),
    keep: values.keep === true,
  };
  return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'run', wishes };
}

/** The command that makes the same run again. */
export const replayCommand = ({ seed, seconds, clients }: Wishes): string =>
  `npm run torture -- --seed ${seed} --seconds ${seconds} --clients ${clients}`;
