import type { Deps } from '../deps.ts';
import type { ColumnMap } from './csv-columns.ts';
import type { Imported, Importer, ToImport } from './import-statement.ts';
import { type MatchRun, matchAccount } from './match-account.ts';
import { forgetSpooled, type SpooledFile } from './spool-file.ts';

/** What was in a file, and what came of it. */
export interface Taken extends Imported, MatchRun {
  /** What was not done, in plain sentences. */
  readonly notDone: readonly string[];
}

const nothing: MatchRun = { matched: 0, suggested: 0, unknownDebits: 0 };

/**
 * Reads a file that is kept, and looks for matches on the accounts that it is of. What was read stays, whatever comes of
 * the search for matches. Refuses as `importStatement`; then nothing of the file is kept.
 */
export async function takeFile(
  deps: Deps,
  importer: Importer,
  file: SpooledFile,
  map: ColumnMap | undefined,
): Promise<Taken> {
  const imported = await importFile(deps, importer, { file, map });
  if (imported.duplicate) return { ...imported, ...nothing, notDone: [] };
  const notDone: string[] = [];
  let sum = nothing;
  for (const payoutAccountId of new Set(imported.statements.map((row) => row.payoutAccountId))) {
    const account = { applicationId: file.applicationId, payoutAccountId };
    try {
      sum = add(sum, await matchAccount(deps, account));
    } catch (error) {
      deps.log.error({ err: error, ...account }, 'looking for matches broke; the next run does it');
      notDone.push('Looking for matches broke off; it is done again later.');
    }
  }
  return { ...imported, ...sum, notDone };
}

/** Reads a file that is kept. Of one that cannot be read, or was read before, nothing is kept. */
export async function importFile(deps: Deps, importer: Importer, item: ToImport): Promise<Imported> {
  // Where the database is away, it is swept up later.
  const forget = (): Promise<void> => forgetSpooled(deps, item.file).catch(() => {});
  try {
    const imported = await importer.submit(item);
    if (imported.duplicate) await forget();
    return imported;
  } catch (error) {
    await forget();
    throw error;
  }
}

const add = (a: MatchRun, b: MatchRun): MatchRun => ({
  matched: a.matched + b.matched,
  suggested: a.suggested + b.suggested,
  unknownDebits: a.unknownDebits + b.unknownDebits,
});
