import { accountsByWish } from '../banks/choose-account.ts';
import { selectWishedAccounts } from '../banks/payout-accounts.ts';
import { findCustomers } from '../customers/find-customers.ts';
import type { Deps } from '../deps.ts';
import type { Outcome } from '../foundation/batch.ts';
import { after } from '../foundation/clock.ts';
import { databaseTime, inTransaction, type Tx } from '../foundation/database.ts';
import { timeOfId } from '../foundation/id.ts';
import { Refusal } from '../foundation/refuse.ts';
import { enter } from '../lifecycle/move.ts';
import { type ConsentRow, dayOf, nameOf, newConsent } from './consent.ts';
import { decideConsent, type Terms, type Wish, type World } from './consent-rules.ts';
import { selectConsents } from './consents-store.ts';
import { consentLifecycle } from './lifecycle.ts';

/** A consent that somebody asks for, after its form was checked. */
export interface Creation extends Wish, Terms {
  /** Made beforehand, so that a try whose answer was lost recognises its own row. */
  readonly id: string;
  readonly actor: string;
  readonly reference: string | null;
  readonly purpose: string | null;
  readonly returnUrl: string | null;
}

/**
 * Notes consents that customers are to be asked for, many in one transaction; each gets its own outcome. They are leased
 * to the caller, who asks the bank for the page next; where the caller dies, a worker does it.
 * Refuses with UNKNOWN_CUSTOMER, UNKNOWN_PAYOUT_ACCOUNT, CURRENCY_MISMATCH or OPERATION_NOT_ALLOWED.
 */
export async function createConsents(
  deps: Pick<Deps, 'sql' | 'banks' | 'metrics' | 'settings'>,
  creations: readonly Creation[],
  attempt = 1,
): Promise<Outcome<ConsentRow>[]> {
  const { outcomes, made } = await inTransaction(deps.sql, (tx) => enterConsents(tx, deps, creations, attempt));
  deps.metrics.moves.inc({ object: consentLifecycle.objectType, state: 'awaiting_authorisation' }, made);
  deps.metrics.batchItems.observe({ batch: 'create_consents' }, creations.length);
  return outcomes;
}

async function enterConsents(
  tx: Tx,
  deps: Pick<Deps, 'banks' | 'settings'>,
  creations: readonly Creation[],
  attempt: number,
): Promise<{ readonly outcomes: Outcome<ConsentRow>[]; readonly made: number }> {
  const now = await databaseTime(tx);
  const [world, existing] = await Promise.all([
    readWorld(tx, deps, creations),
    // An earlier try may be saved.
    attempt > 1 ? selectConsents(tx, creations, dayOf(now)) : [],
  ]);
  const earlier = new Map(existing.map((row) => [row.id, row]));
  const rows: ConsentRow[] = [];
  const outcomes = creations.map((creation): Outcome<ConsentRow> => {
    const saved = earlier.get(creation.id);
    if (saved) return { value: saved };
    const account = decideConsent(creation, world);
    if (account instanceof Refusal) return { refusal: account };
    const row = rowOf(creation, account, now, after(now, deps.settings.leaseMs));
    rows.push(row);
    return { value: row };
  });
  const actors = new Map(creations.map(({ id, actor }) => [id, actor]));
  await enter(tx, consentLifecycle, rows, { actor: ({ id }) => actors.get(id) ?? '', at: now });
  return { outcomes, made: rows.length };
}

async function readWorld(tx: Tx, { banks }: Pick<Deps, 'banks'>, creations: readonly Creation[]): Promise<World> {
  const asked = creations.map(({ applicationId, customerId: id }) => ({ applicationId, id }));
  const [accounts, customers] = await Promise.all([
    selectWishedAccounts(tx, creations, { lock: false }),
    findCustomers(tx, asked),
  ]);
  return {
    accounts: accountsByWish(accounts),
    customers: new Set(customers.map(nameOf)),
    collects: (connector) => banks.get(connector)?.collections !== undefined,
  };
}

function rowOf(
  { actor, limits, ...creation }: Creation,
  account: { readonly id: string; readonly connector: string; readonly iban: string },
  now: Date,
  leaseUntil: Date,
): ConsentRow {
  const { maxPerPeriodMinor: maxPeriodMinor, maxPerPeriodCount: maxPeriodCount, ...ofAll } = limits;
  return {
    ...creation,
    ...ofAll,
    maxPeriodMinor,
    maxPeriodCount,
    payoutAccountId: account.id,
    creditorIban: account.iban,
    connector: account.connector,
    ...newConsent,
    // The time that is in the id, so that lists by time and by id agree.
    createdAt: timeOfId(creation.id),
    updatedAt: timeOfId(creation.id),
    dueAt: now,
    leaseUntil,
    readOn: dayOf(now),
  };
}
