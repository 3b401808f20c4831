import { after } from '../foundation/clock.ts';
import type { Turn } from '../lifecycle/walk.ts';

/** The states of whatever is handed to a bank, from the queue on. Payouts and payments share these words. */
export type SubmissionState =
  | 'queued'
  | 'submitting'
  | 'with_bank'
  | 'in_doubt'
  | 'completed'
  | 'failed'
  | 'returned'
  | 'rejected';

/** What changes while it is with a bank. */
export interface Progress {
  /** When a worker has something to do with it; null when nobody has. */
  readonly dueAt: Date | null;
  readonly leaseUntil: Date | null;
  /** How often it was submitted, and how often the bank was asked since. */
  readonly attempts: number;
  readonly asks: number;
  readonly bankReference: string | null;
  readonly reasonCode: string | null;
  readonly reasonMessage: string | null;
}

/** A row that is handed to a bank and of which the bank then speaks, by its end-to-end id. */
export interface Submission extends Progress {
  readonly applicationId: string;
  readonly id: string;
  /**
   * Two states come before the queue. `awaiting_approval`: no bank was told of it, so none can have it, unless it was
   * restored from a backup (`attempts` is above 0 then).
   * `awaiting_authorisation`: the bank shows it to the payer, and any word of the bank counts as if it were with it.
   */
  readonly state: SubmissionState | 'awaiting_approval' | 'awaiting_authorisation';
  /** The number of its last line of history. */
  readonly sequence: number;
  readonly endToEndId: string;
  /** The name of the bank connection that it goes through. */
  readonly connector: string;
}

export type SubmissionTurn = Turn<SubmissionState, Progress>;

/** It is noted as being submitted, before the bank is called. */
export function beginAttempt(row: Pick<Submission, 'attempts'>, leaseUntil: Date): SubmissionTurn {
  const changes = { leaseUntil, attempts: row.attempts + 1, asks: 0, reasonCode: null, reasonMessage: null };
  return { to: 'submitting', reason: null, changes };
}

/** Whoever was submitting it was not heard of in time: it is in doubt, and the bank is asked when it can know. */
export function loseWorker(now: Date, settlesWithinMs: number): SubmissionTurn {
  const reason = { code: 'WORKER_LOST', message: 'The worker that was submitting it was not heard of again.' };
  const changes = { dueAt: after(now, settlesWithinMs), leaseUntil: null, asks: 0 };
  return { to: 'in_doubt', reason, changes: { ...changes, reasonCode: reason.code, reasonMessage: reason.message } };
}
