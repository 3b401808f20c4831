import { createHash } from 'node:crypto';
import { countAsked, readLimits } from '../auth/agent-limits.ts';
import { partiesOf } from '../auth/parties.ts';
import { selectWishedAccounts } from '../banks/payout-accounts.ts';
import type { Deps } from '../deps.ts';
import type { Outcome } from '../foundation/batch.ts';
import { inTransaction, type Tx } from '../foundation/database.ts';
import { timeOfId } from '../foundation/id.ts';
import { assert } from '../foundation/refuse.ts';
import { enter } from '../lifecycle/move.ts';
import { lookupOf, sortEarlier } from './earlier.ts';
import { payoutLifecycle } from './lifecycle.ts';
import type { PayoutRow } from './payout.ts';
import { type Creation, type Decision, decideCreations, detailsOf, type World } from './rules.ts';
import { lockDetails, selectEarlier } from './store.ts';

/** A payout that was made, or the one made earlier under the same key. */
export interface Created {
  readonly row: PayoutRow;
  readonly replayed: boolean;
}

/**
 * Makes payouts, many in one transaction: see `enterPayouts`. Each gets its own outcome.
 * Refuses with IDEMPOTENCY_KEY_REUSED, UNKNOWN_PAYMENT_DESTINATION, UNKNOWN_PAYOUT_ACCOUNT, OPERATION_NOT_ALLOWED,
 * CURRENCY_MISMATCH, POSSIBLE_DUPLICATE, INSUFFICIENT_FUNDS, AGENT_LIMIT or CLIENT_STOPPED.
 */
export async function createPayouts(
  deps: Pick<Deps, 'sql' | 'clock' | 'metrics' | 'existingDestinations'>,
  creations: readonly Creation[],
  attempt = 1,
): Promise<Outcome<Created>[]> {
  const outcomes = await inTransaction(deps.sql, (tx) =>
    enterPayouts(tx, deps, creations, { at: deps.clock.now(), attempt, andCommit: true }),
  );
  const made = outcomes.flatMap((outcome) =>
    'value' in outcome && !outcome.value.replayed ? [outcome.value.row] : [],
  );
  const awaiting = made.filter(({ askedBy }) => askedBy !== null).length;
  if (made.length > awaiting) deps.metrics.moves.inc({ object: 'payout', state: 'queued' }, made.length - awaiting);
  if (awaiting > 0) deps.metrics.moves.inc({ object: 'payout', state: 'awaiting_approval' }, awaiting);
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
 * be made, and only that. The first try does not lock the balances, nor what limited clients have asked for, both of
 * which others share, until it writes; what was used meanwhile is refused by the database (23514), and the caller tries
 * the whole transaction again with a higher `attempt`, which looks under locks. Locks are taken in one order by all:
 * clients, details, what clients asked for, balances.
 * @returns for each the payout, or the refusal: those of `createPayouts`
 */
export async function enterPayouts(
  tx: Tx,
  deps: Pick<Deps, 'existingDestinations'>,
  creations: readonly Creation[],
  { at, attempt, andCommit }: Entry,
): Promise<Outcome<Created>[]> {
  const world = await readWorld(tx, deps, creations, at, attempt);
  const decisions = decideCreations(creations, world);
  const parties = await partiesThatWait(tx, creations, decisions);
  const rows = creations.map((creation, index) => rowOf(creation, decisions[index], { at, parties }));
  await countAsked(tx, world.limits, creations.filter((_, index) => rows[index]).filter(isCounted));
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

const isCounted = <One extends { readonly clientId: string | null }>(one: One): one is One & { clientId: string } =>
  one.clientId !== null;

/** The parties that ask for payouts which another one has to approve, by the ids of their clients. */
async function partiesThatWait(
  tx: Tx,
  creations: readonly Creation[],
  decisions: readonly Decision[],
): Promise<ReadonlyMap<string, string>> {
  const waiting = creations.filter((_, index) => {
    const decision = decisions[index];
    return decision?.kind === 'create' && decision.needsApproval;
  });
  return waiting.length > 0 ? partiesOf(tx, waiting.filter(isCounted)) : new Map();
}

// The locks on clients and details come before the looks at limits and for twins, which are therefore still true at the
// commit.
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
  const [limits, , accounts, destinations, earlier] = await Promise.all([
    readLimits(tx, creations.filter(isCounted), { at, attempt }),
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
  return { accounts, destinations, limits, ...sortEarlier(earlier) };
}

function detailsHash(creation: Creation): bigint | undefined {
  const details = detailsOf(creation);
  return details === undefined ? undefined : createHash('sha256').update(details).digest().readBigInt64BE();
}

function rowOf(
  creation: Creation,
  decision: Decision | undefined,
  { at, parties }: { readonly at: Date; readonly parties: ReadonlyMap<string, string> },
): PayoutRow | undefined {
  if (decision?.kind !== 'create') return undefined;
  const { account, needsApproval } = decision;
  const { actor, clientId, allowDuplicate, ...content } = creation;
  const askedBy = needsApproval ? (parties.get(clientId ?? '') ?? actor) : null;
  return {
    ...content,
    payoutAccountId: account.id,
    paidOutAccountId: account.paidOutAccountId,
    connector: account.connector,
    debtorIban: account.iban,
    askedBy,
    decidedBy: null,
    matchedMinor: 0n,
    returnedMinor: 0n,
    state: needsApproval ? 'awaiting_approval' : 'queued',
    sequence: 1,
    // The time that is in the id, so that lists by time and by id agree.
    createdAt: timeOfId(creation.id),
    updatedAt: timeOfId(creation.id),
    // No worker takes up what waits for approval.
    dueAt: needsApproval ? null : at,
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
