import { recordEvents } from '../events/record-events.ts';
import { pipeline, type Statement, type Tx } from '../foundation/database.ts';
import { assert } from '../foundation/refuse.ts';
import { book } from '../ledger/transfer.ts';
import { type Edge, edgeOf, type Lifecycle, type Stateful } from './define.ts';
import { insertHistory } from './history.ts';

export interface Reason {
  readonly code: string;
  readonly message: string;
}

/** One move: a row as it was read under lock, where it goes, and what else changes with it. */
export interface Step<State extends string, Row extends Stateful<State>> {
  readonly row: Row;
  readonly to: State;
  readonly reason: Reason | null;
  readonly changes?: Partial<Row>;
}

interface Moved<Row> {
  readonly row: Row;
  readonly edge: Edge<string>;
  readonly reason: Reason | null;
}

/**
 * The only way anything changes state. In the caller's transaction it appends the history, changes the rows, makes
 * the ledger steps and writes the events: all of them, for all rows, or nothing. The rows must be locked by the
 * caller, and each may come once. The database refuses a move that the transition table does not list.
 * @returns the rows as they are now, in the order of the steps
 */
export async function move<State extends string, Row extends Stateful<State>>(
  tx: Tx,
  lifecycle: Lifecycle<State, Row>,
  steps: readonly Step<State, Row>[],
  by: { readonly actor: string; readonly at: Date },
): Promise<Row[]> {
  if (steps.length === 0) return [];
  const moved = steps.map(({ row, to, reason, changes }) => {
    const edge = edgeOf(lifecycle.edges, row.state, to);
    assert(edge, `${lifecycle.objectType} ${row.id} cannot move from ${row.state} to ${to}`);
    const next = { ...row, ...changes, state: to, sequence: row.sequence + 1, updatedAt: by.at };
    return { row: next, edge, reason };
  });
  const rows = moved.map(({ row }) => row);
  await pipeline(tx, [
    insertHistory(tx, lifecycle.objectType, moved, by),
    lifecycle.update(tx, rows),
    ...record(tx, lifecycle, moved, by.at),
  ]);
  return rows;
}

/**
 * Brings new rows into their first state: the same as a move, from nothing.
 * @param by.andCommit these are the last statements of the transaction, and the commit goes with them: balances are
 * locked for as long as the database takes, and not until this process has read all answers
 */
export async function enter<State extends string, Row extends Stateful<State>>(
  tx: Tx,
  lifecycle: Lifecycle<State, Row>,
  rows: readonly Row[],
  by: { readonly actor: string | ((row: Row) => string); readonly at: Date; readonly andCommit?: boolean },
): Promise<void> {
  if (rows.length === 0) return;
  const moved = rows.map((row) => {
    const edge = edgeOf(lifecycle.edges, 'new', row.state);
    assert(edge && row.sequence === 1, `${lifecycle.objectType} ${row.id} cannot begin as ${row.state}`);
    return { row, edge, reason: null };
  });
  await pipeline(
    tx,
    [
      insertHistory(tx, lifecycle.objectType, moved, by),
      lifecycle.insert(tx, rows),
      ...record(tx, lifecycle, moved, by.at),
    ],
    by,
  );
}

// The history stands before the rows that need it, and these come after both.
function record<State extends string, Row extends Stateful<State>>(
  tx: Tx,
  lifecycle: Lifecycle<State, Row>,
  moved: readonly Moved<Row>[],
  at: Date,
): Statement[] {
  const steps = moved.flatMap(({ row, edge }) => {
    const movement = edge.ledger === null ? null : (lifecycle.movement?.(row) ?? null);
    return edge.ledger === null || movement === null ? [] : [[edge.ledger, movement] as const];
  });
  const happenings = moved.map(({ row }) => ({
    applicationId: row.applicationId,
    objectType: lifecycle.objectType,
    objectId: row.id,
    sequence: row.sequence,
    type: lifecycle.eventType(row),
    payload: lifecycle.present(row),
  }));
  // The ledger comes last: from there to the commit the balances are locked, which others share.
  const events = recordEvents(tx, happenings, at);
  return steps.length > 0 ? [events, book(tx, steps, at)] : [events];
}
