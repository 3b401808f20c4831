import { type RefundState, refundStatusOf, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { RefundRow } from './refund.ts';

type Explanation = Static<typeof schemas.RefundExplanation>;
type PayoutExplanation = Static<typeof schemas.Explanation>;

interface Account {
  readonly why: string;
  readonly who: 'caller' | 'sarf' | 'bank' | 'nobody';
  readonly what: string;
  readonly moneyMoved: 'no' | 'yes' | 'unknown';
  readonly toCustomer: string;
}

const accounts: Record<RefundState, Account> = {
  created: {
    why: 'It was asked for and waits to be confirmed. Its amount is set aside, so that it is not refunded twice.',
    who: 'caller',
    what: 'Confirm or reject it with PUT /payouts/refunds.',
    moneyMoved: 'no',
    toCustomer: 'Your refund is being prepared.',
  },
  confirmed: {
    why: 'It was confirmed, and its payout waits to be handed to the bank.',
    who: 'sarf',
    what: 'Hand the payout to the bank.',
    moneyMoved: 'no',
    toCustomer: 'Your refund is being prepared.',
  },
  submitted: {
    why: 'Its payout was handed to the bank.',
    who: 'bank',
    what: 'Carry the payout out and say so.',
    moneyMoved: 'unknown',
    toCustomer: 'Your refund is on its way.',
  },
  completed: {
    why: 'The bank says that the money arrived at the account that paid.',
    who: 'nobody',
    what: 'Nothing is left to do.',
    moneyMoved: 'yes',
    toCustomer: 'Your refund has been sent to the account that you paid from.',
  },
  failed: {
    why: 'Its payout was not carried out, or its money came back. Its amount can be refunded again.',
    who: 'caller',
    what: 'Look at the reason, correct the cause, and create a new refund.',
    moneyMoved: 'no',
    toCustomer: 'Your refund could not be made. Please talk to us.',
  },
  rejected: {
    why: 'It was not confirmed but rejected. Its amount can be refunded again.',
    who: 'nobody',
    what: 'Nothing is left to do. If it should be refunded after all, create a new refund.',
    moneyMoved: 'no',
    toCustomer: 'Your refund was not made.',
  },
};

/**
 * Tells in plain words where a refund is, why, and who acts next. Pure.
 * @param payout what is to be said of the payout that carries it out, once there is one
 */
export function explainRefund(row: RefundRow, payout: PayoutExplanation | null): Explanation {
  const account = accounts[row.state];
  const because = row.failureMessage === null ? '' : ` Reason: ${row.failureMessage}`;
  const isUnderWay = row.state === 'confirmed' || row.state === 'submitted';
  return {
    refund_id: row.id,
    status: refundStatusOf[row.state],
    since: row.updatedAt.toISOString(),
    why: account.why + because,
    next:
      payout && isUnderWay
        ? payout.next
        : { who: payout?.bank_code ? payout.next.who : account.who, what: account.what, at: null },
    money_moved: payout && isUnderWay ? payout.money_moved : account.moneyMoved,
    payout,
    customer_message: account.toCustomer,
  };
}
