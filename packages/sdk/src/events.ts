import type { Calls } from './call.ts';
import { isEvent, type SarfEvent } from './event.ts';
import type { components, operations } from './openapi.ts';
import { itemsOf } from './pages.ts';
import { type Result, resultOf } from './result.ts';

export type EventFilter = NonNullable<operations['listEvents']['parameters']['query']>;
type EventPage = components['schemas']['EventPage'];

/** What happened. */
export interface Events {
  get(eventId: string): Promise<Result<SarfEvent, 'getEvent'>>;
  /**
   * All events that fit, oldest first, up to now. Keep the id of the last one and give it as `after` the next time: none
   * is left out, and none comes twice. Throws SarfRefused, with UNKNOWN_EVENT when that event is no longer kept.
   */
  list(filter?: EventFilter): AsyncGenerator<SarfEvent, void, undefined>;
}

export function eventCalls({ api }: Calls): Events {
  return {
    get: (event_id) =>
      resultOf('getEvent', api.GET('/events/v1/{event_id}', { params: { path: { event_id } } }), (data) =>
        isEvent(data) ? data : undefined,
      ),
    list: ({ after, ...filter } = {}) =>
      itemsOf((next) => {
        const query = { ...filter, after: next };
        return resultOf('listEvents', api.GET('/events/v1', { params: { query } }), eventsOf);
      }, after),
  };
}

function eventsOf(data: EventPage | undefined): (Omit<EventPage, 'content'> & { content: SarfEvent[] }) | undefined {
  if (data === undefined) return undefined;
  const content = data.content.filter((one: unknown) => isEvent(one));
  return content.length === data.content.length ? { ...data, content } : undefined;
}
