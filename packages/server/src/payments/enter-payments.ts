import type { Deps } from '../deps.ts';
import type { Outcome } from '../foundation/batch.ts';
import type { Tx } from '../foundation/database.ts';
import { enter } from '../lifecycle/move.ts';
import { type Asked, type Decision, type Made, remember } from './keyed-rules.ts';
import { paymentLifecycle } from './lifecycle.ts';
import type { PaymentRow } from './payment.ts';
import { selectByIdempotencyKey, selectPayments } from './store.ts';

/** A payment that was made, or the one made earlier under the same key. */
export interface Created {
  readonly row: PaymentRow;
  readonly replayed: boolean;
}

/** The payments that were made before under the keys of these requests and, when they are tried again, their ids. */
export async function findMade(
  tx: Tx,
  kind: PaymentRow['kind'],
  requests: readonly Asked[],
  attempt: number,
): Promise<Made> {
  const keyed = requests.flatMap(({ applicationId, idempotencyKey }) =>
    idempotencyKey === null ? [] : [{ applicationId, idempotencyKey }],
  );
  const [byKey, byId] = await Promise.all([
    keyed.length > 0 ? selectByIdempotencyKey(tx, kind, keyed) : [],
    attempt > 1 ? selectPayments(tx, requests) : [],
  ]);
  return remember([...byKey, ...byId]);
}

/**
 * Writes those payments that are to be made, and the commit with them: these are the last statements of the
 * transaction.
 * @returns for each request what was decided of it
 */
export async function enterPayments(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'metrics'>,
  requests: readonly Asked[],
  decisions: readonly Decision[],
): Promise<Outcome<Created>[]> {
  const rows = decisions.flatMap((decision) => (decision.kind === 'create' ? [decision.row] : []));
  const actors = new Map(requests.map(({ id, actor }) => [id, actor]));
  await enter(tx, paymentLifecycle, rows.toSorted(byKey), {
    actor: (row) => actors.get(row.id) ?? '',
    at: deps.clock.now(),
    andCommit: true,
  });
  for (const { state } of rows) deps.metrics.moves.inc({ object: 'payment', state });
  return decisions.map((decision) =>
    decision.kind === 'refuse'
      ? { refusal: decision.refusal }
      : { value: { row: decision.row, replayed: decision.kind === 'replay' && !decision.own } },
  );
}

// All batches take their keys in the same order, so that two of them cannot wait for each other.
function byKey(a: PaymentRow, b: PaymentRow): number {
  const [one, other] = [a.idempotencyKey ?? '', b.idempotencyKey ?? ''];
  return one < other ? -1 : Number(one > other);
}
