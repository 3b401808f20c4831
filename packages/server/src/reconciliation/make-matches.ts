import { listPayoutAccounts } from '../banks/payout-accounts.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../foundation/database.ts';
import { newId } from '../foundation/id.ts';
import { assert } from '../foundation/refuse.ts';
import { enter } from '../lifecycle/move.ts';
import type { By } from '../lifecycle/walk.ts';
import { lockPayments } from '../payments/find-payments.ts';
import { reconcilePayments } from '../payments/reconcile-payments.ts';
import { lockPayouts } from '../payouts/unproven-payouts.ts';
import { lockEntries } from './entries-store.ts';
import { decideMatches, type Fit, type Sides, type Unfit, type Wanted } from './fit-rules.ts';
import { matchLifecycle } from './lifecycle.ts';
import type { MatchRow } from './match.ts';

interface Making {
  readonly applicationId: string;
  readonly how: MatchRow['how'];
  readonly by: By;
}

/**
 * Makes matches in the caller's transaction, and moves the reconciliation of the payments that they prove.
 * @param choose is given what is possible of each, in the order of what is wanted, and gives back what is to be made;
 * it may refuse all of it
 */
export async function makeMatches(
  tx: Tx,
  deps: Pick<Deps, 'metrics'>,
  wanted: readonly Wanted[],
  { applicationId, how, by }: Making,
  choose: (decisions: readonly (Fit | Unfit)[]) => readonly Fit[],
): Promise<MatchRow[]> {
  const decisions = decideMatches(wanted, await lockSides(tx, applicationId, wanted));
  const chosen = new Set(choose(decisions));
  if (chosen.size === 0) return [];
  const accounts = new Map((await listPayoutAccounts(tx, applicationId)).map((account) => [account.id, account]));
  const rows = decisions.flatMap((fit, index): MatchRow[] => {
    const { step = null, score = null, reasons = [] } = wanted[index] ?? {};
    if (!fit.ok || !chosen.has(fit)) return [];
    const account = accounts.get(fit.entry.payoutAccountId);
    assert(account, 'an entry is on a payout account');
    // What was booked before the account was opened here is in its opening balance.
    const books = fit.entry.bookedOn >= account.createdAt.toISOString().slice(0, 10);
    return [{ ...rowOf(fit, by), how, books, receivedAccountId: account.receivedAccountId, step, score, reasons }];
  });
  await enter(tx, matchLifecycle, rows, by);
  deps.metrics.moves.inc({ object: 'match', state: 'made' }, rows.length);
  await reconcilePayments(tx, deps, paymentsOf(rows), by);
  return rows;
}

/** The payments that matches are about. */
export function paymentsOf(rows: readonly MatchRow[]): { applicationId: string; id: string }[] {
  return rows.flatMap(({ applicationId, paymentId }) => (paymentId === null ? [] : [{ applicationId, id: paymentId }]));
}

/**
 * Locks both sides: entries, payouts, payments, each in the order of their ids. A payout that is moved for a refund
 * takes the lock of its payment after its own, and so does this.
 */
async function lockSides(tx: Tx, applicationId: string, wanted: readonly Wanted[]): Promise<Sides> {
  const keysOf = (ids: Iterable<string>) => [...new Set(ids)].map((id) => ({ applicationId, id }));
  const ofSide = (side: Wanted['side']) =>
    keysOf(wanted.filter((one) => one.side === side).map(({ objectId }) => objectId));
  const entries = await lockEntries(tx, keysOf(wanted.map(({ entryId }) => entryId)));
  const payouts = await lockPayouts(tx, ofSide('payout'));
  const payments = (await lockPayments(tx, ofSide('payment'))).filter((row) => row !== undefined);
  return {
    entries: new Map(entries.map((row) => [row.id, row])),
    payouts: new Map(payouts.map((row) => [row.id, row])),
    payments: new Map(payments.map((row) => [row.id, { ...row, returnedMinor: 0n }])),
  };
}

function rowOf({ kind, entry, object, amountMinor, toTell }: Fit, { actor, at }: By) {
  return {
    applicationId: entry.applicationId,
    id: newId(at.getTime()),
    kind,
    entryId: entry.id,
    statementId: entry.statementId,
    paymentId: kind === 'payment' ? object.id : null,
    payoutId: kind === 'payment' ? null : object.id,
    payoutAccountId: entry.payoutAccountId,
    amountMinor,
    currency: entry.currency,
    madeBy: actor,
    undoneBy: null,
    undoReason: null,
    toTell,
    createdAt: at,
    state: 'made' as const,
    sequence: 1,
    updatedAt: at,
  };
}
