import { createHash } from 'node:crypto';
import { selectWishedAccounts } from '../banks/payout-accounts.ts';
import type { Deps } from '../deps.ts';
import type { Outcome } from '../foundation/batch.ts';
import { inTransaction, type Tx } from '../foundation/database.ts';
import { timeOfId } from '../foundation/id.ts';
import { assert } from '../foundation/refuse.ts';
import { enter } from '../lifecycle/move.ts';
import { payoutLifecycle } from './lifecycle.ts';
import type { PayoutRow } from './payout.ts';
import { type Creation, type Decision, decideCreations, detailsOf, type World } from './rules.ts';
import { type Earlier, type Lookup, lockDetails, selectEarlier } from './store.ts';

/** A payout that was made, or the one made earlier under the same key. */
export interface Created {
  readonly row: PayoutRow;
  readonly replayed: boolean;
}

/**
 * Makes payouts, many in one transaction: see `enterPayouts`. Each gets its own outcome.
 * Refuses with IDEMPOTENCY_KEY_REUSED, UNKNOWN_PAYMENT_DESTINATION, UNKNOWN_PAYOUT_ACCOUNT, OPERATION_NOT_ALLOWED,
 * CURRENCY_MISMATCH, POSSIBLE_DUPLICATE or INSUFFICIENT_FUNDS.
 */
export async function createPayouts(
  deps: Pick<Deps, 'sql' | 'clock' | 'metrics' | 'existingDestinations'>,
  creations: readonly Creation[],
  attempt = 1,
): Promise<Outcome<Created>[]> {
  const outcomes = await inTransaction(deps.sql, (tx) =>
    enterPayouts(tx, deps, creations, { at: deps.clock.now(), attempt, andCommit: true }),
  );
  const made = outcomes.filter((outcome) => 'value' in outcome && !outcome.value.replayed).length;
  if (made > 0) deps.metrics.moves.inc({ object: 'payout', state: 'queued' }, made);
  deps.metrics.batchItems.observe({ batch: 'create_payouts' }, creations.length);
  return outcomes;
}

interface Entry {
  readonly at: Date;
  /** Above 1 balances are locked, and the batch is looked up by its ids too: an earlier try may be saved. */
  readonly attempt: number;
  /** Are these the last statements of the transaction? Then the commit goes with them. */
  readonly andCommit: boolean;
}

/**
 * Makes payouts in the caller's transaction: looks at the world, decides on each by itself, then writes all that is to
 * be made, and only that. The first try does not lock the balances, which others share, until it books; a balance that
 * was used meanwhile is refused by the database (23514), and the caller tries the whole transaction again with a higher
 * `attempt`, which looks under locks.
 * @returns for each the payout, or the refusal: those of `createPayouts`
 */
export async function enterPayouts(
  tx: Tx,
  deps: Pick<Deps, 'existingDestinations'>,
  creations: readonly Creation[],
  { at, attempt, andCommit }: Entry,
): Promise<Outcome<Created>[]> {
  const decisions = decideCreations(creations, await readWorld(tx, deps, creations, at, attempt));
  const rows = creations.map((creation, index) => rowOf(creation, decisions[index], at));
  const actors = new Map(creations.map((creation) => [creation.id, creation.actor]));
  await enter(tx, payoutLifecycle, rows.filter((row) => row !== undefined).toSorted(byKey), {
    actor: (row) => actors.get(row.id) ?? '',
    at,
    andCommit,
  });
  return decisions.map((_, index) => outcomeOf(decisions, rows, index));
}

// All batches take their keys in the same order, so that two of them cannot wait for each other.
function byKey(a: PayoutRow, b: PayoutRow): number {
  const [one, other] = [a.idempotencyKey ?? '', b.idempotencyKey ?? ''];
  return one < other ? -1 : Number(one > other);
}

// The locks on details come before the look for twins, which is therefore still true at the commit.
async function readWorld(
  tx: Tx,
  deps: Pick<Deps, 'existingDestinations'>,
  creations: readonly Creation[],
  at: Date,
  attempt: number,
): Promise<World> {
  const hashes = creations.flatMap((creation) => detailsHash(creation) ?? []);
  const lookups = creations.map(lookupOf);
  const alsoIds = attempt > 1;
  const [, accounts, destinations, earlier] = await Promise.all([
    hashes.length > 0 ? lockDetails(tx, hashes) : undefined,
    selectWishedAccounts(tx, creations, { lock: attempt > 1 }),
    deps.existingDestinations(
      tx,
      creations.map((c) => ({ applicationId: c.applicationId, id: c.destinationId })),
    ),
    alsoIds || lookups.some((one) => one.idempotencyKey !== null || one.reference !== null)
      ? selectEarlier(tx, lookups, { alsoIds, now: at })
      : [],
  ]);
  const [twins, existing] = [earlier.filter(isTwin), earlier.filter((one) => !isTwin(one))];
  return { accounts, destinations, existing, twins };
}

const isTwin = ({ how }: Earlier): boolean => how === 'twin';

/** What to look for: its own key and, unless a duplicate is wanted, what looks like it. */
function lookupOf(creation: Creation, index: number): Lookup {
  const { applicationId, id, idempotencyKey, destinationId, reference, amountMinor, currency } = creation;
  const guarded = creation.allowDuplicate ? null : reference;
  return { index, applicationId, id, idempotencyKey, destinationId, reference: guarded, amountMinor, currency };
}

function detailsHash(creation: Creation): bigint | undefined {
  const details = detailsOf(creation);
  return details === undefined ? undefined : createHash('sha256').update(details).digest().readBigInt64BE();
}

function rowOf(creation: Creation, decision: Decision | undefined, at: Date): PayoutRow | undefined {
  if (decision?.kind !== 'create') return undefined;
  const { account } = decision;
  const { actor, allowDuplicate, ...content } = creation;
  return {
    ...content,
    payoutAccountId: account.id,
    paidOutAccountId: account.paidOutAccountId,
    connector: account.connector,
    debtorIban: account.iban,
    askedBy: null,
    decidedBy: null,
    matchedMinor: 0n,
    returnedMinor: 0n,
    state: 'queued',
    sequence: 1,
    // The time that is in the id, so that lists by time and by id agree.
    createdAt: timeOfId(creation.id),
    updatedAt: timeOfId(creation.id),
    dueAt: at,
    leaseUntil: null,
    bankReference: null,
    reasonCode: null,
    reasonMessage: null,
    attempts: 0,
    asks: 0,
  };
}

function outcomeOf(
  decisions: readonly Decision[],
  rows: readonly (PayoutRow | undefined)[],
  index: number,
): Outcome<Created> {
  const decision = decisions[index];
  assert(decision, 'every creation is decided');
  if (decision.kind === 'refuse') return { refusal: decision.refusal };
  if (decision.kind === 'replay') return { value: { row: decision.row, replayed: !decision.first } };
  const row = rows[decision.kind === 'repeat' ? decision.index : index];
  assert(row, 'a created payout has a row');
  return { value: { row, replayed: decision.kind === 'repeat' } };
}
