import type { components } from '@sarf/sdk';
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/api.ts';
import { listKey } from '../../api/keys.ts';

export type Overview = components['schemas']['Overview'];

export const overviewQuery = queryOptions({
  queryKey: listKey('overview', {}),
  queryFn: () => answer(api.GET('/overview/v1')),
  // Alarms come with time, not only with events.
  refetchInterval: 60_000,
});
