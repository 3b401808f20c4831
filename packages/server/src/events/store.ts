import { type Tx, times } from '../foundation/database.ts';

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

export async function insertEvents(tx: Tx, events: readonly EventRow[]): Promise<void> {
  await tx`
    insert into events (application_id, object_id, sequence, id, type, object_type, created_at, payload)
    select application_id, object_id, sequence, id, type, object_type, created_at, payload::json from unnest(
      ${events.map((e) => e.applicationId)}::uuid[], ${events.map((e) => e.objectId)}::uuid[],
      ${events.map((e) => e.sequence)}::integer[], ${events.map((e) => e.id)}::uuid[],
      ${events.map((e) => e.type)}::text[], ${events.map((e) => e.objectType)}::text[],
      ${times(events.map((e) => e.createdAt))}::timestamptz[], ${events.map((e) => e.payload)}::text[])
      e (application_id, object_id, sequence, id, type, object_type, created_at, payload)`;
}
