import type { components, StatementEntry } from '@sarf/sdk';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/api.ts';
import { listKey, type ObjectType, objectKey, partKey } from '../../api/keys.ts';
import { dayAfter } from './days.ts';
import type { ReconciliationSearch } from './reconciliation-search.ts';

export type Summary = components['schemas']['ReconciliationSummary'];

const CANDIDATES = 50;

export const summaryQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: listKey('reconciliation_summary', { from, to }),
    queryFn: () => answer(api.GET('/reconciliation/v1/summary', { params: { query: { from, to } } })),
  });

export const entryQuery = (id: string) =>
  queryOptions({
    queryKey: objectKey('statement_entry', id),
    queryFn: () => answer(api.GET('/reconciliation/v1/entries/{entry_id}', { params: { path: { entry_id: id } } })),
  });

export const columnMapsQuery = queryOptions({
  queryKey: ['column maps'],
  queryFn: () => answer(api.GET('/reconciliation/v1/column-maps')),
});

/** Payments to the account of an entry whose money has not come, or not all of it. */
export const openPaymentsQuery = ({ payout_account_id: account }: StatementEntry) =>
  queryOptions({
    queryKey: partKey('payment', account, 'open'),
    queryFn: async () => {
      const read = (status: 'OUTSTANDING' | 'PARTIAL') => {
        const query = { payout_account_id: account, status, page_size: CANDIDATES };
        return answer(api.GET('/reconciliation/v1/payments', { params: { query } }));
      };
      const pages = await Promise.all([read('OUTSTANDING'), read('PARTIAL')]);
      return pages.flatMap(({ content }) => content);
    },
  });

/** Payouts from the account of an entry: by their reference, or else those of the same amount. */
export const likelyPayoutsQuery = ({ payout_account_id: account, amount }: StatementEntry, reference: string) =>
  queryOptions({
    queryKey: partKey('payout', account, `likely ${reference === '' ? amount : reference}`),
    queryFn: async () => {
      const by = reference === '' ? { amount_min: amount, amount_max: amount } : { reference };
      const query = { payout_account_id: account, page_size: CANDIDATES, ...by };
      return (await answer(api.GET('/payouts/v1/payments', { params: { query } }))).content;
    },
  });

/** One page of entries, as the URL of the page asks for them. */
export function readEntries(search: ReconciliationSearch, after: string | undefined, signal: AbortSignal | undefined) {
  const { status, direction, payout_account_id, statement_id, from, to } = search;
  const until = to === undefined ? undefined : dayAfter(to);
  const query = { status, direction, payout_account_id, statement_id, from, to: until, after, page_size: 100 };
  return answer(api.GET('/reconciliation/v1/entries', { params: { query }, signal: signal ?? null }));
}

export function readStatements(
  { payout_account_id }: ReconciliationSearch,
  after: string | undefined,
  signal: AbortSignal | undefined,
) {
  const query = { payout_account_id, after, page_size: 100 };
  return answer(api.GET('/reconciliation/v1/statements', { params: { query }, signal: signal ?? null }));
}

export function readSuggestions(
  { payout_account_id }: ReconciliationSearch,
  after: string | undefined,
  signal: AbortSignal | undefined,
) {
  const query = { payout_account_id, after, page_size: 25 };
  return answer(api.GET('/reconciliation/v1/suggestions', { params: { query }, signal: signal ?? null }));
}

const touched: readonly ObjectType[] = [
  'statement',
  'statement_entry',
  'suggestion',
  'match',
  'reconciliation_summary',
  'payment',
  'payout',
  'overview',
];

/** Has everything read again that a statement or a match may change. */
export function renewReconciliation(client: QueryClient): void {
  const isTouched = (type: unknown): boolean => touched.some((one) => one === type);
  void client.invalidateQueries({ predicate: ({ queryKey: [, type] }) => isTouched(type) });
}
