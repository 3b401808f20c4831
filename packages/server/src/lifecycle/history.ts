import { list, type Sql, type Statement, type Tx } from '../foundation/database.ts';
import type { Edge } from './define.ts';

interface Line<Row> {
  readonly row: Row;
  readonly edge: Edge<string>;
  readonly reason: { readonly code: string; readonly message: string } | null;
}

/** Appends a line of history for each moved row. */
export function insertHistory<
  Row extends { readonly applicationId: string; readonly id: string; readonly sequence: number },
>(
  tx: Tx,
  objectType: string,
  lines: readonly Line<Row>[],
  by: { readonly actor: string | ((row: Row) => string); readonly at: Date },
): Statement {
  const actor = by.actor;
  const actors = lines.map(({ row }) => (typeof actor === 'string' ? actor : actor(row)));
  return tx`
    insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor,
      reason_code, reason_message)
    select application_id, object_id, sequence, ${objectType}::text, from_state, to_state, ${by.at}::timestamptz, actor,
      reason_code, reason_message
    from unnest(
      ${list(lines.map(({ row }) => row.applicationId))}::uuid[], ${list(lines.map(({ row }) => row.id))}::uuid[],
      ${list(lines.map(({ row }) => row.sequence))}::integer[], ${list(lines.map(({ edge }) => edge.from))}::text[],
      ${list(lines.map(({ edge }) => edge.to))}::text[], ${list(actors)}::text[],
      ${list(lines.map(({ reason }) => reason?.code ?? null))}::text[],
      ${list(lines.map(({ reason }) => reason?.message ?? null))}::text[])
      l (application_id, object_id, sequence, from_state, to_state, actor, reason_code, reason_message)`;
}

export interface HistoryLine {
  readonly sequence: number;
  readonly fromState: string;
  readonly toState: string;
  readonly at: Date;
  readonly actor: string;
  readonly reasonCode: string | null;
  readonly reasonMessage: string | null;
}

/** The history of one object, in order; none when the id is that of another kind of object. */
export function readHistory(
  sql: Sql,
  objectType: string,
  { applicationId, id }: { readonly applicationId: string; readonly id: string },
): Promise<HistoryLine[]> {
  return sql<HistoryLine[]>`
    select sequence, from_state, to_state, at, actor, reason_code, reason_message from history
    where application_id = ${applicationId} and object_id = ${id} and object_type = ${objectType} order by sequence`;
}

/** Who made each of these objects, by their ids: the actor of the first line of its history. */
export async function readMakers(
  tx: Tx,
  keys: readonly { readonly applicationId: string; readonly id: string }[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx<{ id: string; actor: string }[]>`
    select h.object_id as id, h.actor
    from unnest(${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[])
      k (application_id, id)
    join history h on h.application_id = k.application_id and h.object_id = k.id and h.sequence = 1`;
  return new Map(rows.map(({ id, actor }) => [id, actor]));
}
