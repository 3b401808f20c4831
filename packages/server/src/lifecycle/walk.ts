import type { Tx } from '../foundation/database.ts';
import type { Metrics } from '../foundation/metrics.ts';
import type { Lifecycle, Stateful } from './define.ts';
import { move, type Reason, type Step } from './move.ts';

/** One move of a walk: where it goes, and what else of the row changes with it. */
export interface Turn<State extends string, Row> {
  readonly to: State;
  readonly reason: Reason | null;
  readonly changes: Partial<Row>;
}

/** A row as it was read under lock, and the moves to make with it, one after another. */
export interface Walk<Row, AnyTurn> {
  readonly row: Row;
  readonly turns: readonly AnyTurn[];
}

/** Who makes a walk, and when. */
export interface By {
  readonly actor: string;
  readonly at: Date;
}

/** What a walk goes by. */
interface Way<State extends string, Row extends Stateful<State>> {
  readonly lifecycle: Lifecycle<State, Row>;
  readonly metrics: Pick<Metrics, 'moves'>;
  /** Is told of the steps of each round, in the same transaction, before they are made; undefined: nothing to wait for. */
  readonly before?: (tx: Tx, steps: readonly Step<State, Row>[], by: By) => Promise<void> | undefined;
}

/**
 * Makes the first turn of every walk at once, then the second, and so on. The rows must be locked by the caller, and
 * each may come once.
 * @returns the rows as they are now, in the order of the walks
 */
export async function walk<State extends string, Row extends Stateful<State>>(
  tx: Tx,
  { lifecycle, metrics, before }: Way<State, Row>,
  walks: readonly Walk<Row, Turn<State, Row>>[],
  by: By,
): Promise<Row[]> {
  const rows = walks.map(({ row }) => row);
  for (let round = 0; ; round += 1) {
    const going: number[] = [];
    const steps = walks.flatMap(({ row, turns }, index) => {
      const turn = turns[round];
      if (turn === undefined) return [];
      going.push(index);
      return [{ row: rows[index] ?? row, ...turn }];
    });
    if (steps.length === 0) return rows;
    const told = before?.(tx, steps, by);
    if (told) await told;
    const moved = await move(tx, lifecycle, steps, by);
    moved.forEach((row, place) => {
      metrics.moves.inc({ object: lifecycle.objectType, state: row.state });
      rows[going[place] ?? 0] = row;
    });
  }
}
