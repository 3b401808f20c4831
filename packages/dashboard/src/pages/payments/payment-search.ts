import { paymentStatuses, reconciliationStatuses } from '@sarf/contract/collection-states';
import { dayIn, textIn, wordIn } from '../../url/search.ts';

export const paymentKinds = ['charge', 'checkout', 'record'] as const;

/** What the list of payments is narrowed down by, as the URL has it. Days are those of the viewer. */
export interface PaymentSearch {
  readonly reconciliation_status?: (typeof reconciliationStatuses)[number] | undefined;
  readonly status?: (typeof paymentStatuses)[number] | undefined;
  readonly kind?: (typeof paymentKinds)[number] | undefined;
  readonly reference?: string | undefined;
  readonly external_reference?: string | undefined;
  readonly customer_id?: string | undefined;
  readonly consent_id?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export function readPaymentSearch(search: Readonly<Record<string, unknown>>): PaymentSearch {
  return {
    reconciliation_status: wordIn(search, 'reconciliation_status', reconciliationStatuses),
    status: wordIn(search, 'status', paymentStatuses),
    kind: wordIn(search, 'kind', paymentKinds),
    reference: textIn(search, 'reference'),
    external_reference: textIn(search, 'external_reference'),
    customer_id: textIn(search, 'customer_id'),
    consent_id: textIn(search, 'consent_id'),
    from: dayIn(search, 'from'),
    to: dayIn(search, 'to'),
  };
}
