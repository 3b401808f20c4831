import type { components } from '@sarf/sdk';
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/api.ts';
import { listKey, partKey } from '../../api/keys.ts';

export type Settings = components['schemas']['Settings'];
export type ApiClient = components['schemas']['ApiClient'];
export type AgentLimits = components['schemas']['AgentLimits'];
export type LimitsRequest = components['schemas']['AgentLimitsRequest'];

export const settingsQuery = queryOptions({
  queryKey: listKey('settings', {}),
  queryFn: () => answer(api.GET('/settings/v1')),
});

export const clientsQuery = queryOptions({
  queryKey: listKey('client', {}),
  queryFn: () => answer(api.GET('/clients/v1')),
});

export const limitsQuery = (id: string) =>
  queryOptions({
    queryKey: partKey('client', id, 'limits'),
    queryFn: () => answer(api.GET('/clients/v1/{client_id}/limits', { params: { path: { client_id: id } } })),
    // What is typed into the form is not to be lost to it.
    refetchOnReconnect: false,
  });
