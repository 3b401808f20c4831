import { reconciliationEvent } from '@sarf/contract';
import { listPayoutAccounts, type PayoutAccount } from '../banks/payout-accounts.ts';
import type { Deps } from '../deps.ts';
import { recordEvents } from '../events/record-events.ts';
import { type Batcher, createBatcher } from '../foundation/batch.ts';
import { inTransaction, type Tx } from '../foundation/database.ts';
import type { ColumnMap } from './csv-columns.ts';
import { finishFile, lockApplication, lockBytes, selectFinished } from './files-store.ts';
import { presentStatement } from './present.ts';
import { readCamt053 } from './read-camt053.ts';
import { readCsvStatement } from './read-csv.ts';
import { type SpooledFile, spooledBytes } from './spool-file.ts';
import type { StatementPart } from './statement.ts';
import { StatementKeeper } from './statement-keeper.ts';
import { type StatementRow, selectOfFile } from './statements-store.ts';

/** What was in a file. */
export interface Imported {
  readonly statements: readonly StatementRow[];
  /** These very bytes were read before, and nothing was done. */
  readonly duplicate: boolean;
}

type Importing = Pick<Deps, 'sql' | 'clock' | 'metrics'>;

/** A file that is kept, and how to read it where it is a table; undefined for our own names of columns. */
export interface ToImport {
  readonly file: SpooledFile;
  readonly map: ColumnMap | undefined;
}

/** Reads files that are kept, see `importStatement`: two at once in this process, for each takes a connection for long. */
export function openImporter(deps: Importing): Importer {
  return createBatcher({
    run: async (items: readonly ToImport[], attempt) =>
      Promise.all(items.map(async (item) => ({ value: await importStatement(deps, item, attempt) }))),
    itemsMax: 1,
    inFlightMax: 2,
    waitingMax: 200,
  });
}

export type Importer = Batcher<ToImport, Imported>;

/**
 * Reads a file that is kept, and keeps its statements and those of their entries that no statement had before: all of
 * it in one transaction, or nothing. The accounts are those that the statements name.
 * Refuses with UNREADABLE_STATEMENT or UNKNOWN_PAYOUT_ACCOUNT.
 */
async function importStatement(deps: Importing, { file, map }: ToImport, attempt: number): Promise<Imported> {
  const imported = await inTransaction(deps.sql, async (tx) => {
    // Two files with statements of the same accounts in another order may wait for each other. The one that is sent away
    // comes again when it is alone.
    await lockApplication(tx, file.applicationId, { alone: attempt > 1 });
    return read(tx, deps, file, map);
  });
  if (!imported.duplicate) {
    const entries = imported.statements.reduce((sum, { newEntries }) => sum + newEntries, 0);
    deps.metrics.statementEntries.inc({ source: file.source }, entries);
  }
  return imported;
}

async function read(tx: Tx, deps: Importing, file: SpooledFile, map: ColumnMap | undefined): Promise<Imported> {
  const { applicationId } = file;
  await lockBytes(tx, applicationId, file.sha256);
  const earlier = await selectFinished(tx, file);
  if (earlier !== undefined) {
    // It is this very one where an earlier try was saved and nobody came to say so.
    return { statements: await selectOfFile(tx, applicationId, earlier), duplicate: earlier !== file.id };
  }
  const accounts = await listPayoutAccounts(tx, applicationId);
  const at = deps.clock.now();
  const keeper = new StatementKeeper(tx, { file, accounts, at });
  for await (const part of partsOf(tx, file, accounts, map)) await keeper.take(part);
  const statements = keeper.done();
  await finishFile(tx, file, at);
  // The events come last: from there to the commit, whoever reads events waits for this transaction.
  if (statements.length > 0) await recordEvents(tx, statements.map(happeningOf), at);
  return { statements, duplicate: false };
}

function partsOf(
  tx: Tx,
  file: SpooledFile,
  accounts: readonly PayoutAccount[],
  map: ColumnMap | undefined,
): AsyncGenerator<StatementPart> {
  const bytes = spooledBytes(tx, file);
  if (file.mediaType !== 'text/csv') return readCamt053(bytes);
  const named = accounts.find(({ id }) => id === file.namedAccountId);
  return readCsvStatement(bytes, map, { iban: named?.iban ?? null, currency: named?.currency ?? null });
}

const happeningOf = (row: StatementRow) => ({
  applicationId: row.applicationId,
  objectType: 'statement',
  objectId: row.id,
  sequence: 1,
  type: reconciliationEvent.statement,
  payload: presentStatement(row),
});
