import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Deps } from '../deps.ts';
import { Refusal } from '../foundation/refuse.ts';
import { type EntryRow, selectEntries, selectEntryPage } from './entries-store.ts';
import type { Key, MatchRow } from './match.ts';
import { selectMatchesOf } from './matches-store.ts';

/** An entry with its matches, those that were undone too. */
export interface KnownEntry extends EntryRow {
  readonly matches: readonly MatchRow[];
}

/** One page of entries, newest first, with one more than asked for where there is a next page. */
export async function listEntries(
  deps: Pick<Deps, 'sql'>,
  applicationId: string,
  query: Static<typeof schemas.EntryListQuery>,
  size: number,
): Promise<KnownEntry[]> {
  const { direction, status } = query;
  const filter = {
    after: query.after,
    payoutAccountId: query.payout_account_id,
    statementId: query.statement_id,
    direction,
    status,
    from: query.from,
    to: query.to,
  };
  return withMatches(deps, await selectEntryPage(deps.sql, applicationId, filter, size + 1));
}

/** Reads an entry. Refuses with UNKNOWN_ENTRY. */
export async function findEntry(deps: Pick<Deps, 'sql'>, key: Key): Promise<KnownEntry> {
  const [entry] = await findEntries(deps, [key]);
  if (!entry) throw new Refusal('UNKNOWN_ENTRY');
  return entry;
}

/** Reads entries, many at once; those that there are. */
export async function findEntries(deps: Pick<Deps, 'sql'>, keys: readonly Key[]): Promise<KnownEntry[]> {
  return keys.length === 0 ? [] : withMatches(deps, await selectEntries(deps.sql, keys));
}

async function withMatches({ sql }: Pick<Deps, 'sql'>, rows: readonly EntryRow[]): Promise<KnownEntry[]> {
  if (rows.length === 0) return [];
  const matches = Map.groupBy(await selectMatchesOf(sql, rows), ({ entryId }) => entryId);
  return rows.map((row) => ({ ...row, matches: matches.get(row.id) ?? [] }));
}
