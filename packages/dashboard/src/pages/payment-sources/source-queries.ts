import type { components } from '@sarf/sdk';
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/api.ts';
import { objectKey, partKey } from '../../api/keys.ts';
import type { SourceSearch } from './source-search.ts';

export type RevocationRequest = components['schemas']['RevocationRequest'];

const PAYMENTS_SHOWN = 10;
const CONSENTS_SHOWN = 100;
const WATCH_MS = 3_000;

export const consentQuery = (id: string) =>
  queryOptions({
    queryKey: objectKey('consent', id),
    queryFn: () => answer(api.GET('/consents/v1/{consent_id}', { params: { path: { consent_id: id } } })),
  });

export const consentHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('consent', id, 'history'),
    queryFn: () => answer(api.GET('/consents/v1/{consent_id}/history', { params: { path: { consent_id: id } } })),
  });

/** How far a revocation is. No event tells that the bank has confirmed it, so until then it is asked for again. */
export const revocationQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('consent', id, 'revocation'),
    queryFn: () => answer(api.GET('/consents/v1/{consent_id}/revocation', { params: { path: { consent_id: id } } })),
    refetchInterval: ({ state: { data } }) => (data && data.confirmed_at === null ? WATCH_MS : false),
  });

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: objectKey('customer', id),
    queryFn: () => answer(api.GET('/customers/v1/{customer_id}', { params: { path: { customer_id: id } } })),
  });

export const sourcesOfCustomerQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('payment_source', id, 'of customer'),
    queryFn: () =>
      answer(api.GET('/customers/v1/{customer_id}/payment-sources', { params: { path: { customer_id: id } } })),
  });

export const consentsOfCustomerQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('consent', id, 'of customer'),
    queryFn: () =>
      answer(api.GET('/consents/v1', { params: { query: { customer_id: id, page_size: CONSENTS_SHOWN } } })),
  });

/** The newest payments that were taken under a consent. */
export const paymentsUnderQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('payment', id, 'under consent'),
    queryFn: () =>
      answer(api.GET('/payments/v1', { params: { query: { consent_id: id, page_size: PAYMENTS_SHOWN } } })),
  });

/** One page of consents, as the URL of the page asks for them. */
export function readConsents({ status }: SourceSearch, after: string | undefined, signal: AbortSignal | undefined) {
  return answer(
    api.GET('/consents/v1', { params: { query: { status, after, page_size: 100 } }, signal: signal ?? null }),
  );
}

/** One page of customers. */
export function readCustomers(
  { app_user_id }: SourceSearch,
  after: string | undefined,
  signal: AbortSignal | undefined,
) {
  return answer(
    api.GET('/customers/v1', { params: { query: { app_user_id, after, page_size: 100 } }, signal: signal ?? null }),
  );
}
