import { newId, withVersion } from '../foundation/id.ts';
import { objectIdOf } from './expected-rules.ts';
import type { AccountKey } from './match.ts';
import type { ProposedMatch } from './match-terms.ts';
import type { SuggestionRow } from './suggestions-store.ts';

/** An id (RFC 9562, version 8) by which the best score comes first, and of the same score what was found first. */
function suggestionId(score: number, nowMs: number): string {
  return (100 - score).toString(16).padStart(2, '0') + withVersion(newId(nowMs), '8').slice(2);
}

interface Change {
  readonly add: readonly SuggestionRow[];
  readonly drop: readonly string[];
}

/**
 * What changes between the suggestions of an account and those that were found now. One that is found again stays what
 * it is, with its id: a person may be looking at it.
 */
export function changeSuggestions(
  known: readonly SuggestionRow[],
  found: readonly ProposedMatch[],
  about: { readonly account: AccountKey; readonly currencies: ReadonlyMap<string, string>; readonly at: Date },
): Change {
  const old = new Map(known.map((row) => [nameOf(row), row]));
  const add: SuggestionRow[] = [];
  for (const proposal of found) {
    const row = rowOf(proposal, about);
    if (!old.delete(nameOf(row))) add.push(row);
  }
  return { add, drop: [...old.values()].map(({ id }) => id) };
}

type Content = Omit<SuggestionRow, 'id' | 'createdAt'>;

const nameOf = ({ kind, entryId, paymentId, payoutId, amountMinor, step, score, reasons }: Content): string =>
  JSON.stringify([kind, entryId, paymentId, payoutId, String(amountMinor), step, score, reasons]);

function rowOf(
  { entryId, expectedId, kind, amountMinor, step, score, reasons }: ProposedMatch,
  { account, currencies, at }: Parameters<typeof changeSuggestions>[2],
): SuggestionRow {
  const objectId = objectIdOf(expectedId);
  return {
    ...account,
    id: suggestionId(score, at.getTime()),
    kind,
    entryId,
    paymentId: kind === 'payment' ? objectId : null,
    payoutId: kind === 'payment' ? null : objectId,
    amountMinor,
    currency: currencies.get(entryId) ?? '',
    step,
    score,
    reasons,
    createdAt: at,
  };
}
