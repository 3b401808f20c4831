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

/**
 * The stream is no operation like the others: its answer has no end. It needs the same scope as the list.
 */
export const eventStream = {
  method: 'GET',
  path: '/events/v1/stream',
  summary: 'Be told what happens, as server-sent events',
  tag: 'Events',
  scope: 'events:read',
  query: schema.EventStreamQuery,
  headers: schema.EventStreamHeaders,
  success: {
    code: 200,
    description:
      'Server-sent events as they happen: `id` and `event` are the id and type of an event, `data` is the event. ' +
      'It ends after an hour; come back with `Last-Event-ID`.',
    schema: schema.EventStream,
  },
  refusals: ['UNKNOWN_EVENT'],
} as const satisfies Operation;
