import type { Fault, schemas } from '@sarf/contract';
import type { Static } from 'typebox';

/** What is asked for when matches are to be made. */
export type MatchRequest = Static<typeof schemas.MatchRequest>;

/**
 * What is wrong with such a request beyond its form: it names a suggestion or matches, and each match names one thing.
 * What has the wrong form is left to the schema.
 */
export function matchRequestFaults(body: unknown): Fault[] {
  const { suggestion_id: suggestionId, matches }: { suggestion_id?: unknown; matches?: unknown } = { ...Object(body) };
  if (suggestionId === undefined && matches === undefined) {
    return [{ path: 'matches', message: 'is required, or suggestion_id', code: 'MISSING_PARAMETERS' }];
  }
  if (suggestionId !== undefined && matches !== undefined) {
    return [{ path: 'suggestion_id', message: 'must not be given together with matches', code: 'INVALID_PARAMETERS' }];
  }
  return Array.isArray(matches) ? matches.flatMap((match, index) => matchFaults(match, `matches.${index}`)) : [];
}

function matchFaults(match: unknown, path: string): Fault[] {
  if (typeof match !== 'object' || match === null) return [];
  const given = ['payment_id', 'payout_id'].filter((name) => name in match);
  if (given.length === 1) return [];
  return given.length === 0
    ? [{ path: `${path}.payment_id`, message: 'is required, or payout_id', code: 'MISSING_PARAMETERS' }]
    : [{ path: `${path}.payout_id`, message: 'must not be given beside payment_id', code: 'INVALID_PARAMETERS' }];
}
