import type { ConsentState, SourceState } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import type { Tx } from '../foundation/database.ts';
import { enter } from '../lifecycle/move.ts';
import { type By, type Turn, type Walk, walk } from '../lifecycle/walk.ts';
import { type ConsentRow, nameOf, type SourceRow } from './consent.ts';
import { consentLifecycle, sourceLifecycle } from './lifecycle.ts';
import { selectSources } from './sources-store.ts';

export type ConsentTurn = Turn<ConsentState, ConsentRow>;

/** A consent as it was read under lock, its moves, and the source that the customer authorises with them. */
export interface ConsentWalk extends Walk<ConsentRow, ConsentTurn> {
  readonly source: SourceRow | null;
}

/** What becomes of the source when its consent enters a state; null: it stays as it is. */
function sourceStateAfter(state: ConsentState): SourceState | null {
  if (state === 'revoked') return 'revoked';
  return state === 'expired' || state === 'consumed' ? 'expired' : null;
}

/**
 * Moves consents, each through its turns one after another, and their payment sources with them. The consents must be
 * locked: that covers their sources too.
 * @returns the consents as they are now, in the order of the walks
 */
export async function moveConsents(
  tx: Tx,
  { metrics }: Pick<Deps, 'metrics'>,
  walks: readonly ConsentWalk[],
  by: By,
): Promise<ConsentRow[]> {
  const rows = await walk(tx, { lifecycle: consentLifecycle, metrics }, walks, by);
  const entering = walks.flatMap(({ source }) => source ?? []);
  await enter(tx, sourceLifecycle, entering, by);
  if (entering.length > 0) metrics.moves.inc({ object: 'payment_source', state: 'active' }, entering.length);
  const ends = new Map<string, { readonly to: SourceState; readonly reason: ConsentTurn['reason'] }>();
  rows.forEach(({ applicationId, paymentSourceId, state }, index) => {
    const to = sourceStateAfter(state);
    const turn = walks[index]?.turns.at(-1);
    if (to === null || paymentSourceId === null || turn === undefined) return;
    ends.set(nameOf({ applicationId, id: paymentSourceId }), { to, reason: turn.reason });
  });
  const ending = rows.flatMap(({ applicationId, paymentSourceId: id }) =>
    id !== null && ends.has(nameOf({ applicationId, id })) ? [{ applicationId, id }] : [],
  );
  if (ending.length === 0) return rows;
  const sources = (await selectSources(tx, ending)).map((row) => {
    const end = ends.get(nameOf(row));
    return { row, turns: end ? [{ ...end, changes: {} }] : [] };
  });
  await walk(tx, { lifecycle: sourceLifecycle, metrics }, sources, by);
  return rows;
}
