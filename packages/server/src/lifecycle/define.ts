import { list, type Sql, type Statement, type Tx } from '../foundation/database.ts';
import type { LedgerVerb, Movement } from '../ledger/transfer.ts';

/** The part of a row that a lifecycle moves. */
export interface Stateful<State extends string> {
  readonly applicationId: string;
  readonly id: string;
  readonly state: State;
  /** The number of its last line of history. */
  readonly sequence: number;
  readonly updatedAt: Date;
}

export interface Edge<State extends string> {
  readonly from: State | 'new';
  readonly to: State;
  /** The ledger step that belongs to the move. */
  readonly ledger: LedgerVerb | null;
}

/** One kind of object: which moves it knows, how its rows are written, what its events say. */
export interface Lifecycle<State extends string, Row extends Stateful<State>> {
  readonly objectType: string;
  readonly edges: readonly Edge<State>[];
  readonly insert: (tx: Tx, rows: readonly Row[]) => Statement;
  readonly update: (tx: Tx, rows: readonly Row[]) => Statement;
  readonly eventType: (row: Row) => string;
  readonly present: (row: Row) => unknown;
  /** What its ledger steps move; left out where no edge has one, null where this row moves nothing. */
  readonly movement?: (row: Row) => Movement | null;
}

/** The edge between two states, if the table has one. */
export function edgeOf<State extends string>(
  edges: readonly Edge<State>[],
  from: State | 'new',
  to: State,
): Edge<State> | undefined {
  return edges.find((edge) => edge.from === from && edge.to === to);
}

interface Table {
  readonly objectType: string;
  readonly edges: readonly Edge<string>[];
}

/**
 * Writes the code's transition tables into the database, which then refuses every move that they do not list.
 * A table from which a used edge was taken away is refused: its history would no longer be a walk on it.
 */
export async function recordTransitions(sql: Sql, tables: readonly Table[]): Promise<void> {
  const rows = tables.flatMap(({ objectType, edges }) => edges.map((edge) => ({ objectType, ...edge })));
  await sql.begin(async (tx) => {
    // Waits for whoever is moving something: see the trigger refuse_unknown_move.
    await tx`lock table transitions in exclusive mode`;
    await tx`
      delete from transitions t where not exists (
        select from unnest(${list(rows.map((r) => r.objectType))}::text[], ${list(rows.map((r) => r.from))}::text[],
          ${list(rows.map((r) => r.to))}::text[]) k (object_type, from_state, to_state)
        where (k.object_type, k.from_state, k.to_state) = (t.object_type, t.from_state, t.to_state))`;
    await tx`
      insert into transitions (object_type, from_state, to_state, ledger_verb)
      select * from unnest(${list(rows.map((r) => r.objectType))}::text[], ${list(rows.map((r) => r.from))}::text[],
        ${list(rows.map((r) => r.to))}::text[], ${list(rows.map((r) => r.ledger))}::text[])
      on conflict (object_type, from_state, to_state) do update set ledger_verb = excluded.ledger_verb`;
  });
}
