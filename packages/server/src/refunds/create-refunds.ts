import { countAsked, holdLimits, readLimits } from '../auth/agent-limits.ts';
import { partiesOf } from '../auth/parties.ts';
import type { Deps } from '../deps.ts';
import type { Outcome } from '../foundation/batch.ts';
import { inTransaction } from '../foundation/database.ts';
import { timeOfId } from '../foundation/id.ts';
import { assert } from '../foundation/refuse.ts';
import { enter } from '../lifecycle/move.ts';
import { lockPayments } from '../payments/find-payments.ts';
import { refundLifecycle } from './lifecycle.ts';
import { readWorld } from './read-world.ts';
import type { RefundRow } from './refund.ts';
import type { ItemAnswer, NewRefund, RefundRequest } from './request.ts';
import { type Decision, decideRequests } from './rules.ts';

type Creating = Pick<Deps, 'sql' | 'clock' | 'metrics' | 'banks' | 'secretKey'>;

/** The refunds of a request, in its order. */
export interface Created {
  readonly rows: readonly RefundRow[];
  /** All of them were made before, under the same keys. */
  readonly replayed: boolean;
}

/**
 * Makes refunds, the requests that come at once in one transaction, each of them wholly or not at all. The payments are
 * locked, in the order of their ids; that no more goes back than came in is held by the database, not by these locks.
 * Refuses with INVALID_AMOUNT, IDEMPOTENCY_KEY_REUSED, UNKNOWN_PAYMENT, OPERATION_NOT_ALLOWED, UNKNOWN_REFUND_REASON,
 * CURRENCY_MISMATCH, INVALID_IBAN, BENEFICIARY_NOT_PAYER, AMOUNT_OVER_MAX_VALUE, AGENT_LIMIT, CLIENT_STOPPED, and
 * INVALID_PARAMETERS for several of them.
 */
export async function createRefunds(
  deps: Creating,
  requests: readonly RefundRequest[],
  attempt = 1,
): Promise<Outcome<Created>[]> {
  const { outcomes, made } = await inTransaction(deps.sql, async (tx) => {
    const at = deps.clock.now();
    // The locks come first, so that what is read after them is still true at the commit.
    const holding = holdLimits(tx, requests, at);
    const [, world] = await Promise.all([
      holding,
      readWorld(tx, deps, requests, {
        payments: lockPayments,
        // What is to be locked of them is known by the currencies of the payments.
        limits: (asked) => (attempt > 1 ? readLimits(tx, asked, { at, attempt }) : holding),
        alsoIds: attempt > 1,
      }),
    ]);
    const decisions = decideRequests(requests, world);
    await countAsked(
      tx,
      world.limits,
      requests.flatMap(({ clientId }, index) =>
        newRefundsIn(decisions[index]).map(({ amountMinor, payment: { currency } }) => ({
          clientId,
          amountMinor,
          currency,
        })),
      ),
    );
    const parties = await partiesOf(tx, requests);
    const actors = new Map<string, string>();
    const rows = requests.flatMap(({ clientId, actor }, index) =>
      newRefundsIn(decisions[index]).map((refund) => {
        actors.set(refund.asked.id, actor);
        return rowOf(refund, parties.get(clientId) ?? '');
      }),
    );
    const actor = (row: RefundRow): string => actors.get(row.id) ?? '';
    await enter(tx, refundLifecycle, rows.toSorted(byKey), { actor, at, andCommit: true });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return { outcomes: decisions.map((decision) => outcomeOf(decision, byId)), made: rows.length };
  });
  if (made > 0) deps.metrics.moves.inc({ object: 'refund', state: 'created' }, made);
  deps.metrics.batchItems.observe({ batch: 'create_refunds' }, requests.length);
  return outcomes;
}

// All batches take their keys in the same order, so that two of them cannot wait for each other.
function byKey(a: RefundRow, b: RefundRow): number {
  const [one, other] = [a.idempotencyKey ?? '', b.idempotencyKey ?? ''];
  return one < other ? -1 : Number(one > other);
}

const newRefundsIn = (decision: Decision | undefined): NewRefund[] =>
  decision?.kind === 'answer' ? decision.items.flatMap((item) => (item.kind === 'make' ? [item.refund] : [])) : [];

function rowOf({ asked, payment, amountMinor }: NewRefund, createdBy: string): RefundRow {
  const { amount, iban, ...content } = asked;
  return {
    ...content,
    applicationId: payment.applicationId,
    amountMinor,
    currency: payment.currency,
    createdBy,
    // The time that is in the id, so that lists by time and by id agree.
    createdAt: timeOfId(asked.id),
    decidedBy: null,
    payoutId: null,
    failureCode: null,
    failureMessage: null,
    state: 'created',
    sequence: 1,
    updatedAt: timeOfId(asked.id),
    depositMinor: payment.matchedMinor,
    paymentReference: payment.reference,
    payoutAccountId: payment.payoutAccountId,
    sealedPayer: payment.sealedPayer,
  };
}

function outcomeOf(decision: Decision, made: ReadonlyMap<string, RefundRow>): Outcome<Created> {
  if (decision.kind === 'refuse') return { refusal: decision.refusal };
  const rows = decision.items.map((item) => {
    if (item.kind === 'replay') return item.row;
    const row = made.get(item.kind === 'make' ? item.refund.asked.id : item.id);
    assert(row, 'a refund that was made has a row');
    return row;
  });
  return { value: { rows, replayed: isReplay(decision.items) } };
}

/** Was everything that is asked for made before, under the same keys? */
export function isReplay(items: readonly ItemAnswer[]): boolean {
  return items.every((item) => item.kind === 'repeat' || (item.kind === 'replay' && !item.first));
}
