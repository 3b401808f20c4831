import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/api.ts';
import { listKey, objectKey, partKey } from '../../api/keys.ts';
import type { WebhookSearch } from './webhook-search.ts';

// Deliveries succeed and fail without an event that tells of it.
const WATCH_MS = 5_000;

export const endpointsQuery = queryOptions({
  queryKey: listKey('webhook_endpoint'),
  queryFn: () => answer(api.GET('/webhooks/v1/endpoints')),
  refetchInterval: WATCH_MS,
});

export const endpointQuery = (id: string) =>
  queryOptions({
    queryKey: objectKey('webhook_endpoint', id),
    queryFn: () => answer(api.GET('/webhooks/v1/endpoints/{endpoint_id}', { params: { path: { endpoint_id: id } } })),
    refetchInterval: WATCH_MS,
  });

export const statsQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('delivery', id, 'stats'),
    queryFn: () =>
      answer(api.GET('/webhooks/v1/endpoints/{endpoint_id}/stats', { params: { path: { endpoint_id: id } } })),
    refetchInterval: WATCH_MS,
  });

/** A delivery; while it waits it is asked for again and again. */
export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: objectKey('delivery', id),
    queryFn: () => answer(api.GET('/webhooks/v1/deliveries/{delivery_id}', { params: { path: { delivery_id: id } } })),
    refetchInterval: ({ state: { data } }) => (data?.state === 'pending' ? 1_000 : WATCH_MS),
  });

/** One page of deliveries, of one endpoint or all. */
export function readDeliveries(
  { state, event_type }: WebhookSearch,
  endpoint_id: string | undefined,
  after: string | undefined,
  signal: AbortSignal | undefined,
) {
  const query = { state, event_type, endpoint_id, after, page_size: 100 };
  return answer(api.GET('/webhooks/v1/deliveries', { params: { query }, signal: signal ?? null }));
}

/** Has everything of endpoints and deliveries read again. */
export function renewWebhooks(client: QueryClient): void {
  void client.invalidateQueries({
    predicate: ({ queryKey: [, type] }) => type === 'webhook_endpoint' || type === 'delivery',
  });
}
