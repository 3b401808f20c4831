import type { PaymentState, PayoutState } from '@sarf/contract';
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

/** What our books say of an order that a bank was given, as far as the bank can contradict it. */
export interface OrderLine {
  /** A payout, or a payment by a charge or a checkout. */
  readonly order: BookLine['order'];
  readonly id: string;
  readonly state: PayoutState | PaymentState;
  readonly endToEndId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly payoutAccountId: string;
  /** The IBAN of our account: a payout is paid from it, a payment into it. */
  readonly ownIban: string;
}

/** What lines of the bank's own statements prove of an order, whatever else the bank says of it. */
export type BankProof = ReadonlySet<'moved' | 'returned'>;

/** The states of an order that the bank must have in its books, because it was the bank that brought it there. */
export const knownToBank = ['with_bank', 'completed', 'returned'] as const;

/** Do statements of the bank prove that it is where it is? */
export function isProven({ state }: Pick<OrderLine, 'state'>, proof: BankProof | undefined): boolean {
  if (state === 'completed') return proof?.has('moved') === true && !proof.has('returned');
  return state === 'returned' && proof?.has('returned') === true;
}

const booked = (line: BookLine): boolean => line.timesBooked > 0;
const refused = (line: BookLine): boolean => line.kind === 'rejected' && !booked(line);

/** Does what the bank has fit an order in each state? That it was booked once and not twice is another question. */
const fits: Record<PayoutState | PaymentState, (line: BookLine) => boolean> = {
  // No bank was told of it.
  awaiting_approval: () => false,
  queued: (line) => !booked(line),
  rejected: (line) => !booked(line),
  // Nobody knows yet: the payer may have paid a moment ago, and the news be on its way.
  awaiting_authorisation: () => true,
  submitting: () => true,
  in_doubt: () => true,
  with_bank: booked,
  completed: (line) => booked(line) && line.kind === 'accepted',
  failed: refused,
  returned: (line) => booked(line) && line.kind === 'returned',
};

/** What is wrong between an order of ours and the bank's line of the same end-to-end id, in words. */
export function contradictions(ours: OrderLine, line: BookLine, proof?: BankProof): string[] {
  const found: string[] = [];
  const { state, currency, amountMinor, ownIban } = ours;
  if (!fits[state](line) && !isProven(ours, proof)) {
    found.push(`is ${state}, and the bank has it as ${line.kind}, booked ${times(line.timesBooked)}`);
  }
  if (currency !== line.currency || amountMinor !== line.amountMinor) {
    const theirs = line.amountMinor === null ? 'no amount' : `${amountToText(line.amountMinor, line.currency)}`;
    found.push(
      `is ${amountToText(amountMinor, currency)} ${currency}, and at the bank it is ${theirs} ${line.currency}`,
    );
  }
  const theirIban = ownIbanOf(line);
  if (ownIban !== theirIban) {
    const [paid, took] = ours.order === 'payout' ? ['paid from', 'took it from'] : ['paid into', 'paid it into'];
    found.push(`is ${paid} ${masked(ownIban)}, and the bank ${took} ${masked(theirIban ?? '')}`);
  }
  return found;
}

/** The account of ours in a line of a bank's books: payouts are paid from it, charges and checkouts into it. */
export const ownIbanOf = ({ order, debtorIban, creditorIban }: BookLine): string | null =>
  order === 'payout' ? debtorIban : creditorIban;

/** Has the bank booked what its payer was asked for, and we have not heard of it? */
export const isUnheard = ({ state }: OrderLine, line: BookLine): boolean =>
  state === 'awaiting_authorisation' && booked(line);

/** A number of times in words. */
export const times = (count: number): string => (count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`);

/** The end of an IBAN, by which its owner knows it. */
export const masked = (iban: string): string => `…${iban.slice(-4)}`;
