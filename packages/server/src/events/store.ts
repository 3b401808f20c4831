import { list, type Statement, type Tx } from '../foundation/database.ts';

export interface EventRow {
  readonly applicationId: string;
  readonly objectId: string;
  /** Per object, from 1, without gaps. */
  readonly sequence: number;
  readonly id: string;
  readonly type: string;
  readonly objectType: string;
  readonly createdAt: Date;
  /** The object as its GET shows it, as JSON text. */
  readonly payload: string;
}

// Stands between payloads: no JSON text holds a raw control character, so none has to be escaped, which would take
// longer than all the rest.
const BETWEEN = '\u001e';

export function insertEvents(tx: Tx, events: readonly EventRow[]): Statement {
  return tx`
    insert into events (application_id, object_id, sequence, id, type, object_type, created_at, payload)
    select application_id, object_id, sequence, id, type, object_type, created_at, payload::json from unnest(
      ${list(events.map((e) => e.applicationId))}::uuid[], ${list(events.map((e) => e.objectId))}::uuid[],
      ${list(events.map((e) => e.sequence))}::integer[], ${list(events.map((e) => e.id))}::uuid[],
      ${list(events.map((e) => e.type))}::text[], ${list(events.map((e) => e.objectType))}::text[],
      ${list(events.map((e) => e.createdAt))}::timestamptz[],
      string_to_array(${events.map((e) => e.payload).join(BETWEEN)}::text, chr(30)))
      e (application_id, object_id, sequence, id, type, object_type, created_at, payload)`;
}
