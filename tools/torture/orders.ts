import type { Order } from './notebook.ts';
import type { Random } from './random.ts';

/** The account that an order can be paid from. */
export interface Purse {
  readonly currency: string;
  readonly decimals: number;
  /** Undefined: the default account in the currency. */
  readonly accountId: string | undefined;
  /** Does it hold so little that it runs out? */
  readonly isTight: boolean;
  /** In how many of a hundred orders it is used. */
  readonly share: number;
}

// What the sandbox bank does with an amount is chosen by its last two digits; see its README.
const SPECIAL_SHARE = 0.14;
const SPECIAL = [91, 92, 93, 94, 95, 96, 97, 98] as const;
const WHOLE_MAX = 50;

/** Draws an order, small, and sometimes one with which the bank does something out of the ordinary. */
export function drawOrder(
  random: Random,
  key: string,
  purses: readonly Purse[],
  destinationIds: readonly string[],
): Order {
  const purse = drawPurse(random, purses);
  const suffix = random.chance(SPECIAL_SHARE) ? random.pick(SPECIAL) : random.below(91);
  const amountMinor = (1 + random.below(WHOLE_MAX)) * 100 + suffix;
  return {
    key,
    amountMinor,
    amount: amountMinor / 10 ** purse.decimals,
    currency: purse.currency,
    destinationId: random.pick(destinationIds),
    reference: `ref ${key}`,
    accountId: purse.accountId,
  };
}

function drawPurse(random: Random, purses: readonly Purse[]): Purse {
  let draw = random.below(purses.reduce((sum, { share }) => sum + share, 0));
  const found = purses.find(({ share }) => {
    draw -= share;
    return draw < 0;
  });
  if (found === undefined) throw new Error('bug: the shares of the purses do not add up');
  return found;
}

/** The body of the request for an order. */
export const bodyOf = (order: Order): object => ({
  amount: order.amount,
  currency: order.currency,
  destination_id: order.destinationId,
  reference: order.reference,
  idempotency_key: order.key,
  ...(order.accountId === undefined ? {} : { payout_account_id: order.accountId }),
});

/** The status that a payout ends with when it is not cancelled, as the bank decides by its amount. */
export function endOf({ amountMinor }: Order): 'COMPLETED' | 'FAILED' {
  return [91, 92, 96].includes(amountMinor % 100) ? 'FAILED' : 'COMPLETED';
}
