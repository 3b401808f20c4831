import type { Payout } from '@sarf/sdk';
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/api.ts';
import { listKey, objectKey, partKey } from '../../api/keys.ts';
import { dayEdge } from '../../url/search.ts';
import type { PayoutSearch } from './payout-search.ts';

const EVENTS_MAX = 100;

export const payoutQuery = (id: string) =>
  queryOptions({
    queryKey: objectKey('payout', id),
    queryFn: () => answer(api.GET('/payouts/v1/{payment_id}', { params: { path: { payment_id: id } } })),
  });

export const payoutHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('payout', id, 'history'),
    queryFn: () =>
      answer(api.GET('/payouts/v1/payments/{payment_id}/history', { params: { path: { payment_id: id } } })),
  });

export const payoutExplanationQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('payout', id, 'explain'),
    queryFn: () =>
      answer(api.GET('/payouts/v1/payments/{payment_id}/explain', { params: { path: { payment_id: id } } })),
  });

export const payoutEventsQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('payout', id, 'events'),
    queryFn: () => answer(api.GET('/events/v1', { params: { query: { object_id: id, page_size: EVENTS_MAX } } })),
  });

export const payoutLedgerQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('payout', id, 'ledger'),
    queryFn: () =>
      answer(api.GET('/payouts/v1/payments/{payment_id}/ledger', { params: { path: { payment_id: id } } })),
  });

/** What became of telling its events to webhook endpoints. */
export const payoutDeliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('delivery', id, 'of-payout'),
    queryFn: () =>
      answer(api.GET('/webhooks/v1/deliveries', { params: { query: { object_id: id, page_size: EVENTS_MAX } } })),
  });

export const destinationQuery = (id: string) =>
  queryOptions({
    queryKey: objectKey('destination', id),
    queryFn: () =>
      answer(
        api.GET('/payouts/v1/payment/destinations/{destination_id}', { params: { path: { destination_id: id } } }),
      ),
  });

export const accountsQuery = queryOptions({
  queryKey: listKey('payout_account', {}),
  queryFn: () => answer(api.GET('/payouts/v1/accounts')),
});

/** One page of payouts, as the URL of the page asks for them. */
export function readPayouts(search: PayoutSearch, after: string | undefined, signal: AbortSignal | undefined) {
  const { from, to, ...same } = search;
  const query = { ...same, from: dayEdge(from, 'start'), to: dayEdge(to, 'next'), after, page_size: 100 };
  return answer(api.GET('/payouts/v1/payments', { params: { query }, signal: signal ?? null }));
}

/** Does it wait for somebody's decision? */
export const isWaiting = ({ status, approval }: Payout): boolean =>
  status === 'PENDING' && approval !== null && approval.decided_by === null;
