import type { Sql, Tx } from '../foundation/database.ts';

export interface FileKey {
  readonly applicationId: string;
  readonly id: string;
}

/** A file with statements, as it is being brought. */
export interface NewFile extends FileKey {
  readonly mediaType: string;
  readonly source: 'bank' | 'upload';
  /** The account that whoever brings it names, where the file does not. */
  readonly namedAccountId: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export async function insertFile(sql: Sql, file: NewFile): Promise<void> {
  await sql`
    insert into statement_files (application_id, id, media_type, source, named_account_id, created_at, created_by)
    values (${file.applicationId}, ${file.id}, ${file.mediaType}, ${file.source}, ${file.namedAccountId},
      ${file.createdAt}, ${file.createdBy})`;
}

export async function insertPart(sql: Sql, file: FileKey, number: number, bytes: Buffer): Promise<void> {
  await sql`
    insert into statement_file_parts (application_id, file_id, number, bytes)
    values (${file.applicationId}, ${file.id}, ${number}, ${bytes})`;
}

/** Notes what all parts together are. */
export async function updateSpooled(sql: Sql, file: FileKey, sha256: string, size: number): Promise<void> {
  await sql`
    update statement_files set sha256 = ${sha256}, size = ${size}
    where application_id = ${file.applicationId} and id = ${file.id}`;
}

/** From then on neither the file nor what was read from it changes. */
export async function finishFile(tx: Tx, file: FileKey, at: Date): Promise<void> {
  await tx`
    update statement_files set finished_at = ${at} where application_id = ${file.applicationId} and id = ${file.id}`;
}

export async function selectPart(sql: Sql | Tx, file: FileKey, number: number): Promise<Buffer | undefined> {
  const [row] = await sql<{ bytes: Buffer }[]>`
    select bytes from statement_file_parts
    where application_id = ${file.applicationId} and file_id = ${file.id} and number = ${number}`;
  return row?.bytes;
}

/** The file with these bytes that was read to its end before, for the same account where the file names none. */
export async function selectFinished(
  sql: Sql | Tx,
  wanted: { readonly applicationId: string; readonly sha256: string; readonly namedAccountId: string | null },
): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    select id from statement_files
    where application_id = ${wanted.applicationId} and sha256 = ${wanted.sha256}
      and named_account_id is not distinct from ${wanted.namedAccountId}::uuid and finished_at is not null`;
  return row?.id;
}

/** Deletes a file that was not read to its end, and its parts. */
export async function deleteFile(sql: Sql, file: FileKey): Promise<void> {
  await sql`delete from statement_file_parts where application_id = ${file.applicationId} and file_id = ${file.id}`;
  await sql`delete from statement_files where application_id = ${file.applicationId} and id = ${file.id}`;
}

/** Files that were begun before this time and not read to their end. */
export function selectBegun(sql: Sql, before: Date, limit: number): Promise<FileKey[]> {
  return sql<FileKey[]>`
    select application_id, id from statement_files where finished_at is null and created_at < ${before}
    order by created_at limit ${limit}`;
}

/** Files of one application are read beside each other, or one of them alone. */
export async function lockApplication(
  tx: Tx,
  applicationId: string,
  { alone }: { readonly alone: boolean },
): Promise<void> {
  // Two keys: locks with one are looked through by readers of events.
  if (alone) await tx`select pg_advisory_xact_lock(7243, hashtext(${applicationId}))`;
  else await tx`select pg_advisory_xact_lock_shared(7243, hashtext(${applicationId}))`;
}

/** Two readings of the same bytes come one after another. */
export async function lockBytes(tx: Tx, applicationId: string, sha256: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(7241, hashtext(${`${applicationId}/${sha256}`}))`;
}

/** Statements of one account are read one after another: each is compared with what the ones before brought. */
export async function lockImports(tx: Tx, applicationId: string, payoutAccountId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(7242, hashtext(${`${applicationId}/${payoutAccountId}`}))`;
}
