import type { Outcome } from '../banks/connector.ts';
import { judge } from '../banks/evidence.ts';
import { type NewsSource, type Records, recordNews } from '../banks/record-news.ts';
import type { Deps } from '../deps.ts';
import { minded } from './approval-rules.ts';
import { movePayouts, type PayoutTurn } from './move-payouts.ts';
import type { PayoutRow } from './payout.ts';
import { lockByEndToEndId, reschedulePayouts } from './store.ts';

type Recording = Pick<Deps, 'sql' | 'log' | 'metrics' | 'followPayouts'>;

/**
 * Writes down what a bank said of payouts, many at once: locks them, judges each by what it is now, and makes the
 * moves that follow. News that came before, late or twice changes nothing.
 */
export function recordOutcomes(deps: Recording, source: NewsSource, outcomes: readonly Outcome[]): Promise<void> {
  const records: Records<PayoutRow, Outcome, PayoutTurn> = {
    objectType: 'payout',
    lock: lockByEndToEndId,
    judge: (row, outcome, circumstances) => minded(row, judge(row, outcome, circumstances)),
    reschedule: reschedulePayouts,
    move: (tx, walks, by) => movePayouts(tx, deps, walks, by),
  };
  return recordNews(deps, records, source, outcomes);
}
