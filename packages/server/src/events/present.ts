import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { FeedEvent } from './feed.ts';

type Shell = Omit<Static<typeof schemas.Event>, 'payload'>;

function shellOf(event: FeedEvent): Shell {
  return {
    id: event.id,
    type: event.type,
    created_at: event.createdAt.toISOString(),
    application_id: event.applicationId,
    object: { type: event.objectType, id: event.objectId },
    sequence: event.sequence,
    previous_event_id: event.previousEventId,
  };
}

/** An event as the contract shows it. */
export function presentEvent(event: FeedEvent): Static<typeof schemas.Event> {
  return { ...shellOf(event), payload: JSON.parse(event.payload) };
}

/** The same as JSON text. The payload is put in as it was written, so that whoever signs it signs what was said. */
export function eventText(event: FeedEvent): string {
  return `${JSON.stringify(shellOf(event)).slice(0, -1)},"payload":${event.payload}}`;
}
