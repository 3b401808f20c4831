import { type PayoutState, payoutStatusOf, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { reasonOf } from '../banks/reasons.ts';
import { REJECTED_BY_APPROVER } from './approval-rules.ts';
import type { PayoutRow } from './payout.ts';

type Explanation = Static<typeof schemas.Explanation>;
type Who = 'caller' | 'sarf' | 'bank' | 'beneficiary' | 'operator' | 'nobody';

interface Account {
  readonly why: string;
  readonly who: Who;
  readonly what: string;
  readonly moneyMoved: 'no' | 'yes' | 'unknown';
  readonly toBeneficiary: string;
}

const ON_ITS_WAY = 'Your payment is on its way.';
const BEING_PREPARED = 'Your payment is being prepared.';

const accounts: Record<PayoutState, Account> = {
  awaiting_approval: {
    why: 'Another party than the one that asked for it has to approve it before any bank sees it. Its amount is held.',
    who: 'operator',
    what: 'Approve it or reject it, as another party. Whoever asked for it may cancel it.',
    moneyMoved: 'no',
    toBeneficiary: BEING_PREPARED,
  },
  queued: {
    why: 'It is released and waits to be handed to the bank. Its amount is held.',
    who: 'sarf',
    what: 'Hand it to the bank.',
    moneyMoved: 'no',
    toBeneficiary: BEING_PREPARED,
  },
  submitting: {
    why: 'It is being handed to the bank right now.',
    who: 'sarf',
    what: 'Note what the bank answers. If the worker dies meanwhile, the bank is asked what became of it.',
    moneyMoved: 'unknown',
    toBeneficiary: ON_ITS_WAY,
  },
  with_bank: {
    why: 'The bank has accepted it and has not said yet that the money arrived.',
    who: 'bank',
    what: 'Carry it out and say so. Sarf asks again if the bank does not.',
    moneyMoved: 'unknown',
    toBeneficiary: ON_ITS_WAY,
  },
  in_doubt: {
    why: 'It was submitted and no answer came that can be relied on. It is not submitted again on a guess.',
    who: 'sarf',
    what: 'Ask the bank under the end-to-end id. It is submitted again only if the bank has never seen that id.',
    moneyMoved: 'unknown',
    toBeneficiary: ON_ITS_WAY,
  },
  completed: {
    why: 'The bank says that the money arrived.',
    who: 'nobody',
    what: 'Nothing is left to do.',
    moneyMoved: 'yes',
    toBeneficiary: 'Your payment has been sent to your account.',
  },
  failed: {
    why: 'The bank refused it. The held amount is available again.',
    who: 'caller',
    what: 'Look at the bank code, correct the cause, and create a new payout.',
    moneyMoved: 'no',
    toBeneficiary: 'Your payment could not be made. Please check your account details with us.',
  },
  returned: {
    why: 'It was completed, and the bank sent the money back. The amount is available again.',
    who: 'caller',
    what: 'Look at the bank code, correct the cause, and create a new payout.',
    moneyMoved: 'no',
    toBeneficiary: 'Your payment came back to us. Please check your account details with us.',
  },
  rejected: {
    why: 'It was refused or cancelled before any bank saw it. The held amount is available again.',
    who: 'nobody',
    what: 'Nothing is left to do. If it should be paid after all, create a new payout.',
    moneyMoved: 'no',
    toBeneficiary: 'Your payment was not made.',
  },
};

/** What only the payout itself knows of why it is where it is, or of what is to be done about it. */
function own(row: PayoutRow): Partial<Account> {
  const at = `/payouts/v1/payments/${row.id}`;
  if (row.state === 'awaiting_approval') {
    return {
      why: `${row.askedBy} asked for it. ${accounts.awaiting_approval.why}`,
      what: `Approve it with POST ${at}/approve or reject it with POST ${at}/reject, as another party. Whoever asked may cancel it.`,
    };
  }
  if (row.state === 'rejected' && row.reasonCode === REJECTED_BY_APPROVER) {
    return { why: `${row.decidedBy} did not approve it, so no bank saw it. The held amount is available again.` };
  }
  return {};
}

/** Tells in plain words where a payout is, why, and who acts next. Pure. */
export function explain(row: PayoutRow): Explanation {
  const account = { ...accounts[row.state], ...own(row) };
  const fromBank = row.reasonCode !== null && (row.state === 'failed' || row.state === 'returned');
  const reason = fromBank ? reasonOf(row.reasonCode ?? '') : undefined;
  const because = row.reasonMessage === null ? '' : ` Reason: ${row.reasonMessage}`;
  return {
    payment_id: row.id,
    status: payoutStatusOf[row.state],
    state: row.state,
    since: row.updatedAt.toISOString(),
    why: account.why + because,
    next: {
      who: reason?.whoActs ?? account.who,
      what: account.what,
      at: row.dueAt?.toISOString() ?? null,
    },
    money_moved: account.moneyMoved,
    bank_code: reason ? { code: row.reasonCode ?? '', meaning: reason.meaning } : null,
    beneficiary_message: reason?.beneficiaryMessage ?? account.toBeneficiary,
  };
}
