import { refundStatuses } from '@sarf/contract/collection-states';
import { dayIn, textIn, wordIn } from '../../url/search.ts';

/** What the list of refunds is narrowed down by, as the URL has it. Days are those of the viewer. */
export interface RefundSearch {
  readonly status?: (typeof refundStatuses)[number] | undefined;
  readonly external_reference?: string | undefined;
  readonly payment_id?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export function readRefundSearch(search: Readonly<Record<string, unknown>>): RefundSearch {
  return {
    status: wordIn(search, 'status', refundStatuses),
    external_reference: textIn(search, 'external_reference'),
    payment_id: textIn(search, 'payment_id'),
    from: dayIn(search, 'from'),
    to: dayIn(search, 'to'),
  };
}
