import { type Random, randomOf } from '../random.ts';

/** A refund that a client asks for under one key. */
export interface Order {
  readonly key: string;
  readonly paymentId: string;
  readonly amountMinor: number;
}

/** What is asked for, and in which way. */
export type Turn =
  | { readonly kind: 'single' | 'over' | 'reuse'; readonly order: Order }
  /** The same order so many times at once. */
  | { readonly kind: 'twins'; readonly order: Order; readonly count: number }
  /** All of them or none. */
  | { readonly kind: 'list'; readonly orders: readonly Order[] };

/** What is done with a refund that was made. `own` tries with the party that asked for it first. */
export type Decision = 'confirm' | 'own' | 'reject' | 'both' | 'leave';

export interface Plan {
  readonly turn: Turn;
  readonly decision: Decision;
  /** Which of the two clients asks, and at which API first. */
  readonly client: 0 | 1;
  readonly api: number;
  /** Who has nothing to decide asks for what is confirmed to be submitted. */
  readonly hurries: boolean;
}

/** A payment that refunds are asked of. */
export interface Target {
  readonly id: string;
  readonly provenMinor: number;
}

const CURRENCY_DECIMALS = 2;
// What the sandbox bank does with an amount is chosen by its last two digits; see its README.
const SPECIAL_SHARE = 0.14;
const SPECIAL = [91, 92, 93, 94, 95, 96, 97, 98] as const;
const WHOLE_MAX = 20;
/** What a refund of `drawOrder` comes to on the average, in minor units. */
export const AMOUNT_MEAN_MINOR = (WHOLE_MAX * 100) / 2;
const LIST_MAX = 4;

const kinds = deckOf({ single: 66, twins: 14, list: 10, reuse: 5, over: 5 });
const decisions = deckOf({ confirm: 52, own: 6, reject: 18, both: 14, leave: 10 });

function deckOf<Word extends string>(shares: Readonly<Record<Word, number>>): readonly Word[] {
  return Object.keys(shares)
    .filter((word): word is Word => Object.hasOwn(shares, word))
    .flatMap((word) => Array.from({ length: shares[word] }, () => word));
}

/**
 * Plans turns until they ask for `n` refunds. From the seed alone: each turn draws from a stream of its own, so that how
 * often it had to be tried again changes nothing after it.
 */
export function planTurns(seed: number, n: number, targets: readonly Target[]): Plan[] {
  const plans: Plan[] = [];
  for (let asked = 0, turn = 0; asked < n; turn += 1) {
    const plan = drawPlan(randomOf(seed, `turn ${turn}`), `${seed}-${turn}`, targets, n - asked);
    plans.push(plan);
    asked += refundsIn(plan);
  }
  return plans;
}

/** How many refunds a turn asks for. */
export function refundsIn({ turn }: Plan): number {
  if (turn.kind === 'list') return turn.orders.length;
  return turn.kind === 'twins' ? turn.count : 1;
}

function drawPlan(random: Random, key: string, targets: readonly Target[], left: number): Plan {
  return {
    turn: drawTurn(random, key, targets, left),
    decision: random.pick(decisions),
    client: random.chance(0.5) ? 0 : 1,
    api: random.below(2),
    hurries: random.chance(0.2),
  };
}

function drawTurn(random: Random, key: string, targets: readonly Target[], left: number): Turn {
  const kind = random.pick(kinds);
  const order = drawOrder(random, key, targets);
  if (kind === 'twins' && left > 1) return { kind, order, count: Math.min(left, 2 + random.below(2)) };
  if (kind === 'list' && left > 1) {
    const length = Math.min(left, 2 + random.below(LIST_MAX - 1));
    return { kind, orders: Array.from({ length }, (_, index) => drawOrder(random, `${key}-${index}`, targets)) };
  }
  if (kind === 'over') {
    const provenMinor = targets.find(({ id }) => id === order.paymentId)?.provenMinor ?? 0;
    return { kind, order: { ...order, amountMinor: provenMinor + order.amountMinor } };
  }
  return kind === 'reuse' ? { kind, order } : { kind: 'single', order };
}

function drawOrder(random: Random, key: string, targets: readonly Target[]): Order {
  const suffix = random.chance(SPECIAL_SHARE) ? random.pick(SPECIAL) : 1 + random.below(90);
  return { key, paymentId: random.pick(targets).id, amountMinor: random.below(WHOLE_MAX) * 100 + suffix };
}

/** An amount as it goes over the wire. */
export const majorOf = (amountMinor: number): number => amountMinor / 10 ** CURRENCY_DECIMALS;

/** The body of the request for an order. */
export const bodyOf = ({ key, paymentId, amountMinor }: Order): object => ({
  payment_id: paymentId,
  amount: majorOf(amountMinor),
  reason_code: 'CUSTOMER_REQUEST',
  idempotency_key: key,
});

/** The status that a confirmed refund ends with, as the bank decides by its amount. */
export function endOf({ amountMinor }: Order): 'COMPLETED' | 'FAILED' {
  return [91, 92, 96].includes(amountMinor % 100) ? 'FAILED' : 'COMPLETED';
}
