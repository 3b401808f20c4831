import type { ConsentState } from '@sarf/contract';
import type { Reason } from '../lifecycle/move.ts';
import type { ConsentRow } from './consent.ts';
import type { ConsentTurn } from './move-consents.ts';
import { nextLook } from './schedule.ts';

/** The move of a consent to a state, with the time of the next look at it as it is then. */
export function turnTo(
  row: ConsentRow,
  to: ConsentState,
  reason: Reason | null,
  now: Date,
  changes: Partial<ConsentRow> = {},
): ConsentTurn {
  const next = { ...row, ...changes, state: to, asks: 0 };
  return { to, reason, changes: { ...changes, asks: 0, leaseUntil: null, dueAt: nextLook(next, now) } };
}

/** A revocation that the bank has confirmed; it follows that it was told. Nobody has to look at it any more. */
export function confirmRevocation(row: ConsentRow, now: Date): ConsentRow {
  return { ...row, toldAt: row.toldAt ?? now, confirmedAt: row.confirmedAt ?? now, dueAt: null, leaseUntil: null };
}
