import { differingFields, Logbook } from './logbook.ts';

/** What a client asks for under one idempotency key. */
export interface Order {
  readonly key: string;
  readonly amountMinor: number;
  /** The same in major units, as it is sent. */
  readonly amount: number;
  readonly currency: string;
  readonly destinationId: string;
  readonly reference: string;
  /** Undefined: the default account in the currency. */
  readonly accountId: string | undefined;
}

/** An order that was answered with 201. */
export interface Made {
  readonly id: string;
  readonly order: Order;
}

/** What an API says of a payout, as far as it is compared. */
export type Shown = Readonly<Record<string, unknown>>;

/**
 * Everything that clients were told, in memory and in a file, so that afterwards the house can be held to it. What
 * contradicts what was told before is a violation at once.
 */
export class Notebook extends Logbook {
  readonly made = new Map<string, Made>();
  readonly cancelled = new Set<string>();
  readonly #byKey = new Map<string, Made>();
  readonly #refused = new Set<string>();

  madeUnder(key: string): Made | undefined {
    return this.#byKey.get(key);
  }

  /** Notes an answer of 201. */
  noteMade(order: Order, shown: Shown): Made {
    const id = String(shown.id);
    const made = this.#byKey.get(order.key) ?? { id, order };
    if (made.id !== id) this.violation(`key ${order.key} was answered with payout ${made.id} and with ${id}`);
    const other = this.made.get(id);
    if (other && other.order.key !== order.key) {
      this.violation(`payout ${id} was the answer to key ${other.order.key} and to ${order.key}`);
    }
    const differing = differences(order, shown);
    if (differing.length > 0) this.violation(`payout ${id} of key ${order.key} differs: ${differing.join('; ')}`);
    this.#byKey.set(order.key, made);
    if (!other) this.made.set(id, made);
    this.write({ made: id, order });
    return made;
  }

  /** Notes a refusal after which nothing may have been made under the key, unless it was made before or is later. */
  noteRefused(key: string, code: string): void {
    this.#refused.add(key);
    this.write({ refused: key, code });
  }

  noteCancelled(id: string): void {
    this.cancelled.add(id);
    this.write({ cancelled: id });
  }

  /** How many keys were refused in the end. */
  refusedKeys(): number {
    return [...this.#refused].filter((key) => !this.#byKey.has(key)).length;
  }
}

/** In what a payout differs from its order. */
export function differences(order: Order, shown: Shown): string[] {
  const wanted = {
    amount: order.amount,
    currency: order.currency,
    destination_id: order.destinationId,
    reference: order.reference,
    idempotency_key: order.key,
    ...(order.accountId === undefined ? {} : { payout_account_id: order.accountId }),
  };
  return differingFields(wanted, shown);
}
