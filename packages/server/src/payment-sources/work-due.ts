import type { DueWork } from '../banks/carry-out.ts';
import type { Connector } from '../banks/connector.ts';
import type { Deps } from '../deps.ts';
import { after } from '../foundation/clock.ts';
import { databaseTime, inTransaction } from '../foundation/database.ts';
import { callCollections, inviteCustomer, tellBank } from './call-banks.ts';
import { type ConsentRow, dayOf } from './consent.ts';
import { claimDue, selectConsents } from './consents-store.ts';
import { moveConsents } from './move-consents.ts';
import { recordConsentNews } from './record-consent-news.ts';
import { errandOf, isOver } from './schedule.ts';
import { turnTo } from './turn.ts';

const over = { code: 'EXPIRED', message: 'The time of the consent is over.' };

/**
 * Takes up due consents: those whose time is over expire with the claim. Running it asks banks for pages, asks them how
 * consents stand, and tells them of revocations. Each of these is safe to do twice, so what breaks is left to its lease.
 */
export async function takeDueConsents(deps: Deps, worker: string, limit: number): Promise<DueWork> {
  const rows = await claim(deps, worker, limit);
  return { claimed: rows.length, run: () => work(deps, worker, rows) };
}

function claim(deps: Deps, worker: string, limit: number): Promise<ConsentRow[]> {
  return inTransaction(deps.sql, async (tx) => {
    const now = await databaseTime(tx);
    const keys = await claimDue(tx, { now, leaseUntil: after(now, deps.settings.leaseMs), limit });
    if (keys.length === 0) return [];
    const rows = await selectConsents(tx, keys, dayOf(now));
    const ending = rows
      .filter((row) => isOver(row, now))
      .map((row) => ({ row, turns: [turnTo(row, 'expired', over, now)], source: null }));
    await moveConsents(tx, deps, ending, { actor: worker, at: now });
    // They are counted as claimed, so that the next look comes at once, and there is nothing more to do with them.
    return rows.map((row) => (isOver(row, now) ? { ...row, state: 'expired' } : row));
  });
}

async function work(deps: Deps, worker: string, rows: readonly ConsentRow[]): Promise<void> {
  const calls: Promise<unknown>[] = [];
  const asked: ConsentRow[] = [];
  for (const row of rows) {
    const errand = errandOf(row);
    if (errand === 'invite') calls.push(inviteCustomer(deps, row, worker));
    else if (errand === 'tell') calls.push(tellBank(deps, row));
    else if (errand === 'ask') asked.push(row);
  }
  for (const connector of deps.banks.values()) {
    const max = connector.capabilities.instructionsMax;
    const own = asked.filter((row) => row.connector === connector.name);
    for (let from = 0; from < own.length; from += max) {
      calls.push(ask(deps, connector, worker, own.slice(from, from + max)));
    }
  }
  // One that breaks must not leave the others unheard.
  const broken = (await Promise.allSettled(calls)).find((call) => call.status === 'rejected');
  if (broken) throw broken.reason;
}

async function ask(deps: Deps, connector: Connector, actor: string, rows: readonly ConsentRow[]): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const news = await callCollections(deps, connector, 'consents', (bank) => bank.consentsOf(ids));
  await recordConsentNews(deps, { connector, actor, takenUp: new Map(rows.map((row) => [row.id, row])) }, news);
}
