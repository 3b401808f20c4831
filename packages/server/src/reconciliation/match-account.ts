import { reconciliationEvent } from '@sarf/contract';
import { listPayoutAccounts } from '../banks/payout-accounts.ts';
import type { Deps } from '../deps.ts';
import { recordEvents } from '../events/record-events.ts';
import { inTransaction, type Tx } from '../foundation/database.ts';
import { assert } from '../foundation/refuse.ts';
import { type EntryRow, markUnknown, type OpenEntryRow, selectOpen } from './entries-store.ts';
import { expectedIdOf, objectIdOf, openEntryOf } from './expected-rules.ts';
import { isFee } from './fee-rules.ts';
import type { Fit, Unfit, Wanted } from './fit-rules.ts';
import { gatherExpected } from './gather-expected.ts';
import { makeMatches } from './make-matches.ts';
import { beginRun, isLastRun } from './marks-store.ts';
import type { AccountKey } from './match.ts';
import { matchEntries } from './match-rules.ts';
import { defaultMatchPolicy, type Expected, type OpenEntry, type ProposedMatch, pairKey } from './match-terms.ts';
import { selectUndone } from './matches-store.ts';
import { presentEntry } from './present.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { isExactAutomatic } from './settings-store.ts';
import { changeSuggestions } from './suggestion-rules.ts';
import { countSuggestions, deleteSuggestions, insertSuggestions, selectOfAccount } from './suggestions-store.ts';
import { tellProofs } from './tell-proofs.ts';

/** What came of looking for matches on an account. */
export interface MatchRun {
  /** How many matches were made. */
  readonly matched: number;
  /** How many suggestions wait for a person now. */
  readonly suggested: number;
  /** How many debits that nothing explains were found. */
  readonly unknownDebits: number;
}

const ACTOR = 'reconciliation';
// So many are held at once; those of an account that has more are looked at when these are matched.
const OPEN_MAX = 200_000;
const AT_ONCE = 500;

/**
 * Matches what is open on an account with what it may prove: makes the matches that are sure, where the application
 * wants that, and keeps the others as suggestions; raises the alarm for debits that nothing explains; tells payouts and
 * payments what is proven of them.
 *
 * What is found is looked at again under lock before it is made, a thousand at once, so that balances are never locked
 * for long. What somebody else did meanwhile is left alone.
 */
export async function matchAccount(deps: Deps, account: AccountKey): Promise<MatchRun> {
  const run = await beginRun(deps.sql, account);
  const entries = await selectOpen(deps.sql, account, OPEN_MAX);
  if (entries.length === OPEN_MAX) deps.log.warn({ ...account }, 'there are more open entries than are looked at once');
  const { automatic, suggestions } = await propose(deps, account, entries);
  let matched = 0;
  for (let at = 0; at < automatic.length; at += AT_ONCE) {
    matched += await makeSure(deps, account, automatic.slice(at, at + AT_ONCE));
  }
  const unexplained = findUnexplained(entries, [...automatic, ...suggestions]);
  const unknownDebits = await finish(deps, account, run, { entries, suggestions, unexplained });
  await tellProofs(deps, account);
  return { matched, suggested: await countSuggestions(deps.sql, account), unknownDebits };
}

interface Proposals {
  readonly automatic: readonly ProposedMatch[];
  readonly suggestions: readonly ProposedMatch[];
}

async function propose(deps: Deps, account: AccountKey, rows: readonly OpenEntryRow[]): Promise<Proposals> {
  if (rows.length === 0) return { automatic: [], suggestions: [] };
  const automatic = await isExactAutomatic(deps.sql, account.applicationId);
  const policy = { ...defaultMatchPolicy, automatic };
  const expected = await gatherExpected(deps, account, rows, policy);
  const undone = await selectUndone(deps.sql, account);
  const entries = rows.map((row) => openEntryOf(row, account.payoutAccountId));
  if (undone.length === 0) return matchEntries(entries, expected, policy);
  const pairs = undone.map(({ entryId, kind, objectId }) => pairKey(entryId, expectedIdOf(kind, objectId)));
  const found = matchEntries(entries, expected, { ...policy, refusedPairs: new Set(pairs) });
  return withUndone(found, new Set(undone.map(({ entryId }) => entryId)), entries, expected);
}

/** What a person tied loose is not tied again without one, but it is still suggested. */
function withUndone(
  found: Proposals,
  undone: ReadonlySet<string>,
  entries: readonly OpenEntry[],
  expected: readonly Expected[],
): Proposals {
  const taken = new Map<string, bigint>();
  for (const { entryId, expectedId, amountMinor } of found.automatic) {
    for (const id of [entryId, expectedId]) taken.set(id, (taken.get(id) ?? 0n) + amountMinor);
  }
  const left = <T extends { readonly id: string; readonly openMinor: bigint }>(one: T): T => ({
    ...one,
    openMinor: one.openMinor - (taken.get(one.id) ?? 0n),
  });
  const loose = entries.filter(({ id }) => undone.has(id)).map(left);
  const { suggestions } = matchEntries(loose, expected.map(left), { ...defaultMatchPolicy, automatic: false });
  const others = found.suggestions.filter(({ entryId }) => !undone.has(entryId));
  return { automatic: found.automatic, suggestions: [...others, ...suggestions] };
}

/** Makes matches that are sure, as far as they still are. Gives how many. */
async function makeSure(deps: Deps, account: AccountKey, proposals: readonly ProposedMatch[]): Promise<number> {
  const wanted = proposals.map((proposal): Wanted => {
    const { entryId, expectedId, kind, amountMinor, step, score, reasons } = proposal;
    const side = kind === 'payment' ? 'payment' : 'payout';
    return { entryId, side, objectId: objectIdOf(expectedId), amountMinor, step, score, reasons };
  });
  const { applicationId } = account;
  const made = await retryConflicts(() =>
    inTransaction(deps.sql, (tx) => {
      const by = { actor: ACTOR, at: deps.clock.now() };
      return makeMatches(tx, deps, wanted, { applicationId, how: 'automatic', by }, possible);
    }),
  );
  return made.length;
}

const possible = (decisions: readonly (Fit | Unfit)[]): Fit[] => decisions.filter((decision) => decision.ok);

/** Debits for which there is not even a suggestion. What the bank took for itself, and says so, is no riddle. */
function findUnexplained(entries: readonly OpenEntryRow[], found: readonly ProposedMatch[]): OpenEntryRow[] {
  const explained = new Set(found.map(({ entryId }) => entryId));
  return entries.filter(
    ({ id, direction, matchedMinor, isUnknown, bankCode }) =>
      direction === 'debit' && matchedMinor === 0n && !isUnknown && !isFee(bankCode) && !explained.has(id),
  );
}

interface Findings {
  readonly entries: readonly OpenEntryRow[];
  readonly suggestions: readonly ProposedMatch[];
  readonly unexplained: readonly OpenEntryRow[];
}

/** Keeps the suggestions, and raises the alarm. A run that began later has seen more, and does it instead. */
async function finish(deps: Deps, account: AccountKey, run: bigint, findings: Findings): Promise<number> {
  const unknown = await inTransaction(deps.sql, async (tx) => {
    if (!(await isLastRun(tx, account, run))) return [];
    await keepSuggestions(tx, account, findings, deps.clock.now());
    return raiseAlarm(tx, account, findings.unexplained, deps.clock.now());
  });
  for (const { id, bookedOn } of unknown) {
    deps.metrics.unknownDebits.inc();
    deps.log.error({ ...account, entryId: id, bookedOn }, 'money left an account and no payout explains it');
  }
  return unknown.length;
}

async function keepSuggestions(
  tx: Tx,
  account: AccountKey,
  { entries, suggestions }: Findings,
  at: Date,
): Promise<void> {
  const currencies = new Map(entries.map(({ id, currency }) => [id, currency]));
  const { add, drop } = changeSuggestions(await selectOfAccount(tx, account), suggestions, { account, currencies, at });
  for (let from = 0; from < drop.length; from += AT_ONCE) {
    await deleteSuggestions(tx, account.applicationId, drop.slice(from, from + AT_ONCE));
  }
  for (let from = 0; from < add.length; from += AT_ONCE) {
    await insertSuggestions(tx, add.slice(from, from + AT_ONCE));
  }
}

async function raiseAlarm(
  tx: Tx,
  { applicationId, payoutAccountId }: AccountKey,
  unexplained: readonly OpenEntryRow[],
  at: Date,
): Promise<EntryRow[]> {
  const accounts = await listPayoutAccounts(tx, applicationId);
  const account = accounts.find(({ id }) => id === payoutAccountId);
  assert(account, 'an entry is on a payout account');
  // What left the account before it was opened here is nobody's riddle.
  const since = account.createdAt.toISOString().slice(0, 10);
  const ids = unexplained.filter(({ bookedOn }) => bookedOn >= since).map(({ id }) => id);
  if (ids.length === 0) return [];
  const unknown = await markUnknown(tx, applicationId, ids, at);
  const happenings = unknown.map((row) => ({
    applicationId,
    objectType: 'statement_entry',
    objectId: row.id,
    sequence: 1,
    type: reconciliationEvent.unknownDebit,
    payload: presentEntry(row, []),
  }));
  if (happenings.length > 0) await recordEvents(tx, happenings, at);
  return unknown;
}
