import type { components, events } from './openapi.ts';

/** The types of events that this version knows. */
export type SarfEventType = keyof events;

/**
 * Something that happened to an object, as Sarf tells it: `switch (event.type)` narrows its payload. Later versions of
 * Sarf may tell of more types, so leave what you do not know alone.
 */
export type SarfEvent = {
  [T in SarfEventType]: Omit<components['schemas']['Event'], 'type' | 'object' | 'payload'> & {
    readonly type: T;
    readonly object: { readonly type: events[T]['object']; readonly id: string };
    /** The object as it was right then, in the form in which its GET shows it. */
    readonly payload: events[T]['payload'];
  };
}[SarfEventType];

/** Has this the shape of an event? What is in its payload is the sender's word. */
export function isEvent(value: unknown): value is SarfEvent {
  if (!isRecord(value) || !isRecord(value.object)) return false;
  const { id, type, created_at, object, sequence, previous_event_id: previous, payload } = value;
  return (
    [id, type, created_at, object.type, object.id].every((text) => typeof text === 'string' && text !== '') &&
    Number.isSafeInteger(sequence) &&
    Number(sequence) >= 1 &&
    (previous === null || typeof previous === 'string') &&
    isRecord(payload)
  );
}

/** The event that a body is the JSON of, if it is one. */
export function readEvent(body: string | Uint8Array): SarfEvent | undefined {
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString('utf8'));
    return isEvent(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
