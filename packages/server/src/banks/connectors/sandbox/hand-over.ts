import { systemClock } from '../../../foundation/clock.ts';
import type { Outcome } from '../../connector.ts';
import { post, type Reply } from './call.ts';

/** How the bank answers about one kind of thing. */
export interface Speech<Said> {
  /** Reads an answer of the bank; undefined when it is none. */
  read(body: unknown): Said[] | undefined;
  /** The same of many ids, where the bank did not answer item by item. */
  same(endToEndIds: readonly string[], kind: Outcome['kind'], message: string): Said[];
}

/** Where one kind of order is handed over, and how it is written. */
export interface Counter<Order, Said> extends Speech<Said> {
  readonly url: string;
  bodyOf(orders: readonly Order[]): unknown;
}

/**
 * Hands over a batch of orders. When the bank refuses the call as a whole, having done nothing, the batch is halved
 * until the order that it cannot take is alone: one bad order never fails its neighbours. All calls together end by the
 * deadline, because whoever called us counts on the time of one.
 */
export async function handOver<
  Order extends { readonly endToEndId: string },
  Said extends { readonly endToEndId: string; readonly code: string | null },
>(counter: Counter<Order, Said>, orders: readonly Order[], deadlineMs: number): Promise<Said[]> {
  const ids = orders.map((one) => one.endToEndId);
  const leftMs = Math.ceil(deadlineMs - systemClock.elapsedMs());
  if (leftMs <= 0) return counter.same(ids, 'not_sent', 'There was no time left to send it.');
  const reply = await post(counter.url, counter.bodyOf(orders), leftMs);
  if (reply.kind !== 'refused') return answersOf(counter, reply, ids);
  if (orders.length === 1) return counter.same(ids, 'rejected', reply.message).map((one) => ({ ...one, code: 'FF01' }));
  const middle = Math.ceil(orders.length / 2);
  const first = await handOver(counter, orders.slice(0, middle), deadlineMs);
  return [...first, ...(await handOver(counter, orders.slice(middle), deadlineMs))];
}

/** One answer for each id, whatever the bank sent: what it left out is unknown. */
export function answersOf<Said extends { readonly endToEndId: string }>(
  speech: Speech<Said>,
  reply: Reply,
  endToEndIds: readonly string[],
): Said[] {
  if (reply.kind === 'not_sent') return speech.same(endToEndIds, 'not_sent', reply.message);
  if (reply.kind !== 'answer') return speech.same(endToEndIds, 'unknown', reply.message);
  const results = speech.read(reply.body);
  if (!results) return speech.same(endToEndIds, 'unknown', 'The answer of the bank could not be read.');
  const byId = new Map(results.map((said) => [said.endToEndId, said]));
  return endToEndIds.flatMap(
    (id) => byId.get(id) ?? speech.same([id], 'unknown', 'The bank did not mention it in its answer.'),
  );
}
