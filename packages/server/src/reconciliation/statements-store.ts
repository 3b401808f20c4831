import { list, type Sql, type Tx } from '../foundation/database.ts';

/** A statement as it is kept, with the hash of the file that it came in. */
export interface StatementRow {
  readonly applicationId: string;
  readonly id: string;
  readonly fileId: string;
  readonly fileSha256: string;
  readonly payoutAccountId: string;
  readonly source: 'bank' | 'upload';
  readonly bankStatementId: string | null;
  readonly bankSequence: string | null;
  readonly currency: string;
  readonly fromText: string | null;
  readonly toText: string | null;
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly creditMinor: bigint;
  readonly debitMinor: bigint;
  readonly entries: number;
  readonly newEntries: number;
  /** YYYY-MM-DD */
  readonly firstBookedOn: string | null;
  readonly lastBookedOn: string | null;
  readonly warnings: readonly string[];
  readonly createdAt: Date;
}

const columns = (sql: Sql | Tx) => sql`
  s.application_id, s.id, s.file_id, f.sha256 as file_sha256, s.payout_account_id, s.source, s.bank_statement_id,
  s.bank_sequence, s.currency, s.from_text, s.to_text, s.opening_minor, s.closing_minor, s.credit_minor, s.debit_minor,
  s.entries, s.new_entries, s.first_booked_on::text as first_booked_on, s.last_booked_on::text as last_booked_on,
  s.warnings, s.created_at`;

const statements = (sql: Sql | Tx) => sql`
  statements s join statement_files f on f.application_id = s.application_id and f.id = s.file_id`;

/** Adds a statement of which only the beginning was read. */
export async function insertStatement(tx: Tx, row: StatementRow): Promise<void> {
  await tx`
    insert into statements (application_id, id, file_id, payout_account_id, source, currency, credit_minor, debit_minor,
      entries, new_entries, warnings, created_at)
    values (${row.applicationId}, ${row.id}, ${row.fileId}, ${row.payoutAccountId}, ${row.source}, ${row.currency},
      0, 0, 0, 0, '{}', ${row.createdAt})`;
}

/** What is known of it when all of it was read. */
export async function updateStatement(tx: Tx, row: StatementRow): Promise<void> {
  await tx`
    update statements set bank_statement_id = ${row.bankStatementId}, bank_sequence = ${row.bankSequence},
      from_text = ${row.fromText}, to_text = ${row.toText}, opening_minor = ${row.openingMinor}::bigint,
      closing_minor = ${row.closingMinor}::bigint, credit_minor = ${row.creditMinor}::bigint,
      debit_minor = ${row.debitMinor}::bigint, entries = ${row.entries}, new_entries = ${row.newEntries},
      first_booked_on = ${row.firstBookedOn}::text::date, last_booked_on = ${row.lastBookedOn}::text::date,
      warnings = ${list([...row.warnings])}::text[]
    where application_id = ${row.applicationId} and id = ${row.id}`;
}

/** The statements of an account that were read last, the newest first. */
export function selectNewest(
  tx: Tx,
  account: { readonly applicationId: string; readonly payoutAccountId: string },
  limit: number,
): Promise<StatementRow[]> {
  return tx<StatementRow[]>`
    select ${columns(tx)} from ${statements(tx)}
    where s.application_id = ${account.applicationId} and s.payout_account_id = ${account.payoutAccountId}
    order by s.id desc limit ${limit}`;
}

/** The statements that a file has, in their order. */
export function selectOfFile(sql: Sql | Tx, applicationId: string, fileId: string): Promise<StatementRow[]> {
  return sql<StatementRow[]>`
    select ${columns(sql)} from ${statements(sql)}
    where s.application_id = ${applicationId} and s.file_id = ${fileId} order by s.id`;
}

export interface StatementFilter {
  readonly after: string | undefined;
  readonly payoutAccountId: string | undefined;
}

/** One page of an application's statements, newest first. */
export function selectStatements(
  sql: Sql,
  applicationId: string,
  { after, payoutAccountId }: StatementFilter,
  limit: number,
): Promise<StatementRow[]> {
  return sql<StatementRow[]>`
    select ${columns(sql)} from ${statements(sql)}
    where s.application_id = ${applicationId}
    ${after ? sql`and s.id < ${after}` : sql``}
    ${payoutAccountId ? sql`and s.payout_account_id = ${payoutAccountId}` : sql``}
    order by s.id desc limit ${limit}`;
}
