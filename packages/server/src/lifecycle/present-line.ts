import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { assert } from '../foundation/refuse.ts';
import type { HistoryLine } from './history.ts';

type Reason = { readonly code: string; readonly message: string } | null;

/** A reason as the contract shows it; null where there is none. */
export const presentReason = (code: string | null, message: string | null): Reason =>
  code === null ? null : { code, message: message ?? code };

/**
 * A line of history as the contract shows it.
 * @param statusOf the public status of each state of this kind of object
 */
export function presentLine(
  line: HistoryLine,
  statusOf: Readonly<Record<string, string>>,
): Static<typeof schemas.PayoutHistory>['content'][number] {
  const status = statusOf[line.toState];
  assert(status !== undefined, `history knows the state ${line.toState}`);
  return {
    sequence: line.sequence,
    status,
    state: line.toState,
    at: line.at.toISOString(),
    actor: line.actor,
    reason: presentReason(line.reasonCode, line.reasonMessage),
  };
}
