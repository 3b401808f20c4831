import { type AgentLimits, decideChange, decideReleasing, readLimits } from '../auth/agent-limits.ts';
import { isPerson } from '../auth/caller.ts';
import { partiesOf, wantsSecondParty } from '../auth/parties.ts';
import { refuseDemoted } from '../auth/refuse-demoted.ts';
import type { Deps } from '../deps.ts';
import { createDestinations } from '../destinations/create-destinations.ts';
import { inTransaction, type Tx } from '../foundation/database.ts';
import { newId } from '../foundation/id.ts';
import { assert, Refusal } from '../foundation/refuse.ts';
import { readMakers } from '../lifecycle/history.ts';
import { walk } from '../lifecycle/walk.ts';
import { lockPayments } from '../payments/find-payments.ts';
import { openPayer } from '../payments/payer.ts';
import { enterPayouts } from '../payouts/create-payouts.ts';
import { contradictions, type Decided, decideAll, isOwn, reasonOf } from './decision-rules.ts';
import { refundLifecycle } from './lifecycle.ts';
import type { RefundRow } from './refund.ts';
import { type ItemFault, refusalOfItems } from './rules.ts';
import { lockRefunds, selectRefunds } from './store.ts';

type Creation = Parameters<typeof enterPayouts>[2][number];

/** Decisions that somebody sends at once: all of them are carried out, or none. */
export interface Decisions {
  readonly applicationId: string;
  readonly clientId: string;
  /** Who decides, in the history of the refunds and of their payouts. */
  readonly actor: string;
  readonly decisions: readonly Decided[];
}

type Deciding = Pick<Deps, 'sql' | 'clock' | 'metrics' | 'secretKey' | 'existingDestinations' | 'newEndToEndId'>;

/**
 * Confirms and rejects refunds, all of them in one transaction; confirming one makes the payout that carries it out. Who
 * decides the same again changes nothing. A refund counts against the limits of the client that created it, and against
 * those of another one that confirms it.
 * Refuses with INVALID_PARAMETERS, UNKNOWN_REFUND, INVALID_STATE, SECOND_PARTY_NEEDED, INSUFFICIENT_FUNDS,
 * OPERATION_NOT_ALLOWED, AGENT_LIMIT, CLIENT_STOPPED or INCORRECT_ACCESS_LEVEL.
 * @param attempt above 1 the balances are locked first: another used them while we looked
 * @returns the refunds as they are now, in the order of the decisions
 */
export async function decideRefunds(deps: Deciding, request: Decisions, attempt = 1): Promise<RefundRow[]> {
  const { applicationId, clientId, actor, decisions } = request;
  refuse(contradictions(decisions));
  // Before the transaction, because it is one of its own. The same account again is the same destination.
  const destinations = await prepareDestinations(deps, request);
  const { rows, payouts } = await inTransaction(deps.sql, async (tx) => {
    const limits = await readOwnLimits(tx, deps, request);
    await refuseDemoted(tx, request, 'refunds:approve');
    const keys = keysOf(request);
    const refunds = new Map((await lockRefunds(tx, keys)).map((row) => [row.id, row]));
    const party = (await partiesOf(tx, [request])).get(clientId) ?? '';
    // A person never confirms what they asked for themselves, whatever the application wants of programs.
    const needsSecondParty = isPerson(actor) || (await wantsSecondParty(tx, applicationId));
    const own = needsSecondParty ? [] : [...refunds.values()].filter((row) => isOwn(row, party));
    const byPeople = await findMadeByPeople(tx, own);
    const returned = await findReturned(tx, request, refunds);
    const ruling = decideAll(decisions, refunds, { party, needsSecondParty, byPeople, returned });
    if ('faults' in ruling) throw refusalOfItems(ruling.faults);
    const moving = ruling.moves.flatMap((decided) => {
      const row = refunds.get(decided.refundId);
      return row ? [{ row, to: decided.to, reason: reasonOf(decided) }] : [];
    });
    const confirmed = moving.filter(({ to }) => to === 'confirmed').map(({ row }) => row);
    refuseReleasing(limits, confirmed);
    const createdBy = limits?.bounds ? await readMakers(tx, confirmed) : new Map<string, string>();
    const payoutIds = await makePayouts(tx, deps, request, confirmed, { destinations, createdBy, attempt });
    const by = { actor, at: deps.clock.now() };
    const walks = moving.map(({ row, to, reason }) => {
      const said = reason && { failureCode: reason.code, failureMessage: reason.message };
      const changes = { decidedBy: party, payoutId: payoutIds.get(row.id) ?? null, ...said };
      return { row, turns: [{ to, reason, changes }] };
    });
    const moved = await walk(tx, { lifecycle: refundLifecycle, metrics: deps.metrics }, walks, by);
    for (const row of moved) refunds.set(row.id, row);
    return { rows: decisions.flatMap(({ refundId }) => refunds.get(refundId) ?? []), payouts: payoutIds.size };
  });
  if (payouts > 0) deps.metrics.moves.inc({ object: 'payout', state: 'queued' }, payouts);
  return rows;
}

/** The ids of those refunds that a person created, rather than a program of theirs. */
async function findMadeByPeople(tx: Tx, refunds: readonly RefundRow[]): Promise<ReadonlySet<string>> {
  const makers = refunds.length > 0 ? await readMakers(tx, refunds) : new Map<string, string>();
  return new Set([...makers].flatMap(([id, actor]) => (isPerson(actor) ? [id] : [])));
}

/** The limits of the client that decides. Refuses with CLIENT_STOPPED, or with AGENT_LIMIT (read_only). */
async function readOwnLimits(tx: Tx, deps: Deciding, request: Decisions): Promise<AgentLimits | undefined> {
  // What it asked for is looked at again, under locks where need be, when the payouts are made.
  const asked = [{ ...request, currency: null }];
  const limits = (await readLimits(tx, asked, { at: deps.clock.now(), attempt: 1 })).get(request.clientId);
  const barred = limits && decideChange(limits);
  if (barred) throw barred;
  return limits;
}

/** Refuses with AGENT_LIMIT (needs_approval) when a client is to confirm that may not. */
function refuseReleasing(limits: AgentLimits | undefined, confirmed: readonly RefundRow[]): void {
  const barred = limits && confirmed.length > 0 ? decideReleasing(limits) : undefined;
  if (barred) throw barred;
}

/** Those payments of refunds to be confirmed whose money was taken back. Locked, so that none is while we decide. */
async function findReturned(
  tx: Tx,
  { decisions }: Decisions,
  refunds: ReadonlyMap<string, RefundRow>,
): Promise<ReadonlySet<string>> {
  const keys = decisions.flatMap(({ refundId, to }) => {
    const row = refunds.get(refundId);
    return row?.state === 'created' && to === 'confirmed' ? [{ ...row, id: row.paymentId }] : [];
  });
  const payments = await lockPayments(tx, keys);
  return new Set(payments.flatMap((row) => (row?.state === 'returned' ? [row.id] : [])));
}

const keysOf = ({ applicationId, decisions }: Decisions): { applicationId: string; id: string }[] =>
  decisions.map(({ refundId }) => ({ applicationId, id: refundId }));

function refuse(faults: readonly ItemFault[]): void {
  if (faults.length > 0) throw refusalOfItems(faults);
}

/** The destinations of those refunds that may be confirmed: the accounts that paid. By the id of the refund. */
async function prepareDestinations(deps: Deciding, request: Decisions): Promise<ReadonlyMap<string, string>> {
  const { applicationId, decisions } = request;
  const wanted = new Set(decisions.filter(({ to }) => to === 'confirmed').map(({ refundId }) => refundId));
  const rows = wanted.size > 0 ? await selectRefunds(deps.sql, keysOf(request)) : [];
  const open = rows.filter(({ id, state }) => state === 'created' && wanted.has(id));
  const items = open.map((row) => {
    const payer = openPayer(deps, { id: row.paymentId, sealedPayer: row.sealedPayer });
    assert(payer, `who paid is known of refund ${row.id}`);
    return { applicationId, request: { beneficiary_name: payer.name, iban: payer.iban, currency: row.currency } };
  });
  const outcomes = items.length > 0 ? await createDestinations(deps, items) : [];
  const faults = outcomes.flatMap((outcome, index): ItemFault[] => {
    if ('value' in outcome) return [];
    const message = `Operation Not Allowed, the account that paid cannot be paid: ${outcome.refusal.message}`;
    return [{ path: pathOf(request, open[index]), code: 'OPERATION_NOT_ALLOWED', message }];
  });
  refuse(faults);
  return new Map(
    outcomes.flatMap((outcome, index) => ('value' in outcome ? [[open[index]?.id ?? '', outcome.value.id]] : [])),
  );
}

const pathOf = ({ decisions }: Decisions, row: RefundRow | undefined): string =>
  `[${decisions.findIndex(({ refundId }) => refundId === row?.id)}].refund_id`;

interface Means {
  readonly destinations: ReadonlyMap<string, string>;
  /** Who created them, where that matters for the limits of the client that confirms. */
  readonly createdBy: ReadonlyMap<string, string>;
  readonly attempt: number;
}

/** Makes the payouts of refunds in the caller's transaction. Gives their ids, by the ids of the refunds. */
async function makePayouts(
  tx: Tx,
  deps: Deciding,
  request: Decisions,
  refunds: readonly RefundRow[],
  { destinations, createdBy, attempt }: Means,
): Promise<ReadonlyMap<string, string>> {
  if (refunds.length === 0) return new Map();
  const at = deps.clock.now();
  const creations = refunds.map((row) => creationOf(deps, request, row, { destinations, createdBy, at }));
  const outcomes = await enterPayouts(tx, deps, creations, { at, attempt, andCommit: false });
  const faults = outcomes.flatMap((outcome, index): ItemFault[] => {
    if ('value' in outcome) return [];
    const { code, message, metadata } = outcome.refusal;
    const path = pathOf(request, refunds[index]);
    if (code === 'INSUFFICIENT_FUNDS' || code === 'AGENT_LIMIT')
      return [{ path, code, message, ...(metadata && { metadata }) }];
    // The account of the payment is not one to pay from.
    return [{ path, code: 'OPERATION_NOT_ALLOWED', message: 'Operation Not Allowed, payouts not configured' }];
  });
  refuse(faults);
  return new Map(creations.map(({ id, refundId }) => [refundId ?? '', id]));
}

function creationOf(
  deps: Deciding,
  { clientId, actor }: Decisions,
  row: RefundRow,
  { destinations, createdBy, at }: Omit<Means, 'attempt'> & { readonly at: Date },
): Creation {
  const destinationId = destinations.get(row.id);
  // It cannot have been made between our two looks: refunds begin as created, and do not come back to it.
  if (destinationId === undefined) throw new Refusal('UNKNOWN_REFUND');
  return {
    applicationId: row.applicationId,
    actor,
    // Once a client: who created it was counted then.
    clientId: createdBy.get(row.id) === actor ? null : clientId,
    id: newId(at.getTime()),
    endToEndId: deps.newEndToEndId(at.getTime()),
    amountMinor: row.amountMinor,
    currency: row.currency,
    destinationId,
    payoutAccountId: row.payoutAccountId,
    description: row.description ?? `Refund ${row.paymentReference}`.slice(0, 140),
    reference: row.externalReference,
    idempotencyKey: null,
    refundId: row.id,
    // Two refunds of the same amount to one customer are two refunds.
    allowDuplicate: true,
  };
}
