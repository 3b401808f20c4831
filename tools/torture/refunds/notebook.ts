import { differingFields, Logbook } from '../logbook.ts';
import type { Shown } from '../notebook.ts';
import { majorOf, type Order } from './orders.ts';

/** A refund that was answered with 201. */
export interface Made {
  readonly id: string;
  readonly order: Order;
  /** Which of the two clients asked for it, as the answer says. */
  readonly createdBy: string;
}

export type Decided = 'CONFIRMED' | 'REJECTED';

/**
 * Everything that the clients were told, in memory and in a file, so that afterwards the house can be held to it. What
 * contradicts what was told before is a violation at once.
 */
export class Notebook extends Logbook {
  readonly made = new Map<string, Made>();
  readonly decided = new Map<string, Decided>();
  readonly #byKey = new Map<string, Made>();
  readonly #refused = new Set<string>();

  /** Notes an answer of 201. */
  noteMade(order: Order, shown: Shown): Made {
    const id = String(shown.id);
    const made = this.#byKey.get(order.key) ?? { id, order, createdBy: String(shown.created_by) };
    if (made.id !== id) this.violation(`key ${order.key} was answered with refund ${made.id} and with ${id}`);
    const other = this.made.get(id);
    if (other && other.order.key !== order.key) {
      this.violation(`refund ${id} was the answer to key ${other.order.key} and to ${order.key}`);
    }
    const differing = [...differences(order, shown), ...(shown.status === 'CREATED' ? [] : [`status ${shown.status}`])];
    if (differing.length > 0) this.violation(`refund ${id} of key ${order.key} differs: ${differing.join('; ')}`);
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

  /** Notes an answer of 200 to a decision. */
  noteDecided(id: string, decided: Decided): void {
    const before = this.decided.get(id) ?? decided;
    if (before !== decided) this.violation(`refund ${id} was answered as ${before} and as ${decided}`);
    this.decided.set(id, before);
    this.write({ decided: id, as: decided });
  }

  /** How many keys were refused in the end. */
  refusedKeys(): number {
    return [...this.#refused].filter((key) => !this.#byKey.has(key)).length;
  }
}

/** In what a refund differs from its order. */
export function differences(order: Order, shown: Shown): string[] {
  const wanted = {
    payment_id: order.paymentId,
    amount: majorOf(order.amountMinor),
    currency: 'AED',
    idempotency_key: order.key,
  };
  return differingFields(wanted, shown);
}
