import type { PayoutState } from '@sarf/contract';
import type { BookLine } from '../banks/connector.ts';
import { amountToText } from '../foundation/money.ts';
import { assert } from '../foundation/refuse.ts';
import type { Edge } from '../lifecycle/define.ts';

/**
 * The ledger steps that a payout in each state must have, such as `hold post`: what the table of moves books on the
 * way there. Every way to a state books the same, or the state would not say where the money is.
 */
export function stepsByState<State extends string>(edges: readonly Edge<State>[]): ReadonlyMap<State, string> {
  const known = new Map<State | 'new', string>([['new', '']]);
  for (let before = -1; before < known.size; ) {
    before = known.size;
    for (const { from, to, ledger } of edges) {
      const steps = known.get(from);
      if (steps === undefined) continue;
      const here = [steps, ledger ?? ''].filter((word) => word !== '').join(' ');
      assert(known.get(to) === undefined || known.get(to) === here, `every way to ${to} books the same`);
      known.set(to, here);
    }
  }
  return new Map([...known].flatMap(([state, steps]) => (state === 'new' ? [] : [[state, steps] as const])));
}

/** What our books say of a payout, as far as a bank can contradict it. */
export interface PayoutLine {
  readonly id: string;
  readonly state: PayoutState;
  readonly endToEndId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly debtorIban: string;
}

/** The states of a payout that the bank must have in its books, because it was the bank that brought it there. */
export const knownToBank = ['with_bank', 'completed', 'returned'] as const satisfies readonly PayoutState[];

const booked = (line: BookLine): boolean => line.timesBooked > 0;
const refused = (line: BookLine): boolean => line.kind === 'rejected' && !booked(line);

/** Does what the bank has fit a payout in each state? That it was booked once and not twice is another question. */
const fits: Record<PayoutState, (line: BookLine) => boolean> = {
  // No bank was told of it.
  awaiting_approval: () => false,
  queued: (line) => !booked(line),
  rejected: (line) => !booked(line),
  // Nobody knows yet.
  submitting: () => true,
  in_doubt: () => true,
  with_bank: booked,
  completed: (line) => booked(line) && line.kind === 'accepted',
  failed: refused,
  returned: (line) => booked(line) && line.kind === 'returned',
};

/** What is wrong between a payout and the bank's line of the same end-to-end id, in words. */
export function contradictions(payout: PayoutLine, line: BookLine): string[] {
  const found: string[] = [];
  const { state, currency, amountMinor } = payout;
  if (!fits[state](line)) {
    found.push(`is ${state}, and the bank has it as ${line.kind}, booked ${times(line.timesBooked)}`);
  }
  if (currency !== line.currency || amountMinor !== line.amountMinor) {
    const theirs = line.amountMinor === null ? 'no amount' : `${amountToText(line.amountMinor, line.currency)}`;
    found.push(
      `is ${amountToText(amountMinor, currency)} ${currency}, and at the bank it is ${theirs} ${line.currency}`,
    );
  }
  if (payout.debtorIban !== line.debtorIban) {
    found.push(`is paid from ${masked(payout.debtorIban)}, and the bank took it from ${masked(line.debtorIban)}`);
  }
  return found;
}

/** A number of times in words. */
export const times = (count: number): string => (count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`);

/** The end of an IBAN, by which its owner knows it. */
export const masked = (iban: string): string => `…${iban.slice(-4)}`;
