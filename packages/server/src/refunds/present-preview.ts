import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { presentLeft } from '../auth/agent-limits.ts';
import { amountToNumber } from '../foundation/money.ts';
import { presentRefusal } from '../payouts/present-preview.ts';
import { isReplay } from './create-refunds.ts';
import type { ItemPreview, Preview } from './preview-refunds.ts';
import type { Decision } from './rules.ts';

type Shown = Static<typeof schemas.RefundPreview>;

/** A preview as the contract shows it. */
export function presentPreview({ decision, items, needsSecondParty, limits }: Preview): Shown {
  const currency = items.find((item) => item.currency !== null)?.currency ?? null;
  return {
    verdict: verdictOf(decision),
    refusal: decision.kind === 'refuse' ? presentRefusal(decision.refusal) : null,
    content: items.map(presentItem),
    needs_second_party: needsSecondParty,
    limits: limits && currency !== null ? presentLeft(limits, currency) : null,
  };
}

function verdictOf(decision: Decision): Shown['verdict'] {
  if (decision.kind === 'refuse') return 'WOULD_BE_REFUSED';
  return isReplay(decision.items) ? 'WOULD_BE_REPLAYED' : 'WOULD_BE_CREATED';
}

function presentItem({
  asked,
  currency,
  beforeMinor,
  afterMinor,
  madeId,
  twins,
}: ItemPreview): Shown['content'][number] {
  const amountOf = (minor: bigint | null): number | null =>
    minor === null || currency === null ? null : amountToNumber(minor, currency);
  return {
    payment_id: asked.paymentId,
    refund_id: madeId,
    amount: asked.amount,
    currency,
    remaining_before: amountOf(beforeMinor),
    remaining_after: amountOf(afterMinor),
    possible_duplicates: [...twins],
  };
}
