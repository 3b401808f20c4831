import type { ReconciliationState } from '@sarf/contract';
import type { PaymentRow } from './payment.ts';

type Proof = Pick<PaymentRow, 'reconciliationState' | 'amountMinor' | 'matchedMinor' | 'reconciledMinor'>;

/**
 * Where the reconciliation of a payment goes by what is proven of it; undefined when it stays where it is. Nothing
 * proven does not take back that a person gave it up, nor is it news of a payment that nobody has looked at yet.
 */
export function nextReconciliation(row: Proof): ReconciliationState | undefined {
  const { reconciliationState: now, matchedMinor, amountMinor } = row;
  if (matchedMinor === 0n) return now === 'partial' || now === 'reconciled' ? 'outstanding' : undefined;
  const next = matchedMinor < amountMinor ? 'partial' : 'reconciled';
  if (next !== now) return next;
  return next === 'partial' && matchedMinor !== row.reconciledMinor ? 'partial' : undefined;
}
