import type { Connector, Outcome } from '../banks/connector.ts';
import type { Deps } from '../deps.ts';
import { databaseTime, inTransaction, type Tx } from '../foundation/database.ts';
import { move } from '../lifecycle/move.ts';
import { type Judgement, judge, type Turn } from './evidence.ts';
import { payoutLifecycle } from './lifecycle.ts';
import type { PayoutRow } from './payout.ts';
import { lockByEndToEndId, reschedulePayouts } from './store.ts';

interface Source {
  readonly connector: Pick<Connector, 'name' | 'capabilities'>;
  /** Who brings the news: `bank` for a callback, or a worker. */
  readonly actor: string;
  /**
   * For news that answers a worker: the sequence each payout had when the worker took it up, by end-to-end id.
   * Silence only counts while that is still so.
   */
  readonly takenUp?: ReadonlyMap<string, number>;
}

/**
 * Writes down what a bank said of payouts, many at once: locks them, judges each by what it is now, and makes the
 * moves that follow. News that came before, late or twice changes nothing.
 */
export async function recordOutcomes(deps: Deps, source: Source, outcomes: readonly Outcome[]): Promise<void> {
  for (const outcome of outcomes)
    deps.metrics.bankOutcomes.inc({ connector: source.connector.name, outcome: outcome.kind });
  // Several pieces of news of one payout are judged one after another, each on top of the one before.
  for (const round of rounds(outcomes)) {
    await inTransaction(deps.sql, (tx) => recordRound(tx, deps, source, round));
  }
}

function rounds(outcomes: readonly Outcome[]): Outcome[][] {
  const result: Outcome[][] = [];
  const seen = new Map<string, number>();
  for (const outcome of outcomes) {
    const turn = seen.get(outcome.endToEndId) ?? 0;
    seen.set(outcome.endToEndId, turn + 1);
    const round = result[turn] ?? [];
    round.push(outcome);
    result[turn] = round;
  }
  return result;
}

async function recordRound(tx: Tx, deps: Deps, source: Source, outcomes: readonly Outcome[]): Promise<void> {
  const byId = new Map(outcomes.map((outcome) => [outcome.endToEndId, outcome]));
  const [rows, now] = await Promise.all([lockByEndToEndId(tx, [...byId.keys()]), databaseTime(tx)]);
  const judged = rows.flatMap((row) => {
    const outcome = byId.get(row.endToEndId);
    // One bank cannot speak for another's payouts.
    if (!outcome || row.connector !== source.connector.name) return [];
    const fresh = source.takenUp?.get(row.endToEndId) === row.sequence;
    const settlesWithinMs = source.connector.capabilities.settlesWithinMs;
    const judgement = judge(row, outcome, { now, settlesWithinMs, fresh });
    if (judgement.kind === 'contradiction') reportContradiction(deps, row, outcome);
    return [{ row, judgement }];
  });
  await reschedulePayouts(tx, judged.flatMap(waiting));
  await walk(tx, deps, judged.flatMap(walking), { actor: source.actor, at: now });
}

const waiting = ({ row, judgement }: { row: PayoutRow; judgement: Judgement }) =>
  judgement.kind === 'wait'
    ? [{ applicationId: row.applicationId, id: row.id, dueAt: judgement.dueAt, asks: judgement.asks }]
    : [];

const walking = ({ row, judgement }: { row: PayoutRow; judgement: Judgement }) =>
  judgement.kind === 'move' ? [{ row, turns: judgement.steps }] : [];

interface Walk {
  readonly row: PayoutRow;
  readonly turns: readonly Turn[];
}

/** Makes the first turn of every walk at once, then the second, and so on. */
export async function walk(
  tx: Tx,
  deps: Pick<Deps, 'metrics'>,
  walks: readonly Walk[],
  by: { actor: string; at: Date },
): Promise<PayoutRow[]> {
  const steps = walks.flatMap(({ row, turns }) => (turns[0] ? [{ row, ...turns[0] }] : []));
  if (steps.length === 0) return [];
  const moved = await move(tx, payoutLifecycle, steps, by);
  for (const row of moved) deps.metrics.moves.inc({ object: 'payout', state: row.state });
  const rest = walks.flatMap(({ turns }, index) => {
    const row = moved[index];
    return row && turns.length > 1 ? [{ row, turns: turns.slice(1) }] : [];
  });
  await walk(tx, deps, rest, by);
  return moved;
}

function reportContradiction(deps: Deps, row: PayoutRow, outcome: Outcome): void {
  deps.log.error(
    { payoutId: row.id, state: row.state, outcome: outcome.kind, code: outcome.code },
    'the bank contradicts what it said before; a person has to look at this payout',
  );
}
