import { dayIn, textIn, wordIn } from '../../url/search.ts';

const tabs = ['suggestions', 'entries', 'statements', 'month'] as const;
type Tab = (typeof tabs)[number];

/** The statuses by which entries can be asked for. */
export const entryStatuses = ['unknown_debit', 'unmatched', 'partial', 'matched'] as const;
export const directions = ['credit', 'debit'] as const;

/** What the page shows, and what its lists are narrowed down by, as the URL has it. */
export interface ReconciliationSearch {
  readonly tab?: Tab | undefined;
  readonly status?: (typeof entryStatuses)[number] | undefined;
  readonly direction?: (typeof directions)[number] | undefined;
  readonly payout_account_id?: string | undefined;
  readonly statement_id?: string | undefined;
  readonly from?: string | undefined;
  /** The last day, unlike in the API, where it is the one after that. */
  readonly to?: string | undefined;
  readonly month?: string | undefined;
}

export function readReconciliationSearch(search: Readonly<Record<string, unknown>>): ReconciliationSearch {
  const month = textIn(search, 'month');
  return {
    tab: wordIn(search, 'tab', tabs),
    status: wordIn(search, 'status', entryStatuses),
    direction: wordIn(search, 'direction', directions),
    payout_account_id: textIn(search, 'payout_account_id'),
    statement_id: textIn(search, 'statement_id'),
    from: dayIn(search, 'from'),
    to: dayIn(search, 'to'),
    month: month !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined,
  };
}
