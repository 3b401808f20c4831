import type { Deps } from '../deps.ts';
import { after } from '../foundation/clock.ts';
import { databaseTime, inTransaction, type Tx } from '../foundation/database.ts';
import { assert } from '../foundation/refuse.ts';
import type { Reason } from '../lifecycle/move.ts';
import type { By, Walk } from '../lifecycle/walk.ts';
import { beginAttempt, loseWorker, type Submission, type SubmissionTurn } from './submission.ts';

/** What a worker took up: what to hand to the bank, and what to ask the bank about. */
export interface Claimed<Row, Order> {
  readonly submit: readonly { readonly row: Row; readonly order: Order }[];
  readonly ask: readonly Row[];
  /** How many due rows there were, whatever became of them. */
  readonly claimed: number;
}

/** What to hand to the bank for a row in the queue, or why it must not be handed over. */
export type Prepared<Order> = { readonly order: Order } | { readonly fault: Reason };

/** How one kind of thing is claimed. */
export interface Claiming<Row, Order> {
  /** Locks due rows that nobody else has; those that do not change their state with the claim get the lease at once. */
  due(tx: Tx, claim: { readonly now: Date; readonly leaseUntil: Date; readonly limit: number }): Promise<Row[]>;
  /** One for each row in the queue, in their order. */
  prepare(tx: Tx, queued: readonly Row[]): Promise<readonly Prepared<Order>[]>;
  /** Makes the moves, and gives the rows as they are then, in the order of the walks. */
  move(tx: Tx, walks: readonly Walk<Row, SubmissionTurn>[], by: By): Promise<Row[]>;
}

/** The states in which the bank is asked what became of it. */
const asked: ReadonlySet<Submission['state']> = new Set(['awaiting_authorisation', 'with_bank', 'in_doubt']);

/**
 * Takes up due rows for one worker and commits: those in the queue are noted as being submitted before any bank is
 * called, or are rejected where they cannot be handed over; those whose worker was not heard of in time are in doubt
 * from now on.
 */
export function claimSubmissions<Row extends Submission, Order>(
  deps: Pick<Deps, 'sql' | 'banks' | 'settings'>,
  worker: string,
  limit: number,
  claiming: Claiming<Row, Order>,
): Promise<Claimed<Row, Order>> {
  return inTransaction(deps.sql, async (tx) => {
    const now = await databaseTime(tx);
    const leaseUntil = after(now, deps.settings.leaseMs);
    const rows = await claiming.due(tx, { now, leaseUntil, limit });
    if (rows.length === 0) return { submit: [], ask: [], claimed: 0 };
    const queued = rows.filter((row) => row.state === 'queued');
    const prepared = queued.length > 0 ? await claiming.prepare(tx, queued) : [];
    const lost = rows.filter((row) => row.state === 'submitting');
    const walks = [
      ...queued.map((row, index) => ({ row, turns: [turnOf(row, prepared[index], leaseUntil)] })),
      ...lost.map((row) => ({ row, turns: [loseWorker(now, settlesWithinMs(deps, row))] })),
    ];
    const moved = await claiming.move(tx, walks, { actor: worker, at: now });
    const submit = prepared.flatMap((one, index) => {
      const row = moved[index];
      return row && 'order' in one ? [{ row, order: one.order }] : [];
    });
    const ask = rows.filter(({ state }) => asked.has(state));
    return { submit, ask, claimed: rows.length };
  });
}

function turnOf(row: Submission, prepared: Prepared<unknown> | undefined, leaseUntil: Date): SubmissionTurn {
  assert(prepared, `what to do with ${row.id} was prepared`);
  if ('order' in prepared) return beginAttempt(row, leaseUntil);
  const { fault } = prepared;
  const changes = { dueAt: null, leaseUntil: null, reasonCode: fault.code, reasonMessage: fault.message };
  return { to: 'rejected', reason: fault, changes };
}

const settlesWithinMs = (deps: Pick<Deps, 'banks'>, row: Submission): number =>
  deps.banks.get(row.connector)?.capabilities.settlesWithinMs ?? 0;
