import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/api.ts';
import { objectKey, partKey } from '../../api/keys.ts';
import { dayEdge } from '../../url/search.ts';
import type { PaymentSearch } from './payment-search.ts';

export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: objectKey('payment', id),
    queryFn: () => answer(api.GET('/payments/v1/{payment_id}', { params: { path: { payment_id: id } } })),
  });

export const paymentHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('payment', id, 'history'),
    queryFn: () => answer(api.GET('/payments/v1/{payment_id}/history', { params: { path: { payment_id: id } } })),
  });

/** One page of payments, as the URL of the page asks for them. */
export function readPayments(search: PaymentSearch, after: string | undefined, signal: AbortSignal | undefined) {
  const { from, to, ...same } = search;
  const query = { ...same, from: dayEdge(from, 'start'), to: dayEdge(to, 'next'), after, page_size: 100 };
  return answer(api.GET('/payments/v1', { params: { query }, signal: signal ?? null }));
}
