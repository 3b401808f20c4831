import { payoutStatusOf } from '@sarf/contract';
import type { Judgement } from '../banks/evidence.ts';
import type { SubmissionTurn } from '../banks/submission.ts';
import { Refusal } from '../foundation/refuse.ts';
import type { Reason } from '../lifecycle/move.ts';
import type { PayoutTurn } from './move-payouts.ts';
import type { PayoutRow } from './payout.ts';

/** What another party decides of a payout that waits for it. */
export type Verdict =
  | { readonly decision: 'approve' }
  /** The reason is for whoever asked; undefined: none was given. */
  | { readonly decision: 'reject'; readonly reason: string | undefined };

/** The code of the reason of a payout that an approver rejected. */
export const REJECTED_BY_APPROVER = 'REJECTED_BY_APPROVER';

/** Who decided of payouts that were approved and paid since the backup from which they were restored. */
export const DECIDED_BEFORE_RESTORE = 'restore';

/** Does it wait for somebody to approve it, or would it, if the bank had never seen it? */
const isUndecided = ({ askedBy, decidedBy }: PayoutRow): boolean => askedBy !== null && decidedBy === null;

/** What was decided of it before, whatever became of it since. */
function decisionOf(row: PayoutRow): Verdict['decision'] | undefined {
  if (row.askedBy === null || row.decidedBy === null) return undefined;
  return row.state === 'rejected' && row.reasonCode === REJECTED_BY_APPROVER ? 'reject' : 'approve';
}

/**
 * Whether a payout moves, given as it is under lock. `stay`: the same was decided before. Pure.
 * Otherwise the refusal: INVALID_STATE, or SECOND_PARTY_NEEDED where the party is the one that asked for it.
 */
export function ruleOnVerdict(row: PayoutRow, { decision }: Verdict, party: string): 'move' | 'stay' | Refusal {
  const before = decisionOf(row);
  if (before === decision) return 'stay';
  if (row.state !== 'awaiting_approval') return notWaiting(row, decision, before);
  // Addresses of members are one in capitals and in small letters.
  return row.askedBy?.toLowerCase() === party.toLowerCase() ? ownRequest(row) : 'move';
}

function ownRequest({ id }: PayoutRow): Refusal {
  const message =
    `Another party than the one that asked for payout ${id} has to decide. ` +
    'Whoever asked for it may cancel it: POST /payouts/v1/payments/{payment_id}/cancel.';
  return new Refusal('SECOND_PARTY_NEEDED', message);
}

const past = { approve: 'approved', reject: 'rejected' } as const;

function notWaiting(row: PayoutRow, decision: Verdict['decision'], before: Verdict['decision'] | undefined): Refusal {
  const status = payoutStatusOf[row.state];
  const message = `Only a payout that waits for approval can be ${past[decision]}; ${whyNot(row, before)}`;
  return new Refusal('INVALID_STATE', message, { metadata: { status, state: row.state } });
}

function whyNot(row: PayoutRow, before: Verdict['decision'] | undefined): string {
  const status = `${payoutStatusOf[row.state]} (${row.state}).`;
  if (before) return `this one was ${past[before]} before, and is ${status}`;
  if (row.askedBy === null) return `this one needed none, and is ${status}`;
  // It was restored from a backup.
  if (row.state === 'in_doubt') return 'of this one the bank is asked first whether it has it already. Try again then.';
  return `this one is ${status}`;
}

/** The move that a verdict makes of a payout that waits. */
export function turnOfVerdict(verdict: Verdict, party: string, at: Date): PayoutTurn {
  if (verdict.decision === 'approve') {
    const changes = { decidedBy: party, dueAt: at, leaseUntil: null, reasonCode: null, reasonMessage: null };
    return { to: 'queued', reason: null, changes };
  }
  const message = verdict.reason ?? 'The approver gave no reason.';
  const reason: Reason = { code: REJECTED_BY_APPROVER, message };
  const changes = { decidedBy: party, dueAt: null, leaseUntil: null, reasonCode: reason.code, reasonMessage: message };
  return { to: 'rejected', reason, changes };
}

/**
 * What an outcome means for a payout that nobody has approved as far as we know. That happens after a restore: it waited
 * when the backup was made. What the bank has was approved since then, by whom is lost. What it has never seen waits for
 * approval as before, and is never submitted without one. Pure.
 */
export function minded(row: PayoutRow, judgement: Judgement): Judgement<PayoutTurn> {
  if (judgement.kind !== 'move' || !isUndecided(row)) return judgement;
  return { kind: 'move', steps: judgement.steps.map(turnOfUndecided) };
}

function turnOfUndecided(turn: SubmissionTurn): PayoutTurn {
  if (turn.to === 'in_doubt') return turn;
  if (turn.to !== 'queued') return { ...turn, changes: { ...turn.changes, decidedBy: DECIDED_BEFORE_RESTORE } };
  const message = 'The bank has never seen it; it waits for approval as it did when the backup was made.';
  const reason = { code: turn.reason?.code ?? 'NEVER_SEEN', message };
  const changes = { ...turn.changes, dueAt: null, reasonCode: reason.code, reasonMessage: reason.message };
  return { to: 'awaiting_approval', reason, changes };
}
