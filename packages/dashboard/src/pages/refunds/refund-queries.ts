import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/api.ts';
import { listKey, objectKey, partKey } from '../../api/keys.ts';
import { dayEdge } from '../../url/search.ts';
import type { RefundSearch } from './refund-search.ts';

const OF_PAYMENT_MAX = 20;

const at = (id: string) => ({ params: { path: { refund_id: id } } });

export const refundQuery = (id: string) =>
  queryOptions({
    queryKey: objectKey('refund', id),
    queryFn: () => answer(api.GET('/payouts/refunds/{refund_id}', at(id))),
  });

export const refundHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('refund', id, 'history'),
    queryFn: () => answer(api.GET('/payouts/refunds/{refund_id}/history', at(id))),
  });

export const refundExplanationQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('refund', id, 'explain'),
    queryFn: () => answer(api.GET('/payouts/refunds/{refund_id}/explain', at(id))),
  });

export const refundReasonsQuery = queryOptions({
  queryKey: ['refund reasons'],
  queryFn: () => answer(api.GET('/payouts/refunds/reasons')),
  staleTime: 60_000,
});

/** The newest refunds of a payment. */
export const refundsOfPaymentQuery = (paymentId: string) =>
  queryOptions({
    queryKey: listKey('refund', { payment_id: paymentId, newest: OF_PAYMENT_MAX }),
    queryFn: () =>
      answer(api.GET('/payouts/refunds', { params: { query: { payment_id: paymentId, page_size: OF_PAYMENT_MAX } } })),
  });

/** One page of refunds, as the URL of the page asks for them. */
export function readRefunds(search: RefundSearch, after: string | undefined, signal: AbortSignal | undefined) {
  const { from, to, ...same } = search;
  const query = { ...same, from: dayEdge(from, 'start'), to: dayEdge(to, 'next'), after, page_size: 100 };
  return answer(api.GET('/payouts/refunds', { params: { query }, signal: signal ?? null }));
}
