import type { SentFile } from '../auth/caller.ts';
import { listPayoutAccounts } from '../banks/payout-accounts.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../foundation/refuse.ts';
import { findColumnMap } from './column-maps.ts';
import type { Importer } from './import-statement.ts';
import { spoolFile } from './spool-file.ts';
import { type Taken, takeFile } from './take-file.ts';

export interface Upload {
  readonly applicationId: string;
  readonly actor: string;
  readonly file: SentFile;
  readonly bytesMax: number;
  /** For a table: the name of the column map to read it with. */
  readonly columnMap: string | undefined;
  /** The account, where the file names none. */
  readonly payoutAccountId: string | undefined;
}

/**
 * Keeps and reads a statement that a client sends, and looks for matches.
 * Refuses with UNKNOWN_COLUMN_MAP, UNKNOWN_PAYOUT_ACCOUNT, BODY_TOO_LARGE or UNREADABLE_STATEMENT.
 */
export async function uploadStatement(deps: Deps, importer: Importer, upload: Upload): Promise<Taken> {
  const { applicationId, actor, file, bytesMax, columnMap } = upload;
  const map = columnMap === undefined ? undefined : await findColumnMap(deps, applicationId, columnMap);
  const namedAccountId = upload.payoutAccountId?.toLowerCase() ?? null;
  if (namedAccountId !== null) await requireAccount(deps, applicationId, namedAccountId);
  const about = {
    applicationId,
    mediaType: file.mediaType === 'text/csv' ? 'text/csv' : 'application/xml',
    source: 'upload' as const,
    namedAccountId,
    createdBy: actor,
  };
  const spooled = await spoolFile(deps, about, { bytes: file.bytes, bytesMax });
  return takeFile(deps, importer, spooled, map);
}

async function requireAccount({ sql }: Deps, applicationId: string, id: string): Promise<void> {
  const accounts = await listPayoutAccounts(sql, applicationId);
  if (!accounts.some((account) => account.id === id)) throw new Refusal('UNKNOWN_PAYOUT_ACCOUNT');
}
