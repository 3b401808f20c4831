import type { ChargeOutcome } from '../banks/collections.ts';
import { type NewsSource, type Records, recordNews } from '../banks/record-news.ts';
import type { Deps } from '../deps.ts';
import { judgeCharge, type PaymentTurn } from './charge-evidence-rules.ts';
import { movePayments } from './move-payments.ts';
import { sealPayer } from './payer.ts';
import type { BankPayment } from './payment.ts';
import { lockByEndToEndId, reschedulePayments } from './work-store.ts';

type Recording = Pick<Deps, 'sql' | 'log' | 'metrics' | 'secretKey'>;

/**
 * Writes down what a bank said of charges and checkouts, many at once: locks them, judges each by what it is now, and
 * makes the moves that follow. News that came before, late or twice changes nothing.
 */
export function recordCharges(deps: Recording, source: NewsSource, said: readonly ChargeOutcome[]): Promise<void> {
  const records: Records<BankPayment, ChargeOutcome, PaymentTurn> = {
    objectType: 'payment',
    lock: lockByEndToEndId,
    judge: (row, one, circumstances) => judgeCharge(row, one, circumstances, (payer) => sealPayer(deps, row.id, payer)),
    reschedule: reschedulePayments,
    move: (tx, walks, by) => movePayments(tx, deps, walks, by),
  };
  return recordNews(deps, records, source, said);
}
