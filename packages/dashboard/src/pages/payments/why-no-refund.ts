import type { Payment } from '@sarf/sdk';

/** Why nothing of a payment can be refunded now. */
export type NoRefund = 'outstanding' | 'partial' | 'unreceived' | 'takenBack' | 'noPayer' | 'setAside' | 'refunded';

/** What of a payment decides it. */
type Refunded = Pick<Payment, 'status' | 'payer' | 'reconciliation' | 'refunds'>;

/** Why nothing of it can be refunded; undefined when something can. The server decides again when it is asked for. */
export function whyNoRefund({ status, payer, reconciliation, refunds }: Refunded): NoRefund | undefined {
  if (reconciliation.status === 'OUTSTANDING') return 'outstanding';
  if (reconciliation.status === 'PARTIAL') return 'partial';
  if (reconciliation.status === 'UNRECEIVED') return 'unreceived';
  if (status === 'FAILED') return 'takenBack';
  if (payer === null) return 'noPayer';
  if (refunds.remaining > 0) return undefined;
  return refunds.pending > 0 ? 'setAside' : 'refunded';
}
