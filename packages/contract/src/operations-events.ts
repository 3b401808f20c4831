import type { Operation } from './operation.ts';
import * as schema from './schemas-events.ts';

export const eventOperations = {
  listEvents: {
    method: 'GET',
    path: '/events/v1',
    summary: 'Read what happened, oldest first',
    tag: 'Events',
    scope: 'events:read',
    query: schema.EventListQuery,
    success: {
      code: 200,
      description: 'One page of events. None is ever added before its end.',
      schema: schema.EventPage,
    },
    refusals: ['UNKNOWN_EVENT'],
  },
  getEvent: {
    method: 'GET',
    path: '/events/v1/:event_id',
    summary: 'Read an event',
    tag: 'Events',
    scope: 'events:read',
    params: schema.EventParams,
    success: { code: 200, description: 'The event.', schema: schema.Event },
    refusals: ['UNKNOWN_EVENT'],
  },
} as const satisfies Record<string, Operation>;
