import { isPayoutState, type PayoutState, payoutStates, payoutStatuses } from '@sarf/contract/payout-states';
import { dayIn, numberIn, textIn, wordIn } from '../../url/search.ts';

/** What the list of payouts is narrowed down by, as the URL has it. Days are those of the viewer. */
export interface PayoutSearch {
  readonly status?: (typeof payoutStatuses)[number] | undefined;
  readonly state?: PayoutState | undefined;
  readonly currency?: string | undefined;
  readonly reference?: string | undefined;
  readonly destination_id?: string | undefined;
  readonly payout_account_id?: string | undefined;
  readonly amount_min?: number | undefined;
  readonly amount_max?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export function readPayoutSearch(search: Readonly<Record<string, unknown>>): PayoutSearch {
  return {
    status: wordIn(search, 'status', payoutStatuses),
    state: wordIn(search, 'state', payoutStates.filter(isPayoutState)),
    currency: textIn(search, 'currency'),
    reference: textIn(search, 'reference'),
    destination_id: textIn(search, 'destination_id'),
    payout_account_id: textIn(search, 'payout_account_id'),
    amount_min: numberIn(search, 'amount_min'),
    amount_max: numberIn(search, 'amount_max'),
    from: dayIn(search, 'from'),
    to: dayIn(search, 'to'),
  };
}
