import { openDatabase } from '../../../packages/server/src/foundation/database.ts';

/** What the database has of a payment, in minor units. */
export interface Sums {
  readonly paymentId: string;
  readonly matched: bigint;
  /** As the payment has it. */
  readonly pending: bigint;
  readonly refunded: bigint;
  /** As its refunds have it. */
  readonly open: bigint;
  readonly completed: bigint;
}

export interface SumsReader {
  read(): Promise<readonly Sums[]>;
  close(): Promise<void>;
}

/** Adds up the refunds of all payments, beside what the payments say. */
export function openSums(databaseUrl: string): SumsReader {
  const sql = openDatabase(databaseUrl, { connectionsMax: 1 });
  return {
    read: () => sql<Sums[]>`
      select p.id as payment_id, p.matched_minor as matched, p.refund_pending_minor as pending,
        p.refunded_minor as refunded,
        coalesce(sum(r.amount_minor) filter (where r.state in ('created', 'confirmed', 'submitted')), 0)::bigint as open,
        coalesce(sum(r.amount_minor) filter (where r.state = 'completed'), 0)::bigint as completed
      from payments p left join refunds r on r.application_id = p.application_id and r.payment_id = p.id
      group by p.application_id, p.id`,
    close: () => sql.end({ timeout: 5 }),
  };
}

/** What is wrong with these sums, in sentences. */
export function judgeSums(all: readonly Sums[]): string[] {
  return all.flatMap(({ paymentId, matched, pending, refunded, open, completed }) => [
    ...(open + completed <= matched
      ? []
      : [`of payment ${paymentId} ${open + completed} is refunded, and ${matched} came in`]),
    ...(open === pending && completed === refunded
      ? []
      : [
          `payment ${paymentId} says ${pending} pending and ${refunded} refunded, its refunds ${open} and ${completed}`,
        ]),
  ]);
}
