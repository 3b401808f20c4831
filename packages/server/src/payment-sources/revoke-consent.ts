import { consentStatusOf } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import { after, pause } from '../foundation/clock.ts';
import { databaseTime, inTransaction } from '../foundation/database.ts';
import { Refusal } from '../foundation/refuse.ts';
import { tellBank } from './call-banks.ts';
import { type ConsentRow, dayOf, type Key } from './consent.ts';
import { lockConsentRows, selectConsents } from './consents-store.ts';
import { moveConsents } from './move-consents.ts';
import { turnTo } from './turn.ts';

/** Why a consent is revoked, in a word and, perhaps, in a sentence for people. */
export interface Grounds {
  readonly reason: string;
  readonly context: string | null;
}

// For so long the answer waits for the bank, so that it can often say already that the bank knows.
const TELL_WITHIN_MS = 1000;

/**
 * Revokes a consent: from the commit on no charge can start. Then the bank is told; whatever becomes of that, workers
 * tell it until it knows. Revoking it again changes nothing.
 * Refuses with UNKNOWN_CONSENT, and with INVALID_STATE a consent that was not in force.
 * @returns the consent with the facts of its revocation
 */
export async function revokeConsent(deps: Deps, key: Key, grounds: Grounds, actor: string): Promise<ConsentRow> {
  const { row, isNew } = await block(deps, key, grounds, actor);
  return isNew ? tellSoon(deps, row) : row;
}

function block(
  deps: Deps,
  key: Key,
  { reason, context }: Grounds,
  actor: string,
): Promise<{ readonly row: ConsentRow; readonly isNew: boolean }> {
  return inTransaction(deps.sql, async (tx) => {
    await lockConsentRows(tx, [key]);
    const now = await databaseTime(tx);
    const [row] = await selectConsents(tx, [key], dayOf(now));
    if (!row) throw new Refusal('UNKNOWN_CONSENT');
    if (row.state === 'revoked') return { row, isNew: false };
    if (row.state !== 'authorised' && row.state !== 'suspended') throw tooLate(row);
    const turn = turnTo(row, 'revoked', { code: reason, message: context ?? 'The consent was revoked.' }, now, {
      blockedAt: now,
      revocationReason: reason,
      revocationContext: context,
    });
    // Due at once, and taken up by this process: should it die, a worker tells the bank when the lease is over.
    const taken = { ...turn.changes, dueAt: now, leaseUntil: after(now, deps.settings.leaseMs) };
    const walk = { row, turns: [{ ...turn, changes: taken }], source: null };
    const [moved] = await moveConsents(tx, deps, [walk], { actor, at: now });
    return { row: moved ?? row, isNew: true };
  });
}

function tooLate({ state }: ConsentRow): Refusal {
  const status = consentStatusOf[state];
  const message = `Only an AUTHORISED or SUSPENDED consent can be revoked; this one is ${status}.`;
  return new Refusal('INVALID_STATE', message, { metadata: { status } });
}

/** Tells the bank, and waits for that for a moment. What does not come in time, or breaks, is left to the workers. */
async function tellSoon(deps: Deps, row: ConsentRow): Promise<ConsentRow> {
  const waited = new AbortController();
  const telling = tellBank(deps, row).catch((error: unknown) => {
    deps.log.warn({ err: error, consent: row.id }, 'what came of telling the bank of a revocation could not be saved');
    return row;
  });
  const told = await Promise.race([telling, pause(TELL_WITHIN_MS, waited.signal)]);
  waited.abort();
  return told ?? row;
}
