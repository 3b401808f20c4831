import type { Collections, Invitation, Telling } from '../banks/collections.ts';
import type { Connector } from '../banks/connector.ts';
import type { Deps } from '../deps.ts';
import { databaseTime, inTransaction, type Tx } from '../foundation/database.ts';
import { assert } from '../foundation/refuse.ts';
import { type ConsentRow, dayOf, type Key } from './consent.ts';
import { lockConsentRows, selectConsents, updateConsents } from './consents-store.ts';
import { moveConsents } from './move-consents.ts';
import { nextLook } from './schedule.ts';
import { confirmRevocation, turnTo } from './turn.ts';

type Calling = Pick<Deps, 'sql' | 'banks' | 'clock' | 'metrics' | 'log'>;

/** Calls a bank that collects, with no transaction open, and measures how long that takes. */
export async function callCollections<T>(
  { clock, metrics }: Pick<Deps, 'clock' | 'metrics'>,
  { name, collections }: Connector,
  call: string,
  run: (collections: Collections) => Promise<T>,
): Promise<T> {
  assert(collections, `the bank connection ${name} collects`);
  const startedMs = clock.elapsedMs();
  const said = await run(collections);
  metrics.bankCallSeconds.observe({ connector: name, call }, (clock.elapsedMs() - startedMs) / 1000);
  return said;
}

function connectorOf({ banks }: Pick<Deps, 'banks'>, { connector }: ConsentRow): Connector {
  const found = banks.get(connector);
  assert(found, `there is a bank connection ${connector}`);
  return found;
}

/**
 * Asks the bank for the page on which the customer decides, and keeps its address. Where the bank does not answer it is
 * asked again later by a worker; where it refuses, the consent is rejected. Asking twice is safe.
 * @returns the consent as it is now
 */
export async function inviteCustomer(deps: Calling, row: ConsentRow, actor: string): Promise<ConsentRow> {
  const { id, creditorIban, currency, expiresAt, returnUrl, maxPeriodMinor, maxPeriodCount } = row;
  const { periodType, maxIndividualMinor, maxCumulativeMinor, maxCumulativeCount } = row;
  const ofAll = { periodType, maxIndividualMinor, maxCumulativeMinor, maxCumulativeCount };
  const request = {
    ...{ consentId: id, creditorIban, currency, expiresAt, returnUrl },
    reference: row.reference ?? row.purpose ?? 'Account on file',
    limits: { ...ofAll, maxPerPeriodMinor: maxPeriodMinor, maxPerPeriodCount: maxPeriodCount },
  };
  const said = await callCollections(deps, connectorOf(deps, row), 'request_consent', (bank) =>
    bank.requestConsent(request),
  );
  return inTransaction(deps.sql, async (tx) => {
    const { row: locked, now } = await lockOne(tx, row);
    // Whatever came in between, it has its answer from elsewhere.
    if (locked.state !== 'awaiting_authorisation' || locked.authorisationUrl !== null) return locked;
    return recordInvitation(tx, deps, locked, said, { actor, at: now });
  });
}

async function recordInvitation(
  tx: Tx,
  deps: Calling,
  row: ConsentRow,
  said: Invitation,
  by: { readonly actor: string; readonly at: Date },
): Promise<ConsentRow> {
  if (said.kind === 'refused') {
    const turn = turnTo(row, 'rejected', { code: said.code, message: said.message }, by.at);
    const [moved] = await moveConsents(tx, deps, [{ row, turns: [turn], source: null }], by);
    return moved ?? row;
  }
  if (said.kind === 'invited') return save(tx, { ...row, authorisationUrl: said.url, asks: 0 }, by.at);
  return save(tx, { ...row, asks: row.asks + 1 }, by.at);
}

/**
 * Tells the bank that a consent is revoked, and keeps what it says. Where it does not answer it is told again later by a
 * worker. Telling twice is safe.
 * @returns the consent as it is now
 */
export async function tellBank(deps: Calling, row: ConsentRow): Promise<ConsentRow> {
  const said: Telling = await callCollections(deps, connectorOf(deps, row), 'revoke_consent', (bank) =>
    bank.revokeConsent(row.id),
  );
  return inTransaction(deps.sql, async (tx) => {
    const { row: locked, now } = await lockOne(tx, row);
    if (locked.state !== 'revoked' || locked.confirmedAt !== null) return locked;
    if (said.kind === 'no_answer') {
      // Somebody else may have told it meanwhile, and knows when to look again.
      return locked.toldAt === null ? save(tx, { ...locked, asks: locked.asks + 1 }, now) : locked;
    }
    const told = { ...locked, toldAt: locked.toldAt ?? now, asks: 0 };
    return said.kind === 'told' ? save(tx, told, now) : save(tx, confirmRevocation(told, now), now);
  });
}

async function lockOne(tx: Tx, key: Key): Promise<{ readonly row: ConsentRow; readonly now: Date }> {
  await lockConsentRows(tx, [key]);
  const now = await databaseTime(tx);
  const [row] = await selectConsents(tx, [key], dayOf(now));
  assert(row, `there is a consent ${key.id}`);
  return { row, now };
}

/** Saves a consent whose state did not change, free for the next look at it. */
async function save(tx: Tx, row: ConsentRow, now: Date): Promise<ConsentRow> {
  const free = { ...row, asks: Math.min(row.asks, 1000), leaseUntil: null, dueAt: nextLook(row, now) };
  await updateConsents(tx, [free]);
  return free;
}
