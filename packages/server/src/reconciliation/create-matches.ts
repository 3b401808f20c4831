import type { Fault } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import { inTransaction } from '../foundation/database.ts';
import { parseAmount } from '../foundation/money.ts';
import { Refusal, refusalOf } from '../foundation/refuse.ts';
import { selectEntries } from './entries-store.ts';
import type { Fit, Unfit, Wanted } from './fit-rules.ts';
import { makeMatches } from './make-matches.ts';
import type { Key, MatchRow } from './match.ts';
import type { MatchRequest } from './match-request-rules.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { selectSuggestion } from './suggestions-store.ts';
import { tellProofs } from './tell-proofs.ts';

/** A match as a person asks for it. */
export type MatchWish = NonNullable<MatchRequest['matches']>[number];

/**
 * Makes the matches that a person wants: all of them, or none. Refuses with INVALID_AMOUNT and its like, or with
 * UNKNOWN_ENTRY, UNKNOWN_PAYMENT or MATCH_NOT_POSSIBLE, which tell which of them and why.
 */
export async function createMatches(
  deps: Deps,
  applicationId: string,
  wishes: readonly MatchWish[],
  actor: string,
): Promise<MatchRow[]> {
  const keys = wishes.map((wish) => ({ applicationId, id: wish.entry_id.toLowerCase() }));
  const currencies = new Map((await selectEntries(deps.sql, keys)).map(({ id, currency }) => [id, currency]));
  const read = wishes.map((wish, index) => wantedOf(wish, index, currencies.get(wish.entry_id.toLowerCase())));
  const refusal = refusalOf(read.flatMap((one) => ('fault' in one ? [one.fault] : [])));
  if (refusal) throw refusal;
  const wanted = read.flatMap((one) => ('wanted' in one ? [one.wanted] : []));
  return make(deps, applicationId, wanted, actor, refuseFirst);
}

/** What is wanted, in minor units of the entry's currency. Of an entry that there is none of, the amount does not matter. */
function wantedOf(wish: MatchWish, index: number, currency: string | undefined): { wanted: Wanted } | { fault: Fault } {
  const entryId = wish.entry_id.toLowerCase();
  const side = wish.payment_id === undefined ? ('payout' as const) : ('payment' as const);
  const objectId = (wish.payment_id ?? wish.payout_id ?? '').toLowerCase();
  const shared = { entryId, side, objectId, step: null, score: null, reasons: [] };
  if (wish.amount === undefined || currency === undefined) return { wanted: { ...shared, amountMinor: null } };
  const amount = parseAmount(wish.amount, currency);
  if (amount.ok) return { wanted: { ...shared, amountMinor: amount.minor } };
  return { fault: { path: `matches.${index}.amount`, message: amount.message, code: amount.code } };
}

/** Makes the match of a suggestion. Refuses with UNKNOWN_SUGGESTION where it no longer holds. */
export async function acceptSuggestion(deps: Deps, key: Key, actor: string): Promise<MatchRow[]> {
  const suggestion = await selectSuggestion(deps.sql, key);
  if (!suggestion) throw new Refusal('UNKNOWN_SUGGESTION');
  const { entryId, paymentId, payoutId, amountMinor, step, score, reasons } = suggestion;
  const side = paymentId === null ? ('payout' as const) : ('payment' as const);
  const wanted = { entryId, side, objectId: paymentId ?? payoutId ?? '', amountMinor, step, score, reasons };
  return make(deps, key.applicationId, [wanted], actor, ([decision]) => {
    if (!decision?.ok) throw new Refusal('UNKNOWN_SUGGESTION');
    return [decision];
  });
}

async function make(
  deps: Deps,
  applicationId: string,
  wanted: readonly Wanted[],
  actor: string,
  choose: (decisions: readonly (Fit | Unfit)[]) => readonly Fit[],
): Promise<MatchRow[]> {
  const rows = await retryConflicts(() =>
    inTransaction(deps.sql, (tx) => {
      const by = { actor, at: deps.clock.now() };
      return makeMatches(tx, deps, wanted, { applicationId, how: 'manual', by }, choose);
    }),
  );
  for (const payoutAccountId of new Set(rows.map((row) => row.payoutAccountId))) {
    // They are made, whatever comes of this; the next run over the account tells what is still to be told.
    await tellProofs(deps, { applicationId, payoutAccountId }).catch((error: unknown) =>
      deps.log.error({ err: error }, 'telling what matches prove broke; it is done by the next run'),
    );
  }
  return rows;
}

function refuseFirst(decisions: readonly (Fit | Unfit)[]): readonly Fit[] {
  return decisions.map((decision, index) => {
    if (decision.ok) return decision;
    const { code, message } = decision;
    throw new Refusal(code, `matches[${index}]: ${message}`, { metadata: { index } });
  });
}
