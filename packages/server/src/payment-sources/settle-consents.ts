import type { Deps } from '../deps.ts';
import type { Tx } from '../foundation/database.ts';
import type { By } from '../lifecycle/walk.ts';
import { dayOf, isUsedUp, nameOf } from './consent.ts';
import { lockConsentRows, selectBeingCharged, selectConsents } from './consents-store.ts';
import { moveConsents } from './move-consents.ts';
import { turnTo } from './turn.ts';

const reason = { code: 'CONSUMED', message: 'A limit on all payments together is used up.' };

/**
 * Ends consents whose limits on all payments together are used up: they become consumed, and their payment sources
 * expire. Where a charge is still under way it is left for the end of that one, because a charge that fails gives back
 * what it took. For whoever brings charges to their end, in the same transaction.
 */
export async function settleConsents(
  tx: Tx,
  deps: Pick<Deps, 'metrics'>,
  keys: readonly { readonly applicationId: string; readonly consentId: string }[],
  by: By,
): Promise<void> {
  if (keys.length === 0) return;
  const wanted = keys.map(({ applicationId, consentId }) => ({ applicationId, id: consentId }));
  const [, rows] = await Promise.all([lockConsentRows(tx, wanted), selectConsents(tx, wanted, dayOf(by.at))]);
  const full = rows.filter((row) => row.state === 'authorised' && isUsedUp(row));
  if (full.length === 0) return;
  // Read under the locks: of two charges that end at once the second one sees the first one's end.
  const open = new Set((await selectBeingCharged(tx, full)).map(nameOf));
  const walks = full
    .filter((row) => !open.has(nameOf(row)))
    .map((row) => ({ row, turns: [turnTo(row, 'consumed', reason, by.at)], source: null }));
  await moveConsents(tx, deps, walks, by);
}
