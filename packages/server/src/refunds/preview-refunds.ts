import { type AgentLimits, counted, peekLimits } from '../auth/agent-limits.ts';
import { isPerson } from '../auth/caller.ts';
import { wantsSecondParty } from '../auth/parties.ts';
import type { Deps } from '../deps.ts';
import { inSnapshot } from '../foundation/database.ts';
import { parseAmount } from '../foundation/money.ts';
import { assert } from '../foundation/refuse.ts';
import { findPayments } from '../payments/find-payments.ts';
import { refundableOf } from '../payments/present.ts';
import { readWorld } from './read-world.ts';
import type { Asked, ItemAnswer, RefundRequest } from './request.ts';
import { type Decision, decideRequests, type World } from './rules.ts';
import { selectOpenTwins, type Twin } from './store.ts';

/** One refund of a request that is previewed. */
export interface ItemPreview {
  readonly asked: Asked;
  /** Null: there is no such payment. */
  readonly currency: string | null;
  /** What could be refunded of the payment before and after this one, in minor units; null: there is no such payment. */
  readonly beforeMinor: bigint | null;
  readonly afterMinor: bigint | null;
  /** The refund that was made under the same key, or null. */
  readonly madeId: string | null;
  /** The ids of open refunds that look like this one. */
  readonly twins: readonly string[];
}

/** What would happen if these refunds were asked for now. */
export interface Preview {
  readonly decision: Decision;
  readonly items: readonly ItemPreview[];
  readonly needsSecondParty: boolean;
  /** The limits of the client as they would be then; undefined where it does not exist. */
  readonly limits: AgentLimits | undefined;
}

/**
 * What asking for these refunds would do now: the decision is that of the rules by which refunds are made, on the same
 * look at the world. As with payouts the transaction can only read, and locks nothing.
 */
export function previewRefunds(
  deps: Pick<Deps, 'sql' | 'clock' | 'banks' | 'secretKey'>,
  request: RefundRequest,
): Promise<Preview> {
  const at = deps.clock.now();
  const { applicationId, clientId } = request;
  return inSnapshot(deps.sql, async (tx) => {
    const [world, fourEyes] = await Promise.all([
      readWorld(tx, deps, [request], {
        payments: findPayments,
        limits: (asked) => peekLimits(tx, asked, at),
        alsoIds: false,
      }),
      wantsSecondParty(tx, applicationId),
    ]);
    const [decision] = decideRequests([request], world);
    assert(decision, 'the request is decided');
    const twins = await selectOpenTwins(tx, twinsWanted(request, world));
    const now = world.limits.get(clientId);
    return {
      decision,
      items: itemsOf(request, decision, world, twins),
      // Whoever needs approval itself confirms nothing.
      needsSecondParty: fourEyes || isPerson(request.actor) || (now?.bounds?.needsApproval ?? false),
      limits: now && madeBy(decision).reduce((limits, { refund }) => counted(limits, moneyOf(refund)), now),
    };
  });
}

type Made = Extract<ItemAnswer, { kind: 'make' }>;

const madeBy = (decision: Decision): Made[] =>
  decision.kind === 'answer' ? decision.items.filter((item) => item.kind === 'make') : [];

const moneyOf = ({ amountMinor, payment: { currency } }: Made['refund']) => ({
  amountMinor,
  currency,
  destinationId: null,
});

function twinsWanted({ applicationId, items }: RefundRequest, { payments }: World): Omit<Twin, 'id'>[] {
  const currencies = new Map(payments.map(({ id, currency }) => [id, currency]));
  return items.flatMap(({ paymentId, amount }, index) => {
    const currency = currencies.get(paymentId);
    const parsed = currency === undefined ? undefined : parseAmount(amount, currency);
    return parsed?.ok ? [{ index, applicationId, paymentId, amountMinor: parsed.minor }] : [];
  });
}

/** The items one after another: what one of them takes is not there for the next. */
function itemsOf(
  { items }: RefundRequest,
  decision: Decision,
  { payments, earlier }: World,
  twins: readonly Twin[],
): ItemPreview[] {
  const byId = new Map(payments.map((row) => [row.id, row]));
  const leftMinor = new Map(payments.map((row) => [row.id, refundableOf(row)]));
  const byKey = new Map(earlier.map(({ id, idempotencyKey }) => [idempotencyKey, id]));
  return items.map((asked, index) => {
    const payment = byId.get(asked.paymentId);
    const answer = decision.kind === 'answer' ? decision.items[index] : undefined;
    const before = leftMinor.get(asked.paymentId) ?? null;
    const after = before !== null && answer?.kind === 'make' ? before - answer.refund.amountMinor : before;
    if (after !== null) leftMinor.set(asked.paymentId, after);
    const madeId = asked.idempotencyKey === null ? null : (byKey.get(asked.idempotencyKey) ?? null);
    return {
      asked,
      currency: payment?.currency ?? null,
      beforeMinor: before,
      afterMinor: after,
      madeId,
      twins: twins.filter((twin) => twin.index === index && twin.id !== madeId).map(({ id }) => id),
    };
  });
}
