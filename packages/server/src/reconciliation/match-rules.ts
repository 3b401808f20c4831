import { layOut } from './match-board-rules.ts';
import { solve } from './match-solve-rules.ts';
import { suggest } from './match-suggest-rules.ts';
import type { Expected, MatchPolicy, OpenEntry, ProposedMatch } from './match-terms.ts';

/**
 * Ties statement entries to what they prove, within one account, direction and currency. Automatic matches never exceed
 * what is open on either side; suggestions are for what these leave open, at most five for an entry, the best first.
 *
 * What is automatic is repeated until nothing more is: matching again what is left gives nothing new. The result does
 * not depend on the order of the inputs. Ids must be unique among the entries, and among what is expected.
 */
export function matchEntries(
  entries: readonly OpenEntry[],
  expected: readonly Expected[],
  policy: MatchPolicy,
): { readonly automatic: ProposedMatch[]; readonly suggestions: ProposedMatch[] } {
  const board = layOut(entries, expected, policy);
  const sure = solve(board, policy);
  const suggestions = suggest(board, policy);
  return policy.automatic
    ? { automatic: sure, suggestions }
    : { automatic: [], suggestions: [...sure, ...suggestions] };
}
