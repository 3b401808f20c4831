import { after } from '../foundation/clock.ts';
import type { Reason } from '../lifecycle/move.ts';
import type { Awaiting } from './collections.ts';
import type { Outcome } from './connector.ts';
import { reasonOf } from './reasons.ts';
import type { Progress, Submission, SubmissionState, SubmissionTurn } from './submission.ts';

/** What an outcome means for what it speaks of: moves to make one after another, a later look, or nothing. */
export type Judgement<AnyTurn = SubmissionTurn> =
  | { readonly kind: 'move'; readonly steps: readonly AnyTurn[] }
  | { readonly kind: 'wait'; readonly dueAt: Date; readonly asks: number }
  | { readonly kind: 'none' }
  /** The bank contradicts what it said before: a person has to look. */
  | { readonly kind: 'contradiction' };

/** As much of a row as a judgement needs. */
type Judged = Pick<Submission, 'state' | 'attempts' | 'asks'>;

export interface Circumstances {
  readonly now: Date;
  /** See `Capabilities.settlesWithinMs`. */
  readonly settlesWithinMs: number;
  /**
   * Is the row exactly as it was when the worker took it up? Where it is not, "no answer", "never seen" and
   * "not sent" speak of the past and decide nothing: another worker may be submitting it right now.
   */
  readonly fresh: boolean;
}

const DOUBT_PAUSES_S = [1, 2, 5, 15, 60, 300, 900];
const POLL_PAUSES_S = [5, 15, 60, 300, 900];
const RETRY_PAUSES_S = [0.5, 1, 2, 5, 15, 60];

const pauseMs = (pauses: readonly number[], count: number): number =>
  (pauses[Math.min(count, pauses.length - 1)] ?? 60) * 1000;

// Codes that say "this is a duplicate": the original may well have been paid, so they prove no failure.
const DUPLICATE = /^(AM05|DUPL|DU0[1-5])$/;

const none: Judgement = { kind: 'none' };
const contradiction: Judgement = { kind: 'contradiction' };

/**
 * Judges what a bank said about a payout or a payment. Pure. "No answer" is never a failure; it goes back to the queue
 * only when the bank has never seen its id, or when the call certainly never left us.
 */
export function judge(row: Judged, outcome: Outcome | Awaiting, circumstances: Circumstances): Judgement {
  switch (outcome.kind) {
    case 'awaiting':
      // Once the payer has decided, this is old news.
      return row.state === 'awaiting_authorisation' && circumstances.fresh ? later(row, circumstances.now) : none;
    case 'unknown':
    case 'not_known':
    case 'not_sent':
      return circumstances.fresh ? judgeSilence(row, outcome, circumstances) : none;
    case 'pending':
      return judgePending(row, outcome, circumstances);
    case 'rejected':
      return DUPLICATE.test(outcome.code ?? '')
        ? judgeSilence(row, { ...outcome, kind: 'unknown' }, circumstances)
        : judgeFinal(row, outcome, [failed(outcome)]);
    case 'accepted':
      return judgeFinal(row, outcome, [completed(outcome)]);
    case 'returned':
      return judgeReturn(row, outcome);
  }
}

function judgeSilence(row: Judged, outcome: Outcome, { now, settlesWithinMs }: Circumstances): Judgement {
  if (row.state === 'submitting') {
    return outcome.kind === 'not_sent'
      ? back(outcome, now, row.attempts, 'NOT_SENT', 'The bank could not be reached; nothing was sent.')
      : move(inDoubt(outcome, after(now, settlesWithinMs)));
  }
  if (row.state === 'in_doubt' && outcome.kind === 'not_known') {
    return back(outcome, now, row.attempts, 'NEVER_SEEN', 'The bank has never seen it; it is submitted again.');
  }
  return isAtBank(row) || row.state === 'in_doubt' ? later(row, now) : none;
}

/** The bank has it, and has not decided. */
const isAtBank = ({ state }: Judged): boolean => state === 'with_bank' || state === 'awaiting_authorisation';

/** The bank said that it had never seen it, so it is not submitted now, and was before. */
const wasSubmitted = ({ state, attempts }: Judged): boolean =>
  (state === 'queued' || state === 'awaiting_approval') && attempts > 0;

/** When to ask again: the pauses grow with every question that brought nothing. */
function later(row: Judged, now: Date): Judgement {
  const pauses = row.state === 'in_doubt' ? DOUBT_PAUSES_S : POLL_PAUSES_S;
  return { kind: 'wait', dueAt: after(now, pauseMs(pauses, row.asks + 1)), asks: Math.min(row.asks + 1, 1000) };
}

function judgePending(row: Judged, outcome: Outcome, { now }: Circumstances): Judgement {
  const turn: SubmissionTurn = {
    to: 'with_bank',
    reason: null,
    changes: { ...settled(outcome), dueAt: after(now, pauseMs(POLL_PAUSES_S, 0)) },
  };
  if (row.state === 'submitting' || row.state === 'in_doubt' || row.state === 'awaiting_authorisation') {
    return move(turn);
  }
  if (wasSubmitted(row)) return move(resurfaced(), turn);
  return row.state === 'with_bank' ? later(row, now) : none;
}

// The states in which a final word is old news.
const alreadySaid: Partial<Record<Outcome['kind'], readonly Submission['state'][]>> = {
  accepted: ['completed', 'returned'],
  rejected: ['failed'],
};

function judgeFinal(row: Judged, outcome: Outcome, turns: readonly SubmissionTurn[]): Judgement {
  if (row.state === 'submitting' || row.state === 'in_doubt' || isAtBank(row)) return move(...turns);
  if (wasSubmitted(row)) return move(resurfaced(), ...turns);
  return alreadySaid[outcome.kind]?.includes(row.state) ? none : contradiction;
}

function judgeReturn(row: Judged, outcome: Outcome): Judgement {
  if (row.state === 'completed') return move(returned(outcome));
  if (row.state === 'returned') return none;
  // The news of the completion is still on its way, or was lost: a return proves it.
  return judgeFinal(row, outcome, [completed(outcome), returned(outcome)]);
}

const move = (...steps: SubmissionTurn[]): Judgement => ({ kind: 'move', steps });

const settled = (outcome: Outcome): Partial<Progress> => ({
  dueAt: null,
  leaseUntil: null,
  asks: 0,
  reasonCode: null,
  reasonMessage: null,
  ...(outcome.bankReference === null ? {} : { bankReference: outcome.bankReference }),
});

const withReason = (to: SubmissionState, reason: Reason, changes: Partial<Progress>): SubmissionTurn => ({
  to,
  reason,
  changes: { ...changes, reasonCode: reason.code, reasonMessage: reason.message },
});

const bankReason = (outcome: Outcome): Reason => {
  const code = outcome.code ?? 'NARR';
  return { code, message: outcome.message ?? reasonOf(code).meaning };
};

const completed = (outcome: Outcome): SubmissionTurn => ({ to: 'completed', reason: null, changes: settled(outcome) });
const failed = (outcome: Outcome): SubmissionTurn => withReason('failed', bankReason(outcome), settled(outcome));
const returned = (outcome: Outcome): SubmissionTurn => withReason('returned', bankReason(outcome), settled(outcome));

function inDoubt(outcome: Outcome, dueAt: Date): SubmissionTurn {
  const message = outcome.message ?? 'The bank did not answer.';
  return withReason('in_doubt', { code: 'NO_ANSWER', message }, { dueAt, leaseUntil: null, asks: 0 });
}

function resurfaced(): SubmissionTurn {
  const message = 'The bank speaks of it although it said it had never seen it.';
  return withReason('in_doubt', { code: 'RESURFACED', message }, { leaseUntil: null });
}

function back(outcome: Outcome, now: Date, attempts: number, code: string, message: string): Judgement {
  const dueAt = after(now, pauseMs(RETRY_PAUSES_S, attempts - 1));
  const reason = { code, message: outcome.kind === 'not_sent' ? (outcome.message ?? message) : message };
  return move(withReason('queued', reason, { dueAt, leaseUntil: null, asks: 0 }));
}
