import { operations } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import { Refusal } from '../foundation/refuse.ts';
import type { Importer } from './import-statement.ts';
import { addMarks, claimMark, freeMark, type Mark, moveMark } from './marks-store.ts';
import { matchAccount } from './match-account.ts';
import { spoolFile } from './spool-file.ts';
import { importFile } from './take-file.ts';

interface Fetching {
  readonly importer: Importer;
  /** Who fetches. */
  readonly name: string;
  /** When an account is due again, in milliseconds. */
  readonly everyMs: number;
  /** Given when no further statement is to be begun. */
  readonly stopping: AbortSignal;
}

// Longer than the statements of any account take; if it is not, another worker reads the same again, which is harmless.
const LEASE_MS = 15 * 60_000;

/** Notes for every account that statements of it are to be fetched. */
export function noteAccounts({ sql }: Pick<Deps, 'sql'>): Promise<void> {
  return addMarks(sql);
}

/**
 * Takes up one account that is due: fetches the statements that its bank has made since the last time, where it offers
 * any, and looks for matches. A statement that cannot be read stops those after it, and is tried again next time: the log
 * is loud about it.
 * @returns was there any?
 */
export async function fetchStatements(deps: Deps, fetching: Fetching): Promise<boolean> {
  const mark = await claimMark(deps.sql, LEASE_MS);
  if (!mark) return false;
  const account = { applicationId: mark.applicationId, payoutAccountId: mark.payoutAccountId };
  const tell = (error: unknown, what: string): void => deps.log.error({ err: error, ...account }, what);
  try {
    await fetchAll(deps, fetching, mark).catch((error: unknown) => tell(error, 'fetching statements broke off'));
    // What came another way, or was left from the last time, is matched too.
    await matchAccount(deps, account).catch((error: unknown) => tell(error, 'looking for matches broke'));
  } finally {
    await freeMark(deps.sql, account, fetching.everyMs);
  }
  return true;
}

/** Fetches one statement after the other. */
async function fetchAll(deps: Deps, fetching: Fetching, mark: Mark): Promise<void> {
  const statements = deps.banks.get(mark.connector)?.statements;
  if (!statements) return;
  const offered = await statements.list(mark.iban, mark.bankSequence);
  if (!offered) throw new Error('the bank does not list its statements');
  for (const { sequence } of offered) {
    if (fetching.stopping.aborted) return;
    const bytes = await statements.read(mark.iban, sequence);
    if (!bytes) throw new Error(`the bank does not give its statement ${sequence}`);
    await fetchOne(deps, fetching, mark, { sequence, bytes });
  }
}

async function fetchOne(
  deps: Deps,
  { importer, name }: Fetching,
  mark: Mark,
  { sequence, bytes }: { readonly sequence: string; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<void> {
  const about = {
    applicationId: mark.applicationId,
    mediaType: 'application/xml',
    source: 'bank' as const,
    namedAccountId: null,
    createdBy: name,
  };
  const file = await spoolFile(deps, about, { bytes, bytesMax: operations.uploadStatement.file.bytesMax });
  try {
    await importFile(deps, importer, { file, map: undefined });
  } catch (error) {
    // What a refusal says may be words from the statement.
    if (error instanceof Refusal) throw new Error(`statement ${sequence}: ${error.code}, line ${error.metadata?.line}`);
    throw error;
  }
  // Only now: whoever comes after a crash reads it again, and finds that it was read.
  await moveMark(deps.sql, mark, sequence);
}
