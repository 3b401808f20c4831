import { createHash } from 'node:crypto';
import type { Shown } from './notebook.ts';

/** An event as somebody was told of it, by a delivery or in the feed. */
export interface Told {
  readonly id: string;
  readonly type: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly sequence: number;
  readonly previousId: string | null;
  /** The same for the same content. */
  readonly digest: string;
}

/** What is compared of an event. Its content is kept as a digest alone: a long run has millions of them. */
export function toldOf(event: Shown): Told {
  const object: Shown = { ...Object(event.object) };
  return {
    id: String(event.id),
    type: String(event.type),
    objectType: String(object.type),
    objectId: String(object.id),
    sequence: Number(event.sequence),
    previousId: typeof event.previous_event_id === 'string' ? event.previous_event_id : null,
    digest: createHash('sha1').update(canonical(event)).digest('base64'),
  };
}

/** JSON text that is the same whatever the order of the fields was. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** An event in words. */
export const nameOf = ({ id, type, sequence, objectType, objectId }: Told): string =>
  `event ${id} (${type}, number ${sequence} of ${objectType} ${objectId})`;
