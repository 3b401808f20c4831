import type { PaymentState } from '@sarf/contract';
import type { ChargeOutcome, Party } from '../banks/collections.ts';
import { type Circumstances, type Judgement, judge } from '../banks/evidence.ts';
import { after } from '../foundation/clock.ts';
import type { Turn } from '../lifecycle/walk.ts';
import type { BankPayment, PaymentRow } from './payment.ts';

export type PaymentTurn = Turn<PaymentState, PaymentRow>;

// The bank's clock is not ours: a customer who pays at the last moment by it has paid.
const EXPIRY_GRACE_MS = 60_000;

/** When a bank that still says "not decided" of a checkout is taken at its word that nobody will pay. */
export const givenUpAt = (expiresAt: Date): Date => after(expiresAt, EXPIRY_GRACE_MS);

/**
 * Judges what a bank said of a charge or a checkout: as of a payout, and besides a checkout whose time is over and on
 * which nobody decided is rejected, and who paid, and when, is noted once. Pure.
 * @param seal seals who paid
 */
export function judgeCharge(
  row: BankPayment,
  outcome: ChargeOutcome,
  circumstances: Circumstances,
  seal: (payer: Party) => string,
): Judgement<PaymentTurn> {
  if (isGivenUp(row, outcome, circumstances)) return { kind: 'move', steps: [expired] };
  const judgement = judge(row, outcome, circumstances);
  if (judgement.kind === 'wait')
    return { ...judgement, dueAt: noLaterThanTheEnd(row, judgement.dueAt, circumstances.now) };
  if (judgement.kind !== 'move') return judgement;
  const { payer } = outcome;
  const known = payer && row.sealedPayer === null ? { sealedPayer: seal(payer) } : {};
  const steps = judgement.steps.map((step) => ({
    ...step,
    changes: { ...step.changes, ...known, ...(step.to === 'completed' ? { paidAt: circumstances.now } : {}) },
  }));
  return { kind: 'move', steps };
}

const reason = { code: 'EXPIRED', message: 'The customer did not pay in time.' };
const expired: PaymentTurn = {
  to: 'rejected',
  reason,
  changes: { dueAt: null, leaseUntil: null, reasonCode: reason.code, reasonMessage: reason.message },
};

// Only an answer to a question that was asked after the end counts: `fresh` says that it is one.
function isGivenUp(row: BankPayment, { kind }: ChargeOutcome, { now, fresh }: Circumstances): boolean {
  if (row.state !== 'awaiting_authorisation' || row.expiresAt === null || !fresh) return false;
  return (kind === 'awaiting' || kind === 'not_known') && now >= givenUpAt(row.expiresAt);
}

/** The pauses between questions grow, but what nobody paid is not left open for long after its time is over. */
function noLaterThanTheEnd(row: BankPayment, dueAt: Date, now: Date): Date {
  if (row.state !== 'awaiting_authorisation' || row.expiresAt === null) return dueAt;
  const end = givenUpAt(row.expiresAt);
  return end > now && end < dueAt ? end : dueAt;
}
